"""How many orders came in each month, and how large they were."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prm.kernel.fiscal import Period, add_months, month_of

ZERO = Decimal(0)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class OrderMonth:
    """A month's orders above zero, the mean amount of one, and how many there were a year before.

    The month in progress counts up to the as-of day, and so does its month a year before.
    """

    month: Period
    count: int
    amount: Decimal
    count_before: int

    @property
    def mean(self) -> Decimal | None:
        """The average order; None in a month without orders."""
        return self.amount / self.count if self.count else None


def measure_order_months(orders: Iterable[tuple[date, Decimal]], *, as_of: date) -> tuple[OrderMonth, ...]:
    """The last twelve months to `as_of`, oldest first. Orders are days with amounts; returns count for nothing."""
    counts: dict[date, int] = defaultdict(int)
    amounts: dict[date, Decimal] = defaultdict(lambda: ZERO)
    same_day = add_months(as_of, -MONTHS)
    for day, amount in orders:
        cut_off = same_day if (day.year, day.month) == (same_day.year, same_day.month) else as_of
        if amount > 0 and day <= cut_off:
            counts[day.replace(day=1)] += 1
            amounts[day.replace(day=1)] += amount
    firsts = [add_months(as_of.replace(day=1), -back) for back in reversed(range(MONTHS))]
    return tuple(
        OrderMonth(month_of(first), counts[first], amounts[first], counts[add_months(first, -MONTHS)])
        for first in firsts
    )
