"""Take times fairly: ours and floor in turns, the best of several rounds each, garbage collection off."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """One line of the table. Times in milliseconds; with `at_least` the ratio must not fall below the bar."""

    name: str
    ours: float
    floor: float
    bar: float
    at_least: bool = False

    @property
    def ratio(self) -> float:
        """Ours over floor; for rates (`at_least`) the floor's time over ours, so that 1.0 is as fast."""
        return self.floor / self.ours if self.at_least else self.ours / self.floor

    @property
    def holds(self) -> bool:
        return self.ratio >= self.bar if self.at_least else self.ratio <= self.bar

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "ours_ms": round(self.ours, 2),
            "floor_ms": round(self.floor, 2),
            "ratio": round(self.ratio, 3),
            "bar": self.bar,
            "at_least": self.at_least,
            "holds": self.holds,
        }

    def as_row(self) -> tuple[str, ...]:
        sign = ">=" if self.at_least else "<="
        return (
            self.name,
            f"{self.ours:.1f} ms",
            f"{self.floor:.1f} ms",
            f"{self.ratio:.2f}x",
            f"{sign} {self.bar}x",
            "" if self.holds else "MISSED",
        )


def best_of(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The shortest time of each piece of work in milliseconds, over rounds in which they take turns."""
    for work in works:
        work()
    best = [float("inf")] * len(works)
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for position, work in enumerate(works):
                started = time.perf_counter()
                work()
                best[position] = min(best[position], (time.perf_counter() - started) * 1000)
    finally:
        gc.enable()
    return best
