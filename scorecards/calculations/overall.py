"""The overall: one figure out of the indices of several metrics."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from prm.kernel.ratios import Gap, Ratio
from prm.kernel.status import DEFAULT_THRESHOLDS, Thresholds, TrafficLight, classify
from scorecards.calculations.readings import CAP

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A metric's index and how much it weighs. The weights need not add up to anything."""

    name: str
    weight: Decimal
    index: Ratio

    @property
    def counts(self) -> bool:
        """Whether it takes part: it has an index, and weighs something."""
        return self.index.value is not None and self.weight > 0


@dataclass(frozen=True, slots=True)
class Overall:
    """The weighted mean of the indices (1 is all that is asked for). `left_out` weigh something and have no data."""

    value: Ratio
    light: TrafficLight
    counted: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def note(self) -> str:
        """What was left out, in a sentence; empty when nothing was."""
        if not self.left_out:
            return ""
        names = _listed(self.left_out)
        if not self.counted:
            return (
                f"No overall: {names} have no data." if len(self.left_out) > 1 else f"No overall: {names} has no data."
            )
        has, it = ("has", "is") if len(self.left_out) == 1 else ("have", "are")
        return f"{names} {has} no data and {it} left out; the other weights are scaled up to 100%."


def weigh(metrics: Iterable[Weighed], *, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> Overall:
    """The overall. Each index counts for at most 120 %; what has no index is left out, and the rest weighs all.

    No metric with both an index and a weight: no overall, which is not an overall of zero.
    """
    wanted = [metric for metric in metrics if metric.weight > 0]
    counted = [metric for metric in wanted if metric.counts]
    left_out = tuple(metric.name for metric in wanted if not metric.counts)
    total = sum((metric.weight for metric in counted), ZERO)
    if not total:
        return Overall(Ratio(reason=Gap.NO_DATA), TrafficLight.NO_DATA, (), left_out)
    points = sum((metric.weight * min(metric.index.value or ZERO, CAP) for metric in counted), ZERO)
    value = Ratio(points / total)
    return Overall(value, classify(value.percent, thresholds), tuple(metric.name for metric in counted), left_out)


def _listed(names: tuple[str, ...]) -> str:
    words = [names[0], *(name[:1].lower() + name[1:] for name in names[1:])]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
