"""When money comes and goes, and what follows from it: payback, and how much must be found to get there."""

from dataclasses import dataclass
from itertools import accumulate

from planning.calculations.fixed import ONE, Fixed, Series, over, times

DAYS_A_MONTH = 30


@dataclass(frozen=True, slots=True)
class Funding:
    """The lowest point of cumulative cash: how much must be found (0 or more), and after which month (0: the start)."""

    need: Fixed
    month: int


def delayed(series: Series, days: int) -> Series:
    """The series as it is paid `days` later, months of 30 days: what falls after the end is left open, not lost."""
    months, rest = divmod(days, DAYS_A_MONTH)
    late = over(rest, DAYS_A_MONTH)

    def paid(month: int) -> Fixed:
        near, far = month - months, month - months - 1
        on_time = times(series[near], ONE - late) if near >= 0 else 0
        return on_time + (times(series[far], late) if far >= 0 else 0)

    return tuple(paid(month) for month in range(len(series)))


def cumulative(flows: Series) -> Series:
    """Running sums."""
    return tuple(accumulate(flows))


def funding(cash: Series) -> Funding:
    """The largest need; `cash` is cumulative and begins at t = 0. The first month of several equal ones."""
    lowest = min(cash)
    return Funding(max(0, -lowest), cash.index(lowest) if lowest < 0 else 0)


def kept_month(cash: Series) -> int | None:
    """The first month from which cumulative cash is never below zero again; None when it is so at the end."""
    last_need = max((month for month, held in enumerate(cash) if held < 0), default=-1)
    return last_need + 1 if last_need + 1 < len(cash) else None


def payback_month(cash: Series) -> int | None:
    """The first month after being in need at which cumulative cash is not below zero; 0 when none was ever needed.

    None when that does not happen in time.
    """
    need = next((month for month, held in enumerate(cash) if held < 0), None)
    if need is None:
        return 0
    return next((month for month, held in enumerate(cash) if month > need and held >= 0), None)
