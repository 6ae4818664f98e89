"""The few SVG elements that charts are made of, written as text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from prm.documents.colours import Colours
from prm.documents.specs import Chart, Role

FONT = "Inter, 'Liberation Sans', Arial, sans-serif"
FONT_SIZE = 12
LETTER_WIDTH = 6.7
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Size:
    """Width and height of a drawing in user units."""

    width: int
    height: int


def document(chart: Chart, size: Size, colours: Colours, parts: Iterable[str]) -> str:
    """The outermost element with the picture's name and description."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-{chart.kind.value}" direction="ltr" role="img" '
        f'viewBox="0 0 {size.width} {size.height}" width="{size.width}" height="{size.height}" '
        f'aria-labelledby="{chart.id}-title {chart.id}-desc" font-family="{FONT}" font-size="{FONT_SIZE}" '
        f'fill="{colours.text}"><title id="{chart.id}-title">{clean(chart.title)}</title>'
        f'<desc id="{chart.id}-desc">{clean(chart.summary)}</desc>{"".join(parts)}</svg>'
    )


def printable(text: str) -> str:
    """Text without the characters that XML forbids."""
    return _CONTROL.sub("", text)


def clean(text: str) -> str:
    """Text that may stand in markup: printable and escaped."""
    return escape(printable(text))


def short(text: str, letters: int) -> str:
    """At most so many letters, with an ellipsis where some were left out."""
    return text if len(text) <= letters else f"{text[: max(1, letters - 1)].rstrip()}…"


def pixels(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def label(x: float, y: float, content: str, *, anchor: str = "middle", kind: str = "chart-text") -> str:
    """A line of text whose baseline is at y."""
    return f'<text class="{kind}" x="{pixels(x)}" y="{pixels(y)}" text-anchor="{anchor}">{clean(content)}</text>'


def rule(x1: float, y1: float, x2: float, y2: float, colour: str, kind: str = "chart-grid") -> str:
    """A hairline."""
    return (
        f'<line class="{kind}" x1="{pixels(x1)}" y1="{pixels(y1)}" x2="{pixels(x2)}" y2="{pixels(y2)}" '
        f'stroke="{colour}" stroke-width="1"/>'
    )


@dataclass(frozen=True)
class Bar:
    """A filled rectangle and what it says when pointed at."""

    x: float
    y: float
    width: float
    height: float
    hint: str = ""

    def draw(self, role: Role, colours: Colours) -> str:
        """The rectangle in the colour of its role; corners stay square when it is very flat."""
        radius = 2 if min(self.width, self.height) >= 4 else 0
        box = (
            f'<rect class="fill-{role.value}" x="{pixels(self.x)}" y="{pixels(self.y)}" width="{pixels(self.width)}" '
            f'height="{pixels(self.height)}" rx="{radius}" fill="{colours.of(role)}"'
        )
        return f"{box}><title>{clean(self.hint)}</title></rect>" if self.hint else f"{box}/>"


def stroke(points: Iterable[tuple[float, float]], role: Role, colours: Colours, *, width: float = 2.5) -> str:
    """A line through points."""
    path = " ".join(f"{pixels(x)},{pixels(y)}" for x, y in points)
    return (
        f'<polyline class="stroke-{role.value}" points="{path}" fill="none" stroke="{colours.of(role)}" '
        f'stroke-width="{width}" stroke-linejoin="round" stroke-linecap="round"/>'
    )


def ring(x: float, y: float, role: Role, colours: Colours) -> str:
    """A hollow point on a line."""
    return (
        f'<circle class="stroke-{role.value} chart-point" cx="{pixels(x)}" cy="{pixels(y)}" r="3.2" '
        f'fill="{colours.surface}" stroke="{colours.of(role)}" stroke-width="2"/>'
    )


def dot(x: float, y: float, role: Role, colours: Colours) -> str:
    """A filled point."""
    return f'<circle class="fill-{role.value}" cx="{pixels(x)}" cy="{pixels(y)}" r="2.6" fill="{colours.of(role)}"/>'
