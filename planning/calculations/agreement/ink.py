"""A signature drawn by hand: its strokes as SVG path data, written in one way only.

The grid is 600 by 200, the pen moves in straight lines between whole points. What is stored is written anew from the
numbers that were read, so nothing but these numbers ever reaches a page or a document.
"""

import re
from itertools import pairwise

WIDTH, HEIGHT = 600, 200
MOST_POINTS = 3000
LONGEST_TEXT = 40_000
# Shorter than this in all is a slip of the hand and not a name.
SHORTEST_INK = 40

_STROKE = re.compile(r"M(\d{1,3}) (\d{1,3})((?:L\d{1,3} \d{1,3})+)")
_POINT = re.compile(r"L(\d{1,3}) (\d{1,3})")

type Stroke = tuple[tuple[int, int], ...]


class NotASignature(ValueError):
    """What was drawn cannot be read as a signature."""


def read_strokes(text: str) -> tuple[Stroke, ...]:
    """The strokes of path data such as ``M10 20L30 40L50 20M60 60L70 70``. Raises NotASignature, in words."""
    if len(text) > LONGEST_TEXT:
        raise NotASignature("The drawing is too long. Draw it again, with fewer strokes.")
    strokes, at = [], 0
    while at < len(text):
        found = _STROKE.match(text, at)
        if found is None:
            raise NotASignature("The drawing could not be read. Draw it again.")
        first = (int(found[1]), int(found[2]))
        strokes.append((first, *((int(x), int(y)) for x, y in _POINT.findall(found[3]))))
        at = found.end()
    return _checked(tuple(strokes))


def _checked(strokes: tuple[Stroke, ...]) -> tuple[Stroke, ...]:
    points = [point for stroke in strokes for point in stroke]
    if len(points) > MOST_POINTS:
        raise NotASignature("The drawing is too long. Draw it again, with fewer strokes.")
    if any(x > WIDTH or y > HEIGHT for x, y in points):
        raise NotASignature("The drawing leaves its field. Draw it again.")
    if sum(map(_length, strokes)) < SHORTEST_INK:
        raise NotASignature("There is hardly anything drawn. Draw your name, or type it.")
    return strokes


def _length(stroke: Stroke) -> int:
    """How far the pen went, along the axes."""
    return sum(abs(to[0] - here[0]) + abs(to[1] - here[1]) for here, to in pairwise(stroke))


def write_strokes(strokes: tuple[Stroke, ...]) -> str:
    """Path data of the strokes, as `read_strokes` reads it."""
    return "".join(f"M{_point(stroke[0])}" + "".join(f"L{_point(each)}" for each in stroke[1:]) for stroke in strokes)


def _point(point: tuple[int, int]) -> str:
    return f"{point[0]} {point[1]}"


def signature_svg(path: str) -> str:
    """The drawing as a picture of its own, in black: for documents. Raises NotASignature."""
    data = write_strokes(read_strokes(path))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<path d="{data}" fill="none" stroke="#111111" stroke-width="4" stroke-linecap="round"'
        ' stroke-linejoin="round"/></svg>'
    )
