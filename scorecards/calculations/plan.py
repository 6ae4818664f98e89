"""What was to be sold by a day, out of targets for any windows of days.

Rule (docs/calculations/performance.md): a target is spread over the calendar months that it touches, by last year's
seasonal shares where those months sold something then, else evenly; a month that it touches in part counts in
proportion to its days. Of the month in progress the elapsed working days count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from prm.kernel.fiscal import Period, add_months, month_of, working_days

ZERO = Decimal(0)
FINEST = Decimal("0.00000001")


@dataclass(frozen=True, slots=True)
class TargetWindow:
    """An amount to be sold from `start_date` to `end_date`, both included."""

    start_date: date
    end_date: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PlanShare:
    """The part of a target that falls into one calendar month; `days` are the days of the target in that month."""

    days: Period
    amount: Decimal

    def due(self, as_of: date) -> Decimal:
        """How much of it was to be sold by the end of `as_of`."""
        passed = self.days.up_to(as_of)
        if passed is None:
            return ZERO
        if passed.end_date == self.days.end_date:
            return self.amount
        return self.amount * working_days(passed) / max(working_days(self.days), 1)


def spread(window: TargetWindow, sold_by_month: Mapping[date, Decimal]) -> tuple[PlanShare, ...]:
    """A target's shares by month, in order; they add up to its amount exactly.

    `sold_by_month` maps first days of months to what was sold in them; the months a year earlier are looked up.
    """
    parts = tuple(_months_of(window))
    weights = _seasonal(parts, sold_by_month) or tuple(_coverage(part) for part in parts)
    total = sum(weights, ZERO)
    # Down to eight decimals, the last month taking the rest: sums of any of the shares are then exact.
    amounts = [(window.amount * weight / total).quantize(FINEST, ROUND_DOWN) for weight in weights[:-1]]
    amounts.append(window.amount - sum(amounts, ZERO))
    return tuple(PlanShare(part, amount) for part, amount in zip(parts, amounts, strict=True))


def spread_all(windows: Iterable[TargetWindow], sold_by_month: Mapping[date, Decimal]) -> tuple[PlanShare, ...]:
    """The shares of all targets; where targets overlap, their shares add up."""
    return tuple(share for window in windows for share in spread(window, sold_by_month))


def planned(shares: Iterable[PlanShare], period: Period) -> Decimal | None:
    """What the shares that begin within `period` add up to; None when there are none: no plan is not a plan of 0."""
    amounts = [share.amount for share in shares if share.days.start_date in period]
    return sum(amounts, ZERO) if amounts else None


def planned_to_date(shares: Iterable[PlanShare], period: Period, as_of: date) -> Decimal | None:
    """As `planned`, of which only what was due by the end of `as_of`; None also before the first share begins."""
    begun = [share for share in shares if share.days.start_date in period and share.days.start_date <= as_of]
    return sum((share.due(as_of) for share in begun), ZERO) if begun else None


def _months_of(window: TargetWindow) -> Iterable[Period]:
    day = window.start_date
    while day <= window.end_date:
        month_end = month_of(day).end_date
        yield Period(day, min(month_end, window.end_date))
        day = add_months(day.replace(day=1), 1)


def _coverage(part: Period) -> Decimal:
    month = month_of(part.start_date)
    return Decimal(_days(part)) / _days(month)


def _days(period: Period) -> int:
    return (period.end_date - period.start_date).days + 1


def _seasonal(parts: tuple[Period, ...], sold_by_month: Mapping[date, Decimal]) -> tuple[Decimal, ...] | None:
    """Last year's amounts of these months, as weights; None when they cannot be: one is negative, or all are 0."""
    sold = [sold_by_month.get(add_months(part.start_date.replace(day=1), -12), ZERO) for part in parts]
    if min(sold) < 0 or sum(sold) <= 0:
        return None
    return tuple(amount * _coverage(part) for amount, part in zip(sold, parts, strict=True))
