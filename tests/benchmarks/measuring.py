"""Take times fairly: ours and floor in turns, the best of several rounds each, garbage collection off."""

import gc
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import mean
from typing import Any

from django.db import connection, connections


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
    with _no_collecting():
        for _ in range(rounds):
            for position, work in enumerate(works):
                best[position] = min(best[position], timed(work))
    return best


def with_breaks(work: Callable[[], object], other: Callable[[], object], *, at: str) -> tuple[float, float]:
    """The time of long work without its breaks, and the mean time of the other that fills them, in milliseconds.

    A break is taken before each statement that begins with `at`. What slows the machine for a while slows both. The
    other works in a thread, so that it has a connection and a transaction of its own.
    """
    breaks: list[float] = []

    def pause(execute: Callable[..., object], sql: str, *rest: Any) -> object:
        if sql.startswith(at):
            breaks.append(aside.submit(timed, other).result())
        return execute(sql, *rest)

    with ThreadPoolExecutor(max_workers=1) as aside:
        work()
        aside.submit(other).result()
        with connection.execute_wrapper(pause), _no_collecting():
            whole = timed(work)
        aside.submit(connections.close_all).result()
    return whole - sum(breaks), mean(breaks)


def timed(work: Callable[[], object]) -> float:
    """How many milliseconds the work takes."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


@contextmanager
def _no_collecting() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
