"""A partner's values of the tenant's own fields."""

from collections.abc import Mapping
from typing import Any

from partners.calculations.custom import NotOfThisKind, stored_value
from partners.enums import FieldKind
from partners.models import CustomField, Partner
from partners.operations.saving import FieldNotYours
from partners.rules import edits_custom_field
from prm.events.recording import differences
from prm.kernel.refusal import Refused
from prm.people.models import Membership


class CustomValueWrong(Refused):
    """The value does not fit the field."""


def custom_changes(partner: Partner, sent: Mapping[str, Any], *, by: Membership) -> dict[str, list[str]]:
    """Set the sent values on `partner`, unsaved, and tell what changed, by label.

    A field that is not defined and one that `by` may not write are refused alike (`FieldNotYours`).
    """
    if not sent:
        return {}
    writable = {each.key: each for each in CustomField.objects.all() if _may_write(by, each)}
    for key in sent:
        if key not in writable:
            raise FieldNotYours("There is no such field for you to write.", field=f"custom_{key}")
    before = dict(partner.custom)
    partner.custom = _merged(before, {key: _stored(writable[key], value) for key, value in sent.items()})
    return differences(before, partner.custom, {key: writable[key].label for key in sent})


def _may_write(member: Membership, field: CustomField) -> bool:
    return edits_custom_field(member, shared=field.partner_may_edit)


def _stored(field: CustomField, value: Any) -> Any:
    try:
        return stored_value(FieldKind(field.kind), field.choices, value)
    except NotOfThisKind as problem:
        raise CustomValueWrong(str(problem), field=f"custom_{field.key}") from problem


def _merged(before: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in {**before, **values}.items() if value is not None}
