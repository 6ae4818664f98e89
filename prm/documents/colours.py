"""The colours of documents, derived from a vendor's one brand colour so that every light stays readable."""

import re
from dataclasses import dataclass
from functools import lru_cache

from prm.documents.specs import Role

DEFAULT_BRAND = "#1d5fd1"
MINIMUM_CONTRAST = 4.5
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
type Rgb = tuple[int, int, int]


@dataclass(frozen=True)
class Colours:
    """Colours as ``#rrggbb``: one per series role, and those of frames and text."""

    actual: str
    prior: str
    deep: str
    plan: str = "#7a8597"
    second: str = "#0f8a7a"
    third: str = "#7c4fc4"
    good: str = "#1a7f4b"
    warn: str = "#b7791f"
    bad: str = "#c4362f"
    ink: str = "#131a26"
    text: str = "#475063"
    axis: str = "#aab3c0"
    grid: str = "#e3e7ee"
    sunk: str = "#f1f4f8"
    surface: str = "#ffffff"

    def of(self, role: Role) -> str:
        """The colour of a series."""
        return str(getattr(self, role.value))


@lru_cache(maxsize=256)
def brand_colours(brand: str = DEFAULT_BRAND) -> Colours:
    """The document colours of a vendor. A brand too pale to read on white is darkened until it has 4.5:1.

    What is not ``#rrggbb`` counts as the default brand, so that an odd setting never stops a document.
    """
    chosen = _rgb(brand) if _HEX.fullmatch(brand) else _rgb(DEFAULT_BRAND)
    readable = _darkened_to(chosen, MINIMUM_CONTRAST)
    return Colours(actual=_hex(readable), prior=_hex(_mixed(readable, (255, 255, 255), 0.55)), deep=_deep(readable))


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two ``#rrggbb`` colours, 1 to 21."""
    low, high = sorted((_luminance(_rgb(one)), _luminance(_rgb(other))))
    return (high + 0.05) / (low + 0.05)


def _deep(rgb: Rgb) -> str:
    return _hex(_darkened_to(_mixed(rgb, (10, 20, 38), 0.6), 12))


def _darkened_to(rgb: Rgb, ratio: float) -> Rgb:
    while 1.05 / (_luminance(rgb) + 0.05) < ratio:
        rgb = _mixed(rgb, (0, 0, 0), 0.05)
    return rgb


def _mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (int(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(rgb: Rgb) -> float:
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in rgb)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _rgb(text: str) -> Rgb:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def _hex(rgb: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)
