"""Light or dark: the system's choice until a person makes their own, kept in a cookie so that no page flashes."""

from typing import Literal

from django.http import HttpRequest, HttpResponse

type Theme = Literal["", "light", "dark"]
COOKIE = "theme"
YEAR = 365 * 24 * 60 * 60


def theme_of(request: HttpRequest) -> Theme:
    """What the person chose in this browser; empty for what the system says."""
    match request.COOKIES.get(COOKIE):
        case "light":
            return "light"
        case "dark":
            return "dark"
        case _:
            return ""


def remember_theme(response: HttpResponse, theme: str) -> None:
    """Keep the choice for a year; anything but light and dark means: follow the system again."""
    if theme in ("light", "dark"):
        # Readable by scripts on purpose: static/js/theme.js sets the same cookie without a round trip.
        response.set_cookie(COOKIE, theme, max_age=YEAR, samesite="Lax", httponly=False)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
