"""What every operation on partners does with a row: check it whole, save it, tell what changed."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Model

from prm.events.recording import differences
from prm.kernel.refusal import Refused
from prm.tenancy.models import TenantModel
from prm.tenancy.scope import require_tenant_id


class FieldNotYours(Refused):
    """A field was sent that the member's role does not write."""


def refuse_others(sent: Iterable[str], *, allowed: Iterable[str]) -> None:
    """Raise `FieldNotYours` for the first field of `sent` that is not in `allowed`."""
    permitted = set(allowed)
    for field in sent:
        if field not in permitted:
            raise FieldNotYours("Your role does not write this field.", field=field)


def save_checked(row: TenantModel, *, in_hand: Collection[str] = ()) -> None:
    """Save a row after checking its fields and constraints. Raises Django's `ValidationError` with words by field.

    `in_hand` names references that are not looked up again: rows that are reached only once this one points to them.
    """
    row.tenant_id = require_tenant_id()
    row.clean_fields(exclude={"tenant", "id", *in_hand})
    row.validate_constraints()
    row.save()


def state_of(row: Model, fields: Iterable[str]) -> dict[str, Any]:
    """The values of those fields now."""
    return {field: getattr(row, field) for field in fields}


def label_of(model: type[Model], field: str) -> str:
    """What people call a field."""
    name = str(getattr(model._meta.get_field(field), "verbose_name", field))
    return name[:1].upper() + name[1:]


def change(row: TenantModel, values: Mapping[str, Any], *, in_hand: Collection[str] = ()) -> dict[str, list[str]]:
    """Set the fields, check and save. Returns what changed, by label; when nothing did, nothing is written.

    For `in_hand` see `save_checked`.
    """
    labels = {field: label_of(type(row), field) for field in values}
    before = state_of(row, values)
    for field, value in values.items():
        setattr(row, field, value)
    changes = differences(before, state_of(row, values), labels)
    if changes:
        save_checked(row, in_hand=in_hand)
    return changes
