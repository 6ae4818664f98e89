"""How long something takes that people do again and again: filling in a questionnaire, writing a plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class FillTimes:
    """The time that half of `count` stayed within, and nine of ten; None without any."""

    median: timedelta | None
    ninth_decile: timedelta | None
    count: int


def fill_times_from(seconds: Iterable[int]) -> FillTimes:
    """The times of all of them, by nearest rank: a time that somebody really took, never one between two."""
    ordered = sorted(seconds)
    return FillTimes(_rank(ordered, 50), _rank(ordered, 90), len(ordered))


def _rank(ordered: list[int], percent: int) -> timedelta | None:
    return timedelta(seconds=ordered[-(-len(ordered) * percent // 100) - 1]) if ordered else None
