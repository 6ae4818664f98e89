"""A partner's own order rhythm: what tells a quiet partner from one that is not due yet (domain: inactivity)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from statistics import median

ENOUGH_GAPS = 3
STRONG = Decimal(2)


@dataclass(frozen=True, slots=True)
class OrderRhythm:
    """How often a partner orders, and how long it has been silent. Days are whole days up to `as_of`.

    `median_gap_days` is the partner's own, or the cohort's where the partner has fewer than three gaps (`is_own`
    is then False); None where neither is known.
    """

    last_order_date: date | None
    days_since_order: int | None
    median_gap_days: Decimal | None
    is_own: bool

    @property
    def lateness(self) -> Decimal | None:
        """Days since the last order over the median gap: 1.5 is half a gap late. None without a rhythm."""
        if self.days_since_order is None or not self.median_gap_days:
            return None
        return self.days_since_order / self.median_gap_days

    def is_quiet(self, from_lateness: Decimal) -> bool:
        """True when the silence has lasted `from_lateness` gaps or longer."""
        return self.lateness is not None and self.lateness >= from_lateness


def measure_rhythm(order_dates: Collection[date], *, as_of: date, cohort_gap: Decimal | None = None) -> OrderRhythm:
    """The rhythm of a partner that ordered on these days; days after `as_of` are ignored, orders of one day are one."""
    days = sorted({day for day in order_dates if day <= as_of})
    if not days:
        return OrderRhythm(None, None, None, is_own=False)
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    own = Decimal(str(median(gaps))) if len(gaps) >= ENOUGH_GAPS else None
    return OrderRhythm(
        last_order_date=days[-1],
        days_since_order=(as_of - days[-1]).days,
        median_gap_days=own or cohort_gap,
        is_own=own is not None,
    )
