"""How the objectives of a plan stand: what was reached of what was due, quarter by quarter, and all in one figure.

Source: docs/calculations/objectives.md. Amounts and counts are Decimals; nothing is rounded here but the targets that a
year is split into.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from enablement.calculations.facts import CertificateFact
from enablement.calculations.holding import held_and_expiring
from planning.calculations.plans.actuals import folded
from planning.calculations.plans.objective_kinds import Measure
from prm.kernel.fiscal import Period, working_days
from prm.kernel.money import rounded
from prm.kernel.ratios import Gap, Ratio, attainment
from sales.calculations.deals import DealFact
from sales.enums import Outcome

ZERO = Decimal(0)
CAP = Decimal("1.2")
type Quarterly = tuple[Decimal, Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Split:
    """What narrows an objective; empty for everything."""

    family: str = ""
    country: str = ""
    customer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Booked:
    """What was booked of a product family in an order on a day."""

    day: date
    order: str
    family: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ObjectiveDeal:
    """A deal with what it can be split by."""

    fact: DealFact
    family: str
    country: str
    customer_id: UUID | None


@dataclass(frozen=True, slots=True)
class Mgo:
    """A lead that marketing qualified on a day."""

    day: date
    country: str
    customer_id: UUID | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What Tandem knows of a partner. Bookings are known up to `booked_until`, the rest up to `today`.

    `is_comparable` is False where amounts are in another currency than the plan: then nothing is known of them.
    """

    booked_until: date
    today: date
    booked: tuple[Booked, ...] = ()
    deals: tuple[ObjectiveDeal, ...] = ()
    mgos: tuple[Mgo, ...] = ()
    certificates: tuple[CertificateFact, ...] = ()
    is_comparable: bool = True

    def known_until(self, measure: Measure) -> date:
        """The last day that the measure's records reach."""
        return self.booked_until if measure in (Measure.BOOKINGS, Measure.ORDERS) else self.today


@dataclass(frozen=True, slots=True)
class Goal:
    """An objective: what is counted, its targets of four quarters, and what was entered by hand."""

    id: UUID
    name: str
    measure: Measure
    weight: Decimal
    targets: Quarterly
    split: Split = field(default_factory=Split)
    entered: tuple[Decimal | None, ...] = (None, None, None, None)
    is_partner_owned: bool = False

    @property
    def year_target(self) -> Decimal:
        """The whole year's: the sum of the quarters, or the last one of what is a level."""
        return self.targets[-1] if self.measure.is_level else sum(self.targets, ZERO)


@dataclass(frozen=True, slots=True)
class QuarterProgress:
    """A quarter: `due` is the part of the target that is due by now, `actual` None where nothing is known."""

    target: Decimal
    due: Decimal
    actual: Decimal | None


@dataclass(frozen=True, slots=True)
class Progress:
    """An objective to date: what was reached of what was due, and the quarters behind it."""

    goal: Goal
    quarters: tuple[QuarterProgress, ...]
    actual: Decimal | None
    due: Decimal
    attained: Ratio


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """All objectives of a plan, and their weighted attainment, each counted up to 120 %; `counted` have data."""

    objectives: tuple[Progress, ...]
    attained: Ratio
    counted: int


def measure_all(goals: Sequence[Goal], evidence: Evidence, quarters: Sequence[Period]) -> PlanProgress:
    """Every objective, and the weighted mean of those with data, their weights renormalised."""
    found = tuple(measure_one(goal, evidence, quarters) for goal in goals)
    known = [(each.goal.weight, each.attained.value) for each in found if each.attained.value is not None]
    weight = sum((weight for weight, _ in known), ZERO)
    if not weight:
        return PlanProgress(found, Ratio(reason=Gap.NO_DATA), 0)
    mean = sum((weight * min(CAP, value) for weight, value in known), ZERO) / weight
    return PlanProgress(found, Ratio(mean), len(known))


def measure_one(goal: Goal, evidence: Evidence, quarters: Sequence[Period]) -> Progress:
    """What was reached of what was due. A level is judged by the last quarter that is known, all else by their sum."""
    until = evidence.known_until(goal.measure)
    passed = tuple(_quarter(goal, at, evidence, quarter, until) for at, quarter in enumerate(quarters))
    known = [each for each in passed if each.actual is not None]
    if not known:
        return Progress(goal, passed, None, ZERO, Ratio(reason=Gap.NO_DATA))
    counted = known[-1:] if goal.measure.is_level else known
    actual = sum((each.actual or ZERO for each in counted), ZERO)
    due = sum((each.due for each in counted), ZERO)
    return Progress(goal, passed, actual, due, attainment(actual, due))


def _quarter(goal: Goal, at: int, evidence: Evidence, quarter: Period, until: date) -> QuarterProgress:
    target, part = goal.targets[at], quarter.up_to(until)
    if part is None:
        return QuarterProgress(target, ZERO, None)
    due = target if goal.measure.is_level else target * due_share(quarter, until)
    if goal.measure.is_money and not evidence.is_comparable:
        return QuarterProgress(target, ZERO, None)
    actual = goal.entered[at] if goal.measure is Measure.MANUAL else _COUNTS[goal.measure](evidence, goal.split, part)
    return QuarterProgress(target, due if actual is not None else ZERO, actual)


def due_share(quarter: Period, until: date) -> Decimal:
    """How much of a quarter's target is due at the end of a day within it: its share of working days."""
    if until >= quarter.end_date:
        return Decimal(1)
    return Decimal(working_days(Period(quarter.start_date, until))) / working_days(quarter)


def _bookings(evidence: Evidence, split: Split, part: Period) -> Decimal:
    return sum((each.amount for each in _booked(evidence, split, part)), ZERO)


def _orders(evidence: Evidence, split: Split, part: Period) -> Decimal:
    return Decimal(len({each.order for each in _booked(evidence, split, part)}))


def _booked(evidence: Evidence, split: Split, part: Period) -> Iterable[Booked]:
    return (each for each in evidence.booked if each.day in part and _alike(split.family, each.family))


def _won_deals(evidence: Evidence, split: Split, part: Period) -> Decimal:
    return Decimal(sum(1 for deal in _deals(evidence, split) if _is_won_in(deal.fact, part)))


def _new_customers(evidence: Evidence, split: Split, part: Period) -> Decimal:
    """Customers whose first won deal, of any kind, lies in the quarter and is such as the objective asks for."""
    first: dict[UUID, ObjectiveDeal] = {}
    for deal in sorted(evidence.deals, key=lambda deal: deal.fact.closed_date or date.max):
        if deal.fact.outcome is Outcome.WON and deal.customer_id is not None:
            first.setdefault(deal.customer_id, deal)
    return Decimal(sum(1 for deal in first.values() if _fits(deal, split) and _is_won_in(deal.fact, part)))


def _is_won_in(fact: DealFact, part: Period) -> bool:
    return fact.outcome is Outcome.WON and fact.closed_within(part.start_date, part.end_date)


def _pipeline(evidence: Evidence, split: Split, part: Period) -> Decimal:
    day = part.end_date
    standing = (deal.fact for deal in _deals(evidence, split) if deal.fact.is_open_on(day))
    return sum((fact.amount for fact in standing if fact.is_qualified and not fact.is_stale_on(day)), ZERO)


def _deals(evidence: Evidence, split: Split) -> Iterable[ObjectiveDeal]:
    return (deal for deal in evidence.deals if _fits(deal, split))


def _fits(deal: ObjectiveDeal, split: Split) -> bool:
    return _alike(split.family, deal.family) and _is_of(split, deal.country, deal.customer_id)


def _mgos(evidence: Evidence, split: Split, part: Period) -> Decimal:
    reached = (each for each in evidence.mgos if each.day in part and _is_of(split, each.country, each.customer_id))
    return Decimal(sum(1 for _ in reached))


def _certificates(evidence: Evidence, split: Split, part: Period) -> Decimal:
    fitting = [each for each in evidence.certificates if _alike(split.family, each.family)]
    held, _ = held_and_expiring(fitting, as_of=part.end_date)
    return Decimal(held)


def _is_of(split: Split, country: str, customer_id: UUID | None) -> bool:
    return _alike(split.country, country) and split.customer_id in (None, customer_id)


def _alike(wanted: str, found: str) -> bool:
    return not wanted or folded(wanted) == folded(found)


_COUNTS: Mapping[Measure, Callable[[Evidence, Split, Period], Decimal]] = {
    Measure.BOOKINGS: _bookings,
    Measure.ORDERS: _orders,
    Measure.WON_DEALS: _won_deals,
    Measure.NEW_CUSTOMERS: _new_customers,
    Measure.PIPELINE: _pipeline,
    Measure.MGOS: _mgos,
    Measure.CERTIFICATES: _certificates,
}


def split_year(year: Decimal, measure: Measure, season: Sequence[Decimal] = ()) -> Quarterly:
    """A year's target as four: each the same for a level, else as `season` was, evenly without one.

    Money is split to the cent and counts to whole ones; the quarters add up to the year exactly. A season with a
    quarter below zero, or with nothing at all, is none.
    """
    if measure.is_level:
        return (year, year, year, year)
    shares = list(season) if has_season(season) else [Decimal(1)] * 4
    places = 0 if not measure.is_money and year == year.to_integral_value() else 2
    whole, running, ends = sum(shares, ZERO), ZERO, [ZERO]
    for share in shares:
        running += share
        ends.append(rounded(year * running / whole, places))
    first, second, third, fourth = (end - start for start, end in pairwise(ends))
    return (first, second, third, fourth)


def has_season(season: Sequence[Decimal]) -> bool:
    """Whether a year can be split as this one was."""
    return len(season) == 4 and min(season) >= 0 and sum(season, ZERO) > 0
