"""A business plan on one sheet of A4; a second one for the edition that lists the partner's costs."""

from base64 import b64encode
from dataclasses import dataclass
from textwrap import shorten

from django.template.loader import render_to_string

from planning.calculations.agreement.ink import signature_svg
from planning.calculations.plans.paper import PlanPaper, Signed
from planning.documents.plans.tables import case_table, cost_table, quarter_chart, year_table
from planning.documents.plans.words import about_costs, headline, kpis, moment, profit_facts, state_in_words
from prm.documents.letterhead import Letterhead, Printed
from prm.documents.pdf import render_pdf

LONGEST_TITLE = 110
LONGEST_GOALS = 420
MOST_OBJECTIVES = 5


@dataclass(frozen=True)
class PrintedSignature:
    """A signature as it stands on paper."""

    signed: Signed

    @property
    def picture(self) -> str:
        """The drawing as a ``data:`` address; empty when the name was typed."""
        if not self.signed.drawing:
            return ""
        return f"data:image/svg+xml;base64,{b64encode(signature_svg(self.signed.drawing).encode()).decode()}"

    @property
    def at(self) -> str:
        return moment(self.signed.signed_at)


def plan_pdf(paper: PlanPaper, *, letterhead: Letterhead) -> bytes:
    """The plan as a tagged PDF of one page, two with costs. Takes about a quarter of a second of processor time."""
    return render_pdf(html=plan_html(paper, letterhead), charts=[quarter_chart(paper)], colours=letterhead.colours)


def plan_html(paper: PlanPaper, letterhead: Letterhead) -> str:
    """What the PDF is made of."""
    context = {
        "document": _printed(paper, letterhead),
        "paper": paper,
        "headline": headline(paper),
        "kpis": kpis(paper),
        "goals": shorten(paper.goals, LONGEST_GOALS, placeholder=" …"),
        "chart": quarter_chart(paper),
        "years": year_table(paper),
        "cases": case_table(paper),
        "facts": _halves(profit_facts(paper)),
        "objectives": paper.objectives[:MOST_OBJECTIVES],
        "about_costs": about_costs(paper),
        "costs": cost_table(paper) if paper.costs else None,
        "signatures": [PrintedSignature(each) for each in paper.signatures],
        "state": state_in_words(paper),
    }
    return render_to_string("planning/plan_print.html", context)


def _halves[Each](items: tuple[Each, ...]) -> list[tuple[Each, ...]]:
    """In two columns; none for nothing."""
    middle = (len(items) + 1) // 2
    return [half for half in (items[:middle], items[middle:]) if half]


def _printed(paper: PlanPaper, letterhead: Letterhead) -> Printed:
    told = f"{paper.title}, version {paper.version}"
    return Printed(
        letterhead=letterhead,
        title=shorten(paper.partner_name, LONGEST_TITLE, placeholder="…"),
        description=f"{paper.title} of {paper.partner_name}, {paper.year_label}, version {paper.version}",
        foot=f"{letterhead.vendor} · {shorten(told, 80, placeholder='…')} · {state_in_words(paper)}",
        meta=(paper.title, f"Version {paper.version}", state_in_words(paper), f"From {paper.start_month:%B %Y}"),
    )
