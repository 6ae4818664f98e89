"""Events as entries of a history, for `templates/events/history.html`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from prm.events.models import Event
from prm.events.wording import title_of


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after. Empty text is an empty field."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event, in words. `subject` is empty when it is about the object whose history is shown."""

    title: str
    subject: str
    actor: str
    at: datetime
    changes: list[Change]


def entries_of(events: Iterable[Event], *, about: UUID) -> list[Entry]:
    """The events in their order, as told on the page of the object `about`."""
    return [_entry(event, about) for event in events]


def _entry(event: Event, about: UUID) -> Entry:
    changes = [Change(label, before, after) for label, (before, after) in sorted(event.changes.items())]
    shown = [change for change in changes if change.before or change.after]
    subject = "" if event.subject_id == about else event.subject_name
    return Entry(title_of(event.name), subject, event.actor_name, event.at, shown)
