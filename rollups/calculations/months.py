"""The months of a fiscal year beside those of the year before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prm.kernel.fiscal import Period, add_months

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class MonthPair:
    """What was booked in a month, and a year earlier in the same days. None for a month that has not begun."""

    month: Period
    booked: Decimal | None
    prior: Decimal | None


def pair_months(months: Sequence[Period], booked: Mapping[date, Decimal], *, as_of: date) -> tuple[MonthPair, ...]:
    """Each month with its bookings, by first days of months. Months without any are 0, which is not missing."""
    return tuple(_pair(month, booked, as_of) for month in months)


def _pair(month: Period, booked: Mapping[date, Decimal], as_of: date) -> MonthPair:
    if month.start_date > as_of:
        return MonthPair(month, None, None)
    year_before = add_months(month.start_date, -12)
    return MonthPair(month, booked.get(month.start_date, ZERO), booked.get(year_before, ZERO))
