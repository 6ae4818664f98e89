"""A capability result as a workbook: a summary, then scores, answers, changes, views, suggestions and the plan."""

from decimal import Decimal

from prm.documents.sheet import write_xlsx
from prm.documents.specs import Cell, Column, Table
from scorecards.calculations.capability_result import CapabilityResult
from scorecards.documents.capability_report import kpis
from scorecards.documents.capability_tables import (
    answer_table,
    category_table,
    change_table,
    goal_table,
    suggestion_table,
    topic_table,
    view_table,
)
from scorecards.documents.capability_words import headline, round_in_words
from scorecards.documents.wording import day


def capability_sheet(result: CapabilityResult) -> bytes:
    """Every figure of the result as .xlsx. Numbers are numbers, and no text can become a formula."""
    return write_xlsx(*sheets(result))


def sheets(result: CapabilityResult) -> tuple[Table, ...]:
    """The sheets in order; those that would be empty are left out, but for the summary and the answers."""
    filled = (change_table(result), view_table(result), suggestion_table(result), goal_table(result))
    return (
        summary_table(result),
        category_table(result),
        topic_table(result),
        answer_table(result),
        *(each for each in filled if each.rows),
    )


def summary_table(result: CapabilityResult) -> Table:
    """What the page says first, and of which partner, round and version it is."""
    rows: tuple[tuple[Cell, ...], ...] = (
        ("Partner", result.partner_name, None, None),
        ("Finding", headline(result), None, None),
        ("Round", round_in_words(result), None, None),
        ("Version of the questions", str(result.round.version), None, None),
        ("Written on", day(result.today), None, None),
        *(
            (each.label, _value(each.value), each.detail, each.status.word if each.status else None)
            for each in kpis(result)
        ),
    )
    return Table("summary", "Summary", (Column("What"), Column("Value"), Column("Detail"), Column("Status")), rows)


def _value(written: str) -> Cell:
    """A figure as a number, so that it can be reckoned with."""
    return Decimal(written) if written.isdecimal() else written
