"""From figures to positions: round tick values that enclose the figures, and where each value lies between them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
WANTED_TICKS = 5


@dataclass(frozen=True)
class Scale:
    """Tick values in rising order; the first and the last are the ends of the axis."""

    ticks: tuple[Decimal, ...]

    @property
    def low(self) -> Decimal:
        """The value at the axis' beginning."""
        return self.ticks[0]

    @property
    def high(self) -> Decimal:
        """The value at the axis' end."""
        return self.ticks[-1]

    def share(self, value: Decimal) -> float:
        """Where a value lies, 0 at the beginning and 1 at the end. A place on paper, so a float."""
        return float((value - self.low) / (self.high - self.low))


def scale_for(figures: Iterable[Decimal], *, wanted: int = WANTED_TICKS, whole: bool = False) -> Scale:
    """Ticks at 1, 2, 2.5 or 5 times a power of ten, with zero among them: bars that start elsewhere lie.

    No figures, or nothing but zero, gives an axis from 0 to 1. With `whole` no tick lies between two whole numbers:
    half an order cannot be.
    """
    values = [Decimal(0), *figures]
    low, high = min(values), max(values)
    if low == high == 0:
        return Scale((Decimal(0), Decimal(1)))
    step = _round_step((high - low) / wanted)
    return _enclosing(low, high, step.to_integral_value(ROUND_CEILING) if whole else step)


def _round_step(raw: Decimal) -> Decimal:
    power = Decimal(1).scaleb(raw.adjusted())
    return next(step * power for step in STEPS if step * power >= raw)


def _enclosing(low: Decimal, high: Decimal, step: Decimal) -> Scale:
    first = int((low / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING))
    return Scale(tuple(step * position for position in range(first, last + 1)))
