"""Gaps cut a line into runs."""

from collections.abc import Iterable

type Point = tuple[float, float]


def runs(points: Iterable[Point | None]) -> list[list[Point]]:
    """The unbroken stretches of a line; None ends one. A single point is a run too."""
    found: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            found.append([])
        else:
            found[-1].append(point)
    return [run for run in found if run]
