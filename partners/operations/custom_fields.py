"""A tenant defines its own fields on the partner."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.text import slugify

from partners import events
from partners.enums import FieldKind
from partners.models import CustomField
from partners.operations.saving import change, save_checked
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership

MOST_FIELDS = 60


class ChoicesMissing(Refused):
    """A choice needs at least two things to choose from."""

    field = "choices"


class LabelUnusable(Refused):
    """The label needs letters or digits, and no other field may have one like it."""

    field = "label"


class TooManyFields(Refused):
    """There are sixty fields already. Remove one that nobody fills in."""


def define_custom_field(
    *, label: str, kind: FieldKind, choices: Sequence[str], partner_may_edit: bool, by: Membership, at: datetime
) -> CustomField:
    """A new field at the end of the list. Its key comes from the label and never changes; neither does its kind."""
    key = slugify(label)[:50].replace("-", "_")
    taken = CustomField.objects.count()
    if not key or CustomField.objects.filter(key=key).exists():
        raise LabelUnusable
    if taken >= MOST_FIELDS:
        raise TooManyFields
    field = CustomField(key=key, label=label, kind=kind, partner_may_edit=partner_may_edit, position=taken)
    field.choices = _checked_choices(kind, choices)
    save_checked(field)
    record(events.FIELD_DEFINED, subject=field, by=by, at=at)
    return field


def change_custom_field(
    *, field: CustomField, label: str, choices: Sequence[str], partner_may_edit: bool, by: Membership, at: datetime
) -> CustomField:
    """Rename a field, change what there is to choose from, or share it with partners. Stored values stay."""
    values = {
        "label": label,
        "choices": _checked_choices(FieldKind(field.kind), choices),
        "partner_may_edit": partner_may_edit,
    }
    changes = change(field, values)
    if changes:
        record(events.FIELD_UPDATED, subject=field, by=by, at=at, changes=changes)
    return field


def remove_custom_field(*, field: CustomField, by: Membership, at: datetime) -> None:
    """Take the field away. What partners have in it is no longer shown; a field of the same label shows it again."""
    record(events.FIELD_REMOVED, subject=field, by=by, at=at)
    field.delete()


def _checked_choices(kind: FieldKind, choices: Sequence[str]) -> list[str]:
    if kind is not FieldKind.CHOICE:
        return []
    different = list(dict.fromkeys(choice.strip() for choice in choices if choice.strip()))
    if len(different) < 2:
        raise ChoicesMissing
    return different
