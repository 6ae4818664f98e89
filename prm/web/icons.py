"""Icons, drawn into the page from the installed `heroicons` package: nothing to download, nothing for the CSP."""

from functools import lru_cache
from typing import Literal

import heroicons
from django.utils.safestring import SafeString, mark_safe

Style = Literal["outline", "solid", "mini", "micro"]


@lru_cache(maxsize=512)
def draw_icon(name: str, *, style: Style = "outline", classes: str = "") -> SafeString:
    """The icon as inline SVG, hidden from screen readers: the word beside it says what it means.

    Raises `heroicons.IconDoesNotExist` for an unknown name. The names are those of heroicons.com.
    """
    look = f"icon {classes}".strip()
    attributes: dict[str, object] = {"class": look, "aria_hidden": "true", "focusable": "false"}
    drawn = heroicons._render_icon(style, name, None, {key.replace("_", "-"): each for key, each in attributes.items()})
    return mark_safe(drawn)  # noqa: S308 - the package's own drawing, and attributes that templates spell out
