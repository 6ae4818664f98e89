"""Metrics that people enter by hand: figures that Tandem cannot work out by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prm.kernel.fiscal import Period
from prm.kernel.ratios import Gap, Ratio, quotient
from prm.kernel.status import Thresholds
from scorecards.calculations.readings import CAP, Reading, read, trailing_year, unread
from scorecards.enums import Direction


@dataclass(frozen=True, slots=True)
class EnteredValue:
    """What somebody entered for a run of days, and the target of that time (None: the metric's own)."""

    start_date: date
    end_date: date
    value: Decimal
    target: Decimal | None = None


def measure_manual(
    values: Iterable[EnteredValue],
    *,
    period: Period,
    as_of: date,
    direction: Direction,
    target: Decimal | None,
    thresholds: Thresholds,
) -> Reading:
    """The latest value whose days begin within the period, not after `as_of`. Without a target it has no index.

    Where less is better the index is target over value, and of nothing at all it is as good as counts: 120 %.
    """
    begun = (each for each in values if each.start_date <= as_of and each.start_date in period)
    found = max(begun, key=_latest, default=None)
    if found is None:
        return unread(period, as_of, Gap.NO_DATA)
    index = _index(found.value, found.target if found.target is not None else target, direction)
    return read(period, as_of, value=Ratio(found.value), index=index, thresholds=thresholds)


def measure_latest(
    values: Iterable[EnteredValue],
    *,
    as_of: date,
    direction: Direction,
    target: Decimal | None,
    thresholds: Thresholds,
) -> Reading:
    """As `measure_manual`, of the last twelve months: what is older no longer says how things stand."""
    return measure_manual(
        values, period=trailing_year(as_of), as_of=as_of, direction=direction, target=target, thresholds=thresholds
    )


def _latest(value: EnteredValue) -> tuple[date, date]:
    return value.start_date, value.end_date


def _index(value: Decimal, target: Decimal | None, direction: Direction) -> Ratio:
    if target is None or target <= 0:
        return Ratio(reason=Gap.NO_PLAN)
    if direction is Direction.HIGHER:
        return quotient(value, target)
    return Ratio(target / value) if value > 0 else Ratio(CAP)
