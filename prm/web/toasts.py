"""Short messages after something was done, with a way back where there is one."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest

_TONES = {"success": "good", "warning": "warn", "error": "bad"}
_ICONS = {"good": "check-circle", "warn": "exclamation-triangle", "bad": "exclamation-circle"}
_UNDO = "undo:"


@dataclass(frozen=True)
class Toast:
    """One message. `undo_url` is where a POST takes the change back; empty when nothing can."""

    text: str
    tone: str
    undo_url: str = ""

    @property
    def icon(self) -> str:
        return _ICONS.get(self.tone, "information-circle")


def notify(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """Tell the person on their next page (or in this fragment) that something was done; offer to undo it by POST."""
    messages.success(request, text, extra_tags=f"{_UNDO}{undo_url}" if undo_url else "")


def toasts_of(request: HttpRequest | None) -> Iterator[Toast]:
    """The messages that wait for this person; reading them uses them up. None on pages that stand without a request."""
    for message in messages.get_messages(request) if request else ():
        tags = message.extra_tags or ""
        undo_url = tags.removeprefix(_UNDO) if tags.startswith(_UNDO) else ""
        yield Toast(str(message), _TONES.get(message.level_tag, "info"), undo_url)
