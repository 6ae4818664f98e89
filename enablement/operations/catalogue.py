"""What the programme asks for: certifications, requirements of a tier, and templates of tasks.

The three are kept in the same way: checked whole, told of, and not removed while something stands on them.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from enablement import events
from enablement.models import Certificate, CertificateRequirement, Certification, TaskTemplate
from enablement.operations.following import enablement_changed
from enablement.rules import CERTIFICATION_FIELDS, REQUIREMENT_FIELDS, TEMPLATE_FIELDS
from partners.operations.saving import change, refuse_others, save_checked
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.models import TenantModel


class CertificationInUse(Refused):
    """People hold this certificate, or a tier asks for it. Remove those first."""


class _Kept(NamedTuple):
    fields: tuple[str, ...]
    added: str
    changed: str
    removed: str


type Entry = Certification | CertificateRequirement | TaskTemplate
_KEPT: dict[type[TenantModel], _Kept] = {
    Certification: _Kept(
        CERTIFICATION_FIELDS, events.CERTIFICATION_ADDED, events.CERTIFICATION_CHANGED, events.CERTIFICATION_REMOVED
    ),
    CertificateRequirement: _Kept(
        REQUIREMENT_FIELDS, events.REQUIREMENT_ADDED, events.REQUIREMENT_CHANGED, events.REQUIREMENT_REMOVED
    ),
    TaskTemplate: _Kept(TEMPLATE_FIELDS, events.TEMPLATE_ADDED, events.TEMPLATE_CHANGED, events.TEMPLATE_REMOVED),
}


def add_entry[E: Entry](kind: type[E], *, fields: Mapping[str, Any], by: Membership, at: datetime) -> E:
    """Write a new row of `kind`. Raises `FieldNotYours` and `ValidationError`."""
    kept = _KEPT[kind]
    refuse_others(fields, allowed=kept.fields)
    row = kind(**fields)
    save_checked(row)
    record(kept.added, subject=row, by=by, at=at)
    _follow(row, at)
    return row


def change_entry[E: Entry](row: E, *, changes: Mapping[str, Any], by: Membership, at: datetime) -> E:
    """Write the fields that were sent. Nothing is recorded when nothing changed.

    A new validity of a certification holds for certificates written from now on.
    """
    kept = _KEPT[type(row)]
    refuse_others(changes, allowed=kept.fields)
    told = change(row, changes)
    if told:
        record(kept.changed, subject=row, by=by, at=at, changes=told)
        _follow(row, at)
    return row


def remove_entry(row: Entry, *, by: Membership, at: datetime) -> None:
    """Take the row away. Raises `CertificationInUse`. Tasks made from a template stay."""
    if isinstance(row, Certification) and _is_used(row):
        raise CertificationInUse
    record(_KEPT[type(row)].removed, subject=row, by=by, at=at)
    row.delete()
    _follow(row, at)


def _is_used(certification: Certification) -> bool:
    users = (Certificate, CertificateRequirement)
    return any(model.objects.filter(certification=certification).exists() for model in users)


def _follow(row: Entry, at: datetime) -> None:
    """A template alone asks nothing of anybody; a requirement, or a certification's family, is asked of all."""
    if not isinstance(row, TaskTemplate):
        enablement_changed(partner_ids=None, at=at)
