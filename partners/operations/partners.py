"""Partners are created, and their profiles kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from partners import events
from partners.models import Partner
from partners.operations.custom_values import custom_changes
from partners.operations.saving import change, label_of, refuse_others, save_checked
from partners.queries.computed import computed_fields
from partners.rules import PROFILE_FIELDS, editable_fields
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership


class FieldComputed(Refused):
    """This is worked out by Tandem and not typed."""


def create_partner(*, fields: Mapping[str, Any], by: Membership, at: datetime) -> Partner:
    """A new partner from the fields that `by` may write, `custom` among them.

    Raises `FieldNotYours` for others, `FieldComputed`, and `ValidationError` for values that cannot be.
    """
    own, custom = _parted(fields)
    _refuse_computed(own)
    refuse_others(own, allowed=editable_fields(by))
    partner = Partner(**own)
    custom_changes(partner, custom, by=by)
    save_checked(partner)
    record(events.PARTNER_CREATED, subject=partner, by=by, at=at, partner_id=partner.pk)
    return partner


def update_partner(*, partner: Partner, changes: Mapping[str, Any], by: Membership, at: datetime) -> Partner:
    """Write those of the partner's fields that `by` may write. Other fields of the row stay as they are.

    Raises `FieldNotYours`, `FieldComputed`, and `ValidationError` for values that cannot be. Nothing is recorded when
    nothing changed.
    """
    return _write(events.PARTNER_UPDATED, partner, changes, allowed=editable_fields(by), by=by, at=at)


def update_own_profile(*, partner: Partner, changes: Mapping[str, Any], by: Membership, at: datetime) -> Partner:
    """The same for a person of the partner: what the company says of itself, and nothing that the vendor decides."""
    allowed = [field for field in editable_fields(by) if field in PROFILE_FIELDS]
    return _write(events.PROFILE_UPDATED, partner, changes, allowed=allowed, by=by, at=at)


def _write(
    event: str, partner: Partner, sent: Mapping[str, Any], *, allowed: Any, by: Membership, at: datetime
) -> Partner:
    own, custom = _parted(sent)
    _refuse_computed(own)
    refuse_others(own, allowed=allowed)
    told = custom_changes(partner, custom, by=by)
    told |= change(partner, own)
    if told:
        partner.save()
        record(event, subject=partner, by=by, at=at, partner_id=partner.pk, changes=told)
    return partner


def _refuse_computed(own: Mapping[str, Any]) -> None:
    for field, who in computed_fields(own).items():
        raise FieldComputed(f"{label_of(Partner, field)} is computed by {who}.", field=field)


def _parted(sent: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    own = dict(sent)
    return own, own.pop("custom", None) or {}
