"""What people type on the page of a revenue goal: each value an entry, kept one by one in the order of typing."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.http import QueryDict


@dataclass(frozen=True)
class Answered:
    """What was sent of a goal, or of one of its segments, and what became of it, by name of the field.

    `errors` says why a value cannot be kept; `theirs` holds what stands instead of what was sent.
    """

    sent: QueryDict
    errors: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    segment_id: UUID | None = None

    @property
    def problems(self) -> list[str]:
        """What to tell where no field stands beside it."""
        return [*self.errors.values(), *(self.conflict(name) for name in self.theirs)]

    def conflict(self, name: str) -> str:
        """Both values in words."""
        mine = self.sent.get(name, "")
        return f"Changed to {self.theirs[name]} meanwhile, by somebody else or in another tab. You entered {mine}."


@dataclass(frozen=True)
class Entry:
    """One value that is typed. `was` is what the page knows of it, to tell later whether it was changed elsewhere.

    `is_sent` in the answer to this very value. `use_mine` and `use_theirs` fill it, where both were entered.
    """

    id: str
    name: str
    label: str
    text: str
    was: str
    error: str = ""
    is_sent: bool = False
    use_mine: str = ""
    use_theirs: str = ""
    choices: tuple[tuple[str, str], ...] = ()


def entry(
    key: UUID,
    name: str,
    label: str,
    text: str,
    *,
    answered: Answered | None,
    part: str = "",
    was: str | None = None,
    choices: Iterable[tuple[object, object]] = (),
) -> Entry:
    """The entry of a field as it stands; `part` is what tells its id from the others of the same row."""
    named = tuple((str(value), str(words)) for value, words in choices)
    shown = json.dumps({name: text if was is None else was}, separators=(",", ":"))
    plain = Entry(f"{part or name}-{key}", name, label, text, shown, choices=named)
    return plain if answered is None or name not in answered.sent else _answered(plain, answered)


def _answered(plain: Entry, answered: Answered) -> Entry:
    name, theirs = plain.name, answered.theirs.get(plain.name)
    parts = {"id": plain.id, "name": name, "label": plain.label, "text": plain.text, "was": plain.was}
    if theirs is None:
        return Entry(**parts, choices=plain.choices, error=answered.errors.get(name, ""), is_sent=True)
    return Entry(
        **parts,
        choices=plain.choices,
        error=answered.conflict(name),
        is_sent=True,
        use_mine=json.dumps([[name, answered.sent.get(name, "")]]),
        use_theirs=json.dumps([[name, theirs]]),
    )
