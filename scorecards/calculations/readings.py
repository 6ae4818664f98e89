"""What every metric of the scorecard comes down to: a value, an index and a light, over a run of days."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prm.kernel.fiscal import ONE_DAY, Period, add_months, month_of
from prm.kernel.ratios import Gap, Ratio
from prm.kernel.status import Thresholds, TrafficLight, classify

# An index counts for at most this much in the overall, so that one metric cannot carry the rest.
CAP = Decimal("1.2")


@dataclass(frozen=True, slots=True)
class Reading:
    """A metric over `period`, of which days up to `until` were known.

    `value` is in the metric's own unit; `index` is the value as a quotient of what is asked for (1 is all of it), and
    what the overall weighs. The light follows from the index.
    """

    period: Period
    until: date
    value: Ratio
    index: Ratio
    light: TrafficLight

    @property
    def has_data(self) -> bool:
        """Whether it can count in the overall."""
        return self.index.value is not None


def read(period: Period, until: date, *, value: Ratio, index: Ratio, thresholds: Thresholds) -> Reading:
    """A reading with the light of its index. Compares exactly, without rounding first."""
    return Reading(period, until, value, index, classify(index.percent, thresholds))


def unread(period: Period, until: date, reason: Gap) -> Reading:
    """A reading without a value, and why."""
    return Reading(period, until, Ratio(reason=reason), Ratio(reason=reason), TrafficLight.NO_DATA)


def trailing_year(as_of: date) -> Period:
    """The last four quarters: the twelve months that end with `as_of`, which may be a month's last day."""
    before = add_months(as_of, -12)
    if as_of == month_of(as_of).end_date:
        before = month_of(before).end_date
    return Period(before + ONE_DAY, as_of, "Last 12 months")
