"""A capability result as a tagged PDF: results and action plan."""

from dataclasses import replace
from textwrap import shorten

from django.template.loader import render_to_string

from prm.documents.cells import shown_rows
from prm.documents.letterhead import Letterhead, Printed
from prm.documents.pdf import render_pdf
from prm.documents.specs import Table
from scorecards.calculations.capability_result import CapabilityResult
from scorecards.documents.capability_report import category_chart, category_chart_height, kpis, trend_chart
from scorecards.documents.capability_tables import (
    category_table,
    change_table,
    goal_table,
    suggestion_table,
    view_table,
)
from scorecards.documents.capability_words import headline, round_in_words
from scorecards.documents.wording import day

LONGEST_TITLE = 110
SUGGESTIONS = 8
MOST_CHANGES = 12
MOST_VIEWS = 12


class Listed:
    """A table's first rows. A single row is a list of facts: as a table it would have more headings than cells."""

    def __init__(self, table: Table, most: int | None = None) -> None:
        self.table = replace(table, rows=table.rows[:most])
        names = (column.name for column in table.columns)
        rows = shown_rows(self.table)
        self.facts = [(name, cell.text) for name, cell in zip(names, rows[0], strict=True)] if len(rows) == 1 else []


def capability_pdf(result: CapabilityResult, *, letterhead: Letterhead) -> bytes:
    """The result on two to three pages of A4. Takes about half a second of processor time."""
    charts = [category_chart(result), trend_chart(result)]
    return render_pdf(html=capability_html(result, letterhead), charts=charts, colours=letterhead.colours)


def capability_html(result: CapabilityResult, letterhead: Letterhead) -> str:
    """What the PDF is made of."""
    context = {
        "document": _printed(result, letterhead),
        "headline": headline(result),
        "kpis": kpis(result),
        "category_chart": category_chart(result),
        "trend_chart": trend_chart(result),
        "has_trend": len(result.rounds) > 1,
        "chart_height": category_chart_height(result),
        "categories": category_table(result),
        "changes": Listed(change_table(result), MOST_CHANGES),
        "views": Listed(view_table(result), MOST_VIEWS),
        "suggestions": Listed(suggestion_table(result, most=SUGGESTIONS)),
        "goals": Listed(goal_table(result)),
        "result": result,
    }
    return render_to_string("scorecards/capability_print.html", context)


def _printed(result: CapabilityResult, letterhead: Letterhead) -> Printed:
    dated = f"Written on {day(result.today)}"
    return Printed(
        letterhead=letterhead,
        title=shorten(result.partner_name, LONGEST_TITLE, placeholder="…"),
        description=f"{result.set_name} of {result.partner_name}, {round_in_words(result)}",
        foot=f"{letterhead.vendor} · {result.set_name} · {round_in_words(result)}",
        meta=(result.set_name, round_in_words(result), f"Version {result.round.version} of the questions", dated),
    )
