"""A marketing plan as a tagged PDF: what is done, what it costs, what it is to bring, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from textwrap import shorten
from uuid import UUID

from django.template.loader import render_to_string

from planning.calculations.marketing.forecast import PlanForecast
from planning.calculations.marketing.goals import outlook
from planning.calculations.marketing.kinds import GoalKind, MarketingState
from planning.calculations.marketing.results import TacticResult
from planning.documents.marketing.tables import (
    TacticLine,
    case_table,
    goal_format,
    goal_words,
    kpis,
    tactic_table,
    waterfall_chart,
)
from planning.enums import Case
from prm.documents.formats import COUNT, whole_money
from prm.documents.letterhead import Letterhead, Printed
from prm.documents.pdf import render_pdf
from prm.documents.specs import NOTHING, Cell, Chart, Column, Kind, Table
from prm.kernel.fiscal import Period

LONGEST_TITLE, LONGEST_CELL = 90, 60


@dataclass(frozen=True, slots=True)
class PrintedPlan:
    """All that the page shows. `goals` are text, kind and target; `results` names of approved tactics with theirs."""

    partner_name: str
    state: MarketingState
    revision: int
    quarter: Period
    lines: Sequence[TacticLine]
    forecast: PlanForecast[UUID]
    goals: Sequence[tuple[str, GoalKind, Decimal | None]]
    results: Sequence[tuple[str, TacticResult]]
    today: date


def marketing_pdf(plan: PrintedPlan, *, letterhead: Letterhead) -> bytes:
    """The plan on A4: a page for a plan of a few tactics, more where all that was agreed needs them."""
    html = marketing_html(plan, letterhead)
    return render_pdf(html=html, charts=[_chart(plan)], colours=letterhead.colours)


def marketing_html(plan: PrintedPlan, letterhead: Letterhead) -> str:
    """What the PDF is made of."""
    currency, shown = letterhead.currency, _shortened(plan.lines)
    context = {
        "document": _printed(plan, letterhead),
        "kpis": kpis(plan.forecast, currency=currency),
        "chart": _chart(plan),
        "tactics": tactic_table(shown, plan.forecast, currency=currency),
        "cases": case_table(plan.forecast, currency=currency),
        "goals": [_goal(plan, each, currency) for each in plan.goals],
        "results": _results(plan, currency) if plan.results else None,
    }
    return render_to_string("planning/marketing_print.html", context)


def _chart(plan: PrintedPlan) -> Chart:
    """The base case alone: the table beside it has all three."""
    return waterfall_chart(plan.forecast, cases=[Case.BASE])


def _shortened(lines: Sequence[TacticLine]) -> list[TacticLine]:
    def cut(text: str) -> str:
        return shorten(text, LONGEST_CELL, placeholder="…")

    return [
        TacticLine(
            each.id,
            cut(each.name),
            cut(each.type_name),
            cut(each.audience),
            cut(each.owner),
            each.start_date,
            each.end_date,
            each.is_verifiable,
        )
        for each in lines
    ]


def _goal(plan: PrintedPlan, goal: tuple[str, GoalKind, Decimal | None], currency: str) -> tuple[str, str, str]:
    text, kind, target = goal
    figure = goal_format(is_money=kind.is_money, currency=currency)
    found = outlook(kind, target, plan.forecast.total)
    wanted = NOTHING if target is None else f"{kind.label}: {figure.full(target)}"
    return text, wanted, goal_words(found, figure)


def _results(plan: PrintedPlan, currency: str) -> Table:
    """What came of the tactics until today; hard and soft apart."""
    money = whole_money(currency)
    columns = (
        Column("Result until today", weight=4),
        Column("Leads", Kind.FIGURE, COUNT),
        Column("MGOs", Kind.FIGURE, COUNT),
        Column("Approved revenue", Kind.FIGURE, money),
        Column("Won, direct link", Kind.FIGURE, money),
        Column("Won, influenced", Kind.FIGURE, money),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            shorten(name, LONGEST_CELL, placeholder="…"),
            result.so_far.hard.leads,
            result.so_far.hard.mgos,
            result.forecast.revenue,
            result.so_far.hard.revenue,
            result.so_far.soft.revenue,
        )
        for name, result in plan.results
    ]
    return Table("marketing-results-print", "Results", columns, tuple(rows))


def _printed(plan: PrintedPlan, letterhead: Letterhead) -> Printed:
    title = f"Marketing plan {plan.quarter.label}"
    state = plan.state.label if plan.revision == 1 else f"{plan.state.label}, revision {plan.revision}"
    dated = f"Written on {plan.today.day} {plan.today:%b %Y}"
    return Printed(
        letterhead=letterhead,
        title=shorten(plan.partner_name, LONGEST_TITLE, placeholder="…"),
        description=f"{title} of {plan.partner_name}",
        foot=f"{letterhead.vendor} · {title} · {state}",
        meta=(title, state, dated),
    )
