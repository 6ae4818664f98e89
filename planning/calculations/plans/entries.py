"""New units of each month, from the way they were entered."""

from planning.calculations.fixed import ONE, Fixed, Series, scaled
from planning.calculations.plans.assumptions import MONTHS, Custom, Entry, Growth, Sample

# Units are written to the fourth decimal.
_WRITTEN: Fixed = ONE // 10_000


def units_of(entry: Entry) -> Series:
    """36 months of new units. A build-up that shrinks stops at 0."""
    match entry:
        case Growth():
            return _grown(entry)
        case Sample():
            return tuple(_built_up(entry, month) for month in range(1, MONTHS + 1))
        case Custom():
            return entry.units


def multiplied(entry: Entry, factor: Fixed) -> Custom | Sample:
    """The entry that comes to so many times the units, each figure rounded up to the fourth decimal.

    A build-up stays one. Growth on last year becomes months: what was sold last year stays what it was.
    """
    if isinstance(entry, Sample):
        most = None if entry.most is None else _up(entry.most, factor)
        return Sample(entry.first_month, _up(entry.start, factor), _up(entry.step, factor), most)
    return Custom(tuple(_up(units, factor) for units in units_of(entry)))


def _up(units: Fixed, factor: Fixed) -> Fixed:
    return -(-units * factor // ONE // _WRITTEN) * _WRITTEN


def _grown(entry: Growth) -> Series:
    """Each plan year is the year before it, month by month, times one plus the growth."""
    year, months = entry.base, entry.base[:0]
    for _ in range(MONTHS // 12):
        year = scaled(year, ONE + entry.growth)
        months += year
    return months


def _built_up(entry: Sample, month: int) -> Fixed:
    since = month - entry.first_month
    if since < 0:
        return 0
    units = max(0, entry.start + since * entry.step)
    return units if entry.most is None else min(entry.most, units)
