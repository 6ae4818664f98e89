"""A revenue goal in reverse: how many marketing-generated opportunities (MGOs) it takes, and what they come from.

The worksheet of docs/calculations/revenue-goals.md, lines A to L, both ways. Everything is kept as an exact fraction
and rounded once, at the end: what is needed always upwards, because half a deal wins nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction

from planning.calculations.revenue_goals.worksheet import WorksheetLine

HUNDRED = 100
NOTHING = Fraction(0)
# The way back from revenue, step by step.
_STEPS = ("won", "opportunities", "mgos", "contacts", "campaigns", "engaged")
PERIODS = {"year": 1, "quarter": 4, "month": 12, "week": 52}
_PLACES = 12


@dataclass(frozen=True, slots=True)
class Drivers:
    """The lines that people enter, for one segment and case. Percentages are in points: 35 is 35 %.

    A partners, B share engaged, D campaigns a partner and year, E recipients a campaign, G reached to MGO, I MGO to
    opportunity, J opportunity to won, K average deal in the tenant's currency. None of them is below zero.
    """

    partners: Decimal
    engaged_percent: Decimal
    campaigns: Decimal
    recipients: Decimal
    mgo_percent: Decimal
    opportunity_percent: Decimal
    won_percent: Decimal
    average_deal: Decimal

    @property
    def zeros(self) -> tuple[WorksheetLine, ...]:
        """The lines that are zero and that every deal must pass: with one of them nothing is ever won."""
        return tuple(line for line in WorksheetLine if line.is_divisor and not getattr(self, line.value))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the drivers lead to in a year: lines C, F, H and L, with the campaigns, opportunities and deals between."""

    engaged: Fraction
    campaigns: Fraction
    contacts: Fraction
    mgos: Fraction
    opportunities: Fraction
    won: Fraction
    revenue: Fraction


@dataclass(frozen=True, slots=True)
class Needed:
    """What a revenue takes in a year. `blocked` names lines that are zero; behind the first of them all is None."""

    revenue: Fraction
    won: Fraction | None
    opportunities: Fraction | None
    mgos: Fraction | None
    contacts: Fraction | None
    campaigns: Fraction | None
    engaged: Fraction | None
    blocked: tuple[WorksheetLine, ...] = ()

    @property
    def is_reachable(self) -> bool:
        """False when a line that every deal must pass is zero."""
        return not self.blocked


def forward(drivers: Drivers) -> Outcome:
    """Lines C = A x B, F = C x D x E, H = F x G, L = H x I x J x K, exact."""
    engaged = Fraction(drivers.partners) * _share(drivers.engaged_percent)
    campaigns = engaged * Fraction(drivers.campaigns)
    contacts = campaigns * Fraction(drivers.recipients)
    mgos = contacts * _share(drivers.mgo_percent)
    opportunities = mgos * _share(drivers.opportunity_percent)
    won = opportunities * _share(drivers.won_percent)
    return Outcome(engaged, campaigns, contacts, mgos, opportunities, won, won * Fraction(drivers.average_deal))


def backward(drivers: Drivers, revenue: Fraction) -> Needed:
    """What it takes to reach `revenue` with these rates: won deals, opportunities, MGOs, contacts, campaigns, partners.

    A revenue of zero takes nothing, whatever the rates. The number of partners and the share engaged (A and B) do not
    limit the answer: compare `engaged` with the partners that there are.
    """
    if revenue <= 0:
        return _needed(revenue, [NOTHING] * len(_STEPS))
    steps = (
        Fraction(drivers.average_deal),
        _share(drivers.won_percent),
        _share(drivers.opportunity_percent),
        _share(drivers.mgo_percent),
        Fraction(drivers.recipients),
        Fraction(drivers.campaigns),
    )
    found: list[Fraction | None] = []
    value: Fraction | None = revenue
    for divisor in steps:
        value = value / divisor if value is not None and divisor else None
        found.append(value)
    return _needed(revenue, found, drivers.zeros)


def _needed(revenue: Fraction, values: Sequence[Fraction | None], blocked: tuple[WorksheetLine, ...] = ()) -> Needed:
    return Needed(revenue=revenue, blocked=blocked, **dict(zip(_STEPS, values, strict=True)))


def segment_goal(amount: Decimal, *, sourced_percent: Decimal, share_percent: Decimal) -> Fraction:
    """The revenue that marketing has to bring from a segment: the goal times both shares."""
    return Fraction(amount) * _share(sourced_percent) * _share(share_percent)


def add_outcomes(found: Iterable[Outcome]) -> Outcome:
    """Segments together."""
    rows = list(found)
    return Outcome(*(sum((getattr(row, each.name) for row in rows), NOTHING) for each in fields(Outcome)))


def add_needed(found: Iterable[Needed]) -> Needed:
    """Segments together. What one of them cannot tell, their sum cannot tell either."""
    rows = list(found)
    blocked = {line for row in rows for line in row.blocked}
    return _needed(
        sum((row.revenue for row in rows), NOTHING),
        [_sum_or_none([getattr(row, name) for row in rows]) for name in _STEPS],
        tuple(line for line in WorksheetLine if line in blocked),
    )


def _sum_or_none(values: Sequence[Fraction | None]) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, NOTHING) if len(known) == len(values) else None


def whole(value: Fraction) -> int:
    """Rounded up to a whole one: what is needed is never rounded away."""
    return -(-value.numerator // value.denominator)


def per(value: Fraction, period: str) -> int:
    """How many a year's number is in each quarter, month or week, rounded up: the sum never falls short of the year."""
    return whole(value / PERIODS[period])


def to_date(value: Fraction, elapsed: Fraction) -> int:
    """How many of a year's number are due by now; `elapsed` is the share of the year that has passed, 0 to 1."""
    return whole(value * elapsed)


def figure(value: Fraction, places: int = _PLACES) -> Decimal:
    """The fraction as a Decimal for showing, half away from zero on the last of `places`. Never calculate on."""
    scaled = value * 10**places
    rounded = (abs(scaled.numerator) * 2 + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(rounded if value >= 0 else -rounded).scaleb(-places)


def _share(percent: Decimal) -> Fraction:
    return Fraction(percent) / HUNDRED
