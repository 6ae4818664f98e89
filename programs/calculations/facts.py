"""What is known of a partner, and the figures that programmes ask for, on any day."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import accumulate

from enablement.calculations.facts import CertificateFact
from prm.kernel.fiscal import FiscalCalendar, Period, add_months
from programs.calculations.rules import Figure, Values
from sales.calculations.deals import DealFact
from sales.enums import Outcome
from scorecards.calculations.training import is_valid

ZERO = Decimal(0)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class DayTotal:
    """What a partner booked on a day, in how many orders."""

    day: date
    amount: Decimal
    orders: int


@dataclass(frozen=True)
class PartnerFacts:
    """A partner's records. `known` says which of them the tenant keeps at all: without, there is no data.

    `entered` are values of metrics that people enter and of the scorecard, by key, as of the day of the review.
    """

    bookings: tuple[DayTotal, ...] = ()
    deals: tuple[DealFact, ...] = ()
    certificates: tuple[CertificateFact, ...] = ()
    entered: Mapping[str, Decimal | None] = field(default_factory=dict)
    knows_bookings: bool = True
    knows_deals: bool = True
    knows_certificates: bool = True


class Measure:
    """The figures of one partner on any day. Sums bookings once, so that each further day costs two look-ups."""

    def __init__(self, facts: PartnerFacts, *, calendar: FiscalCalendar) -> None:
        self._facts, self._calendar = facts, calendar
        days = sorted(facts.bookings, key=lambda each: each.day)
        self._days = [each.day for each in days]
        self._amounts = list(accumulate((each.amount for each in days), initial=ZERO))
        self._orders = list(accumulate((each.orders for each in days), initial=0))

    def values(self, figures: Iterable[Figure], *, as_of: date) -> Values:
        """Each figure as of the day; None where there is no data."""
        return {figure: self.value(figure, as_of=as_of) for figure in figures}

    def value(self, figure: Figure, *, as_of: date) -> Decimal | None:
        """One figure as of the day."""
        period = figure.window.period(as_of, self._calendar)
        match figure.metric:
            case "bookings" | "orders" | "growth":
                return self._booked(figure.metric, period) if self._facts.knows_bookings else None
            case "deals_registered" | "deals_won" | "won" | "won_sourced" | "won_assisted":
                return self._dealt(figure.metric, period) if self._facts.knows_deals else None
            case "certificates" | "certified_people":
                return self._certified(figure.metric, as_of) if self._facts.knows_certificates else None
            case _:
                return self._facts.entered.get(figure.metric)

    def _booked(self, metric: str, period: Period) -> Decimal | None:
        if metric == "orders":
            return Decimal(self._between(self._orders, period))
        amount = self._between(self._amounts, period)
        if metric == "bookings":
            return amount
        before = self._between(
            self._amounts, Period(add_months(period.start_date, -12), add_months(period.end_date, -12))
        )
        return (amount - before) / before * HUNDRED if before > 0 else None

    def _between[T: (Decimal, int)](self, sums: list[T], period: Period) -> T:
        first = bisect_right(self._days, date.fromordinal(period.start_date.toordinal() - 1))
        return sums[bisect_right(self._days, period.end_date)] - sums[first]

    def _dealt(self, metric: str, period: Period) -> Decimal:
        if metric == "deals_registered":
            return Decimal(sum(_within(deal.registered_date, period) for deal in self._facts.deals))
        won = [deal for deal in self._facts.deals if deal.outcome is Outcome.WON and _within(deal.closed_date, period)]
        if metric == "deals_won":
            return Decimal(len(won))
        wanted = {"won": (True, False), "won_sourced": (True,), "won_assisted": (False,)}[metric]
        return sum((deal.amount for deal in won if deal.is_partner_sourced in wanted), ZERO)

    def _certified(self, metric: str, as_of: date) -> Decimal:
        """A person's renewals of one certificate are one certificate."""
        held = {(each.contact_id, each.certification_id) for each in self._facts.certificates if is_valid(each, as_of)}
        return Decimal(len({person for person, _ in held}) if metric == "certified_people" else len(held))


def _within(day: date | None, period: Period) -> bool:
    return day is not None and day in period


def pooled(own: PartnerFacts, below: Iterable[PartnerFacts]) -> PartnerFacts:
    """The partner's records with those of partners below. Entered values and the scorecard stay the partner's own."""
    others = tuple(below)
    if not others:
        return own
    return replace(
        own,
        bookings=(*own.bookings, *(each for other in others for each in other.bookings)),
        deals=(*own.deals, *(each for other in others for each in other.deals)),
        certificates=(*own.certificates, *(each for other in others for each in other.certificates)),
    )
