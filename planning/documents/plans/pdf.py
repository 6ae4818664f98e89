"""A business plan on one sheet of A4; the edition that lists the partner's costs goes on behind it."""

from base64 import b64encode
from dataclasses import dataclass, replace

from django.template.loader import render_to_string

from planning.calculations.agreement.ink import signature_svg
from planning.calculations.plans.paper import PlanPaper, Signed
from planning.documents.plans.tables import case_table, cost_table, quarter_chart, year_table
from planning.documents.plans.words import (
    about_cost_list,
    about_costs,
    day,
    headline,
    kpis,
    moment,
    profit_facts,
    state_in_words,
)
from prm.documents.letterhead import Letterhead, Printed
from prm.documents.pdf import DocumentTooLong, render_pdf
from prm.documents.svg.elements import short

# What one page has room for, in letters and lines. Whatever is left out is told, and stands on the plan's page.
HEAD_ROOM, NAME_ROOM, TITLE_ROOM, SIGNER_ROOM = 56, 32, 42, 28
GOALS_ROOM, GOALS_ROOM_BESIDE_OBJECTIVES = 420, 200
OBJECTIVE_ROOM, MOST_OBJECTIVES = 104, 4
CHART_HEIGHT, CHART_HEIGHT_BESIDE_OBJECTIVES = 138, 122


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
    def name(self) -> str:
        return short(self.signed.name, SIGNER_ROOM)

    @property
    def typed_name(self) -> str:
        return short(self.signed.typed_name, SIGNER_ROOM)

    @property
    def company(self) -> str:
        return short(self.signed.company, NAME_ROOM)

    @property
    def at(self) -> str:
        return moment(self.signed.signed_at)


def plan_pdf(paper: PlanPaper, *, letterhead: Letterhead) -> bytes:
    """The plan as a tagged PDF of one page, whatever is in it; costs follow on pages of their own.

    The chart gives way where long texts leave no room for it: the tables below tell the same years. Takes about a
    quarter of a second of processor time.
    """
    charts, colours = [quarter_chart(paper)], letterhead.colours
    if paper.costs:
        return render_pdf(html=plan_html(paper, letterhead), charts=charts, colours=colours)
    try:
        return render_pdf(html=plan_html(paper, letterhead), charts=charts, colours=colours, most_pages=1)
    except DocumentTooLong:
        return render_pdf(html=plan_html(paper, letterhead, has_chart=False), colours=colours)


def plan_html(paper: PlanPaper, letterhead: Letterhead, *, has_chart: bool = True) -> str:
    """What the PDF is made of. Names and texts that are longer than their place are cut."""
    whole = paper.partner_name
    paper = replace(paper, partner_name=short(whole, NAME_ROOM), title=short(paper.title, TITLE_ROOM))
    objectives = _objectives(paper)
    context = {
        "document": _printed(paper, letterhead, name=short(whole, HEAD_ROOM)),
        "paper": paper,
        "headline": headline(paper),
        "kpis": kpis(paper),
        "goals": short(" ".join(paper.goals.split()), GOALS_ROOM_BESIDE_OBJECTIVES if objectives else GOALS_ROOM),
        "chart": quarter_chart(paper) if has_chart else None,
        "chart_height": CHART_HEIGHT_BESIDE_OBJECTIVES if objectives else CHART_HEIGHT,
        "years": year_table(paper),
        "cases": case_table(paper),
        "facts": _halves(profit_facts(paper)),
        "objectives": objectives,
        "more_objectives": len(paper.objectives) - len(objectives),
        "about_costs": about_costs(paper),
        "costs": cost_table(paper) if paper.costs else None,
        "about_cost_list": about_cost_list(paper),
        "signatures": [PrintedSignature(each) for each in paper.signatures],
        "state": state_in_words(paper),
    }
    return render_to_string("planning/plan_print.html", context)


def _objectives(paper: PlanPaper) -> list[str]:
    """As many as there is room for; of more than these one less, for the line that counts the others."""
    shown = MOST_OBJECTIVES - (len(paper.objectives) > MOST_OBJECTIVES)
    return [short(each, OBJECTIVE_ROOM) for each in paper.objectives[:shown]]


def _halves[Each](items: tuple[Each, ...]) -> list[tuple[Each, ...]]:
    """In two columns; none for nothing."""
    middle = (len(items) + 1) // 2
    return [half for half in (items[:middle], items[middle:]) if half]


def _printed(paper: PlanPaper, letterhead: Letterhead, *, name: str) -> Printed:
    told = f"{paper.title}, version {paper.version}"
    return Printed(
        letterhead=letterhead,
        title=name,
        description=f"{paper.title} of {paper.partner_name}, {paper.year_label}, version {paper.version}",
        foot=f"{short(letterhead.vendor, NAME_ROOM)} · {told} · {state_in_words(paper)}",
        meta=(
            paper.title,
            f"Version {paper.version}",
            state_in_words(paper),
            f"From {paper.start_month:%B %Y}",
            f"As of {day(paper.today)}",
        ),
    )
