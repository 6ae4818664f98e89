"""Which days a rebate's period is compared with."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from prm.kernel.fiscal import Period, add_months

ONE_DAY = timedelta(days=1)


class Comparison(StrEnum):
    """What the period is compared with: the same days a year before, or three months before."""

    LAST_YEAR = "last_year"
    PREVIOUS_QUARTER = "previous_quarter"

    @property
    def label(self) -> str:
        names = {Comparison.LAST_YEAR: "Same period last year", Comparison.PREVIOUS_QUARTER: "Previous quarter"}
        return names[self]

    @property
    def months(self) -> int:
        """By how many months the baseline lies before the period."""
        return 12 if self is Comparison.LAST_YEAR else 3


@dataclass(frozen=True, slots=True)
class Compared:
    """The period and its baseline. `is_cut` when bookings do not reach its end and both were cut to the same days."""

    period: Period
    baseline: Period
    is_cut: bool


def overlaps(period: Period, comparison: Comparison) -> bool:
    """Whether the period begins its own baseline's days anew: sales would be compared with themselves."""
    return add_months(period.start_date, comparison.months) <= period.end_date


def compared(period: Period, comparison: Comparison, *, data_date: date) -> Compared | None:
    """The days to compare; None before the period has begun. Both end where bookings end, a year or quarter apart."""
    known = period.up_to(data_date)
    if known is None:
        return None
    back = -comparison.months
    baseline = Period(add_months(known.start_date, back), add_months(known.end_date + ONE_DAY, back) - ONE_DAY)
    return Compared(known, baseline, is_cut=known.end_date < period.end_date)
