"""The people at a partner come, change and go; one that was removed by mistake comes back."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from partners import events
from partners.models import Contact, Partner
from partners.operations.saving import change, label_of, refuse_others, save_checked
from partners.rules import CONTACT_FIELDS
from prm.events.models import Event
from prm.events.recording import history_of_partner, record
from prm.kernel.refusal import Refused
from prm.people.models import Membership

UNDO_WITHIN = timedelta(minutes=10)
_KEPT_FIELDS = (*CONTACT_FIELDS, "external_id", "left_date")
_holds: list[Callable[[Contact], str]] = []


class ContactNeeded(Refused):
    """Something that must not be lost belongs to this person."""


class ContactHere(Refused):
    """This person has not left."""


class ContactNotRestorable(Refused):
    """The contact was removed too long ago, or is back already."""


def add_contact(*, partner: Partner, fields: Mapping[str, Any], by: Membership, at: datetime) -> Contact:
    """A new person at the partner. A new main contact takes the place of the one before."""
    refuse_others(fields, allowed=CONTACT_FIELDS)
    contact = Contact(partner=partner, **fields)
    save_checked(contact)
    _only_main_contact(contact)
    record(events.CONTACT_ADDED, subject=contact, by=by, at=at, partner_id=partner.pk)
    return contact


def update_contact(*, contact: Contact, changes: Mapping[str, Any], by: Membership, at: datetime) -> Contact:
    """Write the fields that were sent. Nothing is recorded when nothing changed."""
    refuse_others(changes, allowed=CONTACT_FIELDS)
    told = change(contact, changes)
    if told:
        _only_main_contact(contact)
        record(events.CONTACT_UPDATED, subject=contact, by=by, at=at, partner_id=contact.partner_id, changes=told)
    return contact


def mark_contact_left(*, contact: Contact, left_date: date, by: Membership, at: datetime) -> Contact:
    """Say which day was (or will be) the person's last. What they learned no longer counts for the partner after it.

    Somebody who left is nobody's main contact.
    """
    told = change(contact, {"left_date": left_date, "is_primary": False})
    if told:
        record(events.CONTACT_LEFT, subject=contact, by=by, at=at, partner_id=contact.partner_id, changes=told)
    return contact


def mark_contact_back(*, contact: Contact, by: Membership, at: datetime) -> Contact:
    """Take that back. Raises `ContactHere`."""
    if contact.left_date is None:
        raise ContactHere
    told = change(contact, {"left_date": None})
    record(events.CONTACT_RETURNED, subject=contact, by=by, at=at, partner_id=contact.partner_id, changes=told)
    return contact


def keep_contacts_that(why: Callable[[Contact], str]) -> None:
    """Let an app hold contacts back: `why(contact)` says in a sentence why it cannot be removed, or nothing."""
    if why not in _holds:
        _holds.append(why)


def remove_contact(*, contact: Contact, by: Membership, at: datetime) -> None:
    """Delete the person. Only the audit event knows what the row held, which is what `restore_contact` reads.

    Raises `ContactNeeded` when an app holds the contact back.
    """
    for why in _holds:
        if reason := why(contact):
            raise ContactNeeded(reason)
    kept = {label_of(Contact, field): [_written(getattr(contact, field)), ""] for field in _KEPT_FIELDS}
    record(events.CONTACT_REMOVED, subject=contact, by=by, at=at, partner_id=contact.partner_id, changes=kept)
    contact.delete()


def restore_contact(*, partner: Partner, contact_id: UUID, by: Membership, at: datetime) -> Contact:
    """Bring back a contact of the partner that was removed within the last ten minutes, under its old id.

    Raises `ContactNotRestorable` when there is none, or when it is back already.
    """
    removal = _removal_of(partner, contact_id)
    if removal is None or at - removal.at > UNDO_WITHIN or Contact.objects.filter(pk=contact_id).exists():
        raise ContactNotRestorable
    before = {field: removal.changes.get(label_of(Contact, field), [""])[0] for field in _KEPT_FIELDS}
    before["is_primary"] = before["is_primary"] == "True"
    left_date = before.pop("left_date")
    contact = Contact(pk=contact_id, partner=partner, **before)
    contact.left_date = date.fromisoformat(left_date) if left_date else None
    save_checked(contact)
    _only_main_contact(contact)
    record(events.CONTACT_RESTORED, subject=contact, by=by, at=at, partner_id=partner.pk)
    return contact


def _written(value: object) -> str:
    return "" if value is None else str(value)


def _removal_of(partner: Partner, contact_id: UUID) -> Event | None:
    removals = history_of_partner(partner.pk).filter(subject_id=contact_id, name=events.CONTACT_REMOVED)
    return removals.first()


def _only_main_contact(contact: Contact) -> None:
    if contact.is_primary:
        others = Contact.objects.filter(partner_id=contact.partner_id, is_primary=True).exclude(pk=contact.pk)
        others.update(is_primary=False)
