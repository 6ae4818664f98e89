"""What the page of a revenue goal compares: the cases side by side, and needed with planned and live."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from planning.calculations.revenue_goals.goal import per
from planning.calculations.revenue_goals.progress import Progress
from planning.documents.revenue_goals.presentation import UNREACHABLE, amount, count, difference, why_not
from planning.enums import Case
from planning.forms.revenue_goals import amount_text
from planning.queries.revenue_goals.goals import CaseResult, GoalResult
from planning.queries.revenue_goals.progress import GoalProgress
from prm.documents.formats import COUNT, Format, whole_money
from prm.documents.specs import NOTHING
from prm.kernel import money
from prm.kernel.status import Thresholds, TrafficLight


@dataclass(frozen=True)
class CaseRow:
    """A line of the result over the three cases."""

    label: str
    cells: list[str]
    is_sum: bool = False


def case_rows(result: GoalResult, *, currency: str) -> list[CaseRow]:
    """What the whole goal takes, case by case."""
    cases = list(result.cases.values())

    def row(label: str, write: Callable[[CaseResult], str], *, is_sum: bool = False) -> CaseRow:
        return CaseRow(label, [write(case) for case in cases], is_sum)

    def split(case: CaseResult, period: str) -> str:
        return NOTHING if case.needed.mgos is None else money.number(per(case.needed.mgos, period))

    return [
        row("Revenue with these lines", lambda case: amount(case.outcome.revenue, currency)),
        row("Against the goal", lambda case: difference(case.gap, whole_money(currency)), is_sum=True),
        row("MGOs needed a year", _needed_of_case, is_sum=True),
        row("a quarter", lambda case: split(case, "quarter")),
        row("a month", lambda case: split(case, "month")),
        row("a week", lambda case: split(case, "week")),
        row("Opportunities needed", lambda case: count(case.needed.opportunities)),
        row("Won deals needed", lambda case: count(case.needed.won)),
        row("Contacts to reach", lambda case: count(case.needed.contacts)),
        row("Campaigns needed", lambda case: count(case.needed.campaigns)),
        row("Engaged partners needed", lambda case: count(case.needed.engaged)),
    ]


def _needed_of_case(case: CaseResult) -> str:
    return count(case.needed.mgos) if case.needed.is_reachable else f"{UNREACHABLE}. {why_not(case.needed)}"


@dataclass(frozen=True)
class Measure:
    """What is needed, planned and there of one thing, in words."""

    label: str
    needed: str
    planned: str
    needed_to_date: str
    live: str
    gap: str
    plan_gap: str
    light: TrafficLight


def measures(standing: GoalProgress, *, currency: str, thresholds: Thresholds) -> list[Measure]:
    """The rows of the comparison."""
    cash = whole_money(currency)
    rows: list[tuple[str, str, Progress, Format]] = [
        ("MGOs", "MGOs", standing.mgos, COUNT),
        ("Opportunities", "opportunities", standing.opportunities, COUNT),
        ("Won from marketing", "", standing.revenue, cash),
        ("All won deals, against the whole goal", "", standing.all_won, cash),
    ]
    return [_measure(label, thing, each, write, thresholds) for label, thing, each, write in rows]


@dataclass(frozen=True)
class SegmentMeasures:
    """The same of one segment."""

    name: str
    whom: str
    rows: list[Measure]


def measures_by_segment(standing: GoalProgress, *, currency: str, thresholds: Thresholds) -> list[SegmentMeasures]:
    """What each segment needs, plans and has; nothing for a goal of one, which says it all already."""
    if len(standing.segments) < 2:
        return []
    cash = whole_money(currency)
    return [
        SegmentMeasures(
            each.segment.name,
            each.segment.whom,
            [
                _measure("MGOs", "MGOs", each.mgos, COUNT, thresholds),
                _measure("Opportunities", "opportunities", each.opportunities, COUNT, thresholds),
                _measure("Won from marketing", "", each.revenue, cash, thresholds),
            ],
        )
        for each in standing.segments
    ]


def _measure(label: str, thing: str, each: Progress, write: Format, thresholds: Thresholds) -> Measure:
    def told(value: Decimal | int | None) -> str:
        return NOTHING if value is None else write.full(Decimal(value))

    return Measure(
        label=label,
        needed=told(each.needed),
        planned=told(each.planned),
        needed_to_date=told(each.needed_to_date),
        live=told(each.live),
        gap=difference(each.gap, write, thing) if each.needed_to_date else NOTHING,
        plan_gap=difference(each.plan_gap, write, thing),
        light=each.light(thresholds),
    )


def case_of(text: str) -> Case:
    """The case that an address asks for; base for anything else."""
    return Case(text) if text in list(Case) else Case.BASE


def findings(result: GoalResult, case: Case) -> list[str]:
    """What is wrong with a goal, in sentences: shares, lines of zero, too few partners."""
    found: list[str] = []
    if result.segments and result.shares != 100:
        word = "less" if result.shares < 100 else "more"
        found.append(
            f"The shares of the segments add up to {amount_text(result.shares)} %, {word} than the whole goal."
        )
    for segment in result.segments:
        sheet = segment.sheets.get(case)
        if sheet is None:
            continue
        if not sheet.needed.is_reachable:
            found.append(f"{segment.segment.name} cannot be reached: {why_not(sheet.needed)}")
        elif sheet.lacks_partners:
            partners = money.number(sheet.sheet.partners)
            found.append(
                f"{segment.segment.name}: the goal takes {count(sheet.needed.engaged)} engaged partners, of {partners}."
            )
    return found
