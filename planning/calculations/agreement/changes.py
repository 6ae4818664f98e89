"""What an amendment changes, row by row: names of fields and what they were before and are now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planning.calculations.agreement.agreed import Row

type Write = Callable[[str, Any], str]


class ChangeKind(StrEnum):
    """What became of a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that is different now."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is new, gone or different."""

    name: str
    kind: ChangeKind
    fields: tuple[FieldChange, ...] = ()


def changed_rows(
    before: Sequence[Row], after: Sequence[Row], *, labels: Mapping[str, str], write: Write
) -> tuple[RowChange, ...]:
    """The rows that differ, those of `after` in their order, then those that are gone.

    A copy has new keys, so rows are matched by `name`: the first of a name with the first, the second with the second.
    A row that was renamed is one that is gone and one that is new. Only fields with a label count; `write` says a
    value of a field in words.
    """
    left, changes = list(before), list[RowChange]()
    for row in after:
        old = next((each for each in left if each["name"] == row["name"]), None)
        if old is None:
            changes.append(RowChange(str(row["name"]), ChangeKind.ADDED))
            continue
        left.remove(old)
        if fields := changed_fields(old, row, labels=labels, write=write):
            changes.append(RowChange(str(row["name"]), ChangeKind.CHANGED, fields))
    return (*changes, *(RowChange(str(row["name"]), ChangeKind.REMOVED) for row in left))


def changed_fields(before: Row, after: Row, *, labels: Mapping[str, str], write: Write) -> tuple[FieldChange, ...]:
    """The fields with a label that differ, in the order of the labels."""
    return tuple(
        FieldChange(label, write(name, before.get(name)), write(name, after.get(name)))
        for name, label in labels.items()
        if before.get(name) != after.get(name)
    )
