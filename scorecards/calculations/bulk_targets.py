"""Targets of a fiscal year for many partners: what to propose, and how a year's amount falls into its parts.

Rule (docs/calculations/bulk-targets.md): last year's bookings by month, times a growth; split by last year's season.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise

from prm.kernel.fiscal import FiscalCalendar, Period, add_months, month_of
from scorecards.calculations.plan import TargetWindow, spread

ZERO, WHOLE = Decimal(0), Decimal(1)


class Split(StrEnum):
    """Into which windows a year's target falls."""

    QUARTERS = "quarters"
    MONTHS = "months"
    YEAR = "year"

    @property
    def label(self) -> str:
        return {Split.QUARTERS: "Quarters", Split.MONTHS: "Months", Split.YEAR: "The whole year"}[self]


def windows(calendar: FiscalCalendar, year: int, split: Split) -> tuple[Period, ...]:
    """The windows of a fiscal year, in order."""
    if split is Split.YEAR:
        return (calendar.year(year),)
    return calendar.quarters(year) if split is Split.QUARTERS else calendar.months(year)


def last_year(sold_by_month: Mapping[date, Decimal], year: Period, *, data_date: date) -> dict[date, Decimal]:
    """What each month of the year before `year` brought, by its first day.

    A month that is not over by the data date takes what the same month brought a year earlier.
    """
    found = {}
    for offset in range(12):
        month = add_months(year.start_date, offset - 12)
        known = month if month_of(month).end_date <= data_date else add_months(month, -12)
        found[month] = sold_by_month.get(known, ZERO)
    return found


def proposed(last: Mapping[date, Decimal], growth_percent: Decimal) -> Decimal:
    """The year's target: last year's months with so much growth, in whole units; never below 0."""
    total = sum(last.values(), ZERO) * (100 + growth_percent) / 100
    return max(total, ZERO).quantize(WHOLE, ROUND_HALF_UP)


def split_year(amount: Decimal, parts: Sequence[Period], last: Mapping[date, Decimal]) -> tuple[Decimal, ...]:
    """A year's amount in its windows by last year's season, in whole units, together exactly `amount`.

    Where last year sold nothing, or some month less than nothing, all months weigh the same. Rounded where a window
    ends, so that no window carries the rounding of all others.
    """
    window = TargetWindow(parts[0].start_date, parts[-1].end_date, amount)
    shares = spread(window, last)
    until = [sum((share.amount for share in shares if share.days.end_date <= part.end_date), ZERO) for part in parts]
    ends = [ZERO, *(min(amount, each.quantize(WHOLE, ROUND_HALF_UP)) for each in until[:-1]), amount]
    return tuple(end - start for start, end in pairwise(ends))
