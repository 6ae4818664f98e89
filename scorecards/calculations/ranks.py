"""Where partners stand in the whole programme: ranks, the benchmark, and how values are spread. For staff only.

Values are quotients (0.89), as standings keep them. Prose: docs/calculations/ranks.md.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

BIN = Decimal("0.2")
BINS = 8


@dataclass(frozen=True)
class Bin:
    """How many partners lie from `start` on, below `end`; the last has no end."""

    start: Decimal
    end: Decimal | None
    count: int

    @property
    def label(self) -> str:
        """``80 to 99%``."""
        first = int(self.start * 100)
        return f"{first}% up" if self.end is None else f"{first} to {int(self.end * 100) - 1}%"


@dataclass(frozen=True)
class Spread:
    """All values of a metric in the programme, lowest first, without whose they are."""

    values: tuple[Decimal, ...]

    @classmethod
    def of(cls, values: Iterable[Decimal]) -> Self:
        """The spread of values in any order."""
        return cls(tuple(sorted(values)))

    @property
    def count(self) -> int:
        """How many partners have a value."""
        return len(self.values)

    def rank(self, value: Decimal) -> int:
        """The place from the top, 1 for the highest; equal values share the better place."""
        return self.count - bisect_right(self.values, value) + 1

    def share_below(self, value: Decimal) -> Decimal:
        """The part of all values that lie below, 0 to 1; 0 where there are none."""
        return Decimal(bisect_left(self.values, value)) / self.count if self.values else Decimal(0)

    @property
    def median(self) -> Decimal | None:
        """The middle value, halfway between two middle ones."""
        if not self.values:
            return None
        return (self.values[(self.count - 1) // 2] + self.values[self.count // 2]) / 2

    @property
    def top_quartile(self) -> Decimal | None:
        """The value from which on the best quarter begins: of n values the one at place ceil(n / 4) from the top."""
        return self.values[-((self.count + 3) // 4)] if self.values else None

    @property
    def bins(self) -> tuple[Bin, ...]:
        """The values by steps of 20 points from 0 on; what is below 0 counts with the first, all from 140 % on last."""
        counts = [0] * BINS
        for value in self.values:
            counts[max(0, min(BINS - 1, int(value // BIN)))] += 1
        last = BINS - 1
        return tuple(
            Bin(BIN * number, None if number == last else BIN * (number + 1), count)
            for number, count in enumerate(counts)
        )
