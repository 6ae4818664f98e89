"""Certificates in people's hands: written down, corrected, taken away."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from enablement import events
from enablement.calculations.validity import last_day
from enablement.models import Certificate, Certification
from enablement.operations.following import enablement_changed
from enablement.rules import CERTIFICATE_FIELDS
from partners.models import Contact, Partner
from partners.operations.saving import change, label_of, refuse_others, save_checked
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership


class NotTheirContact(Refused):
    """Choose one of the partner's own contacts."""

    field = "contact"


def add_certificate(
    *,
    partner: Partner,
    contact: Contact,
    certification: Certification,
    issued_date: date,
    by: Membership,
    at: datetime,
    expires_date: date | None = None,
    external_id: str = "",
) -> Certificate:
    """Write down that a person of the partner was certified.

    Without `expires_date` the certificate lasts as long as its certification says. Raises `NotTheirContact`, and
    `ValidationError` for one that is here already or ends before it begins.
    """
    certificate = Certificate(
        partner=partner,
        contact=contact,
        certification=certification,
        issued_date=issued_date,
        expires_date=expires_date or last_day(issued_date, certification.valid_months),
        external_id=external_id,
    )
    _check_contact(certificate)
    save_checked(certificate)
    record(events.CERTIFICATE_ADDED, subject=certificate, by=by, at=at, partner_id=partner.pk)
    enablement_changed(partner_ids=[partner.pk], at=at)
    return certificate


def change_certificate(
    *, certificate: Certificate, changes: Mapping[str, Any], by: Membership, at: datetime
) -> Certificate:
    """Write the fields that were sent. An empty last day then means that it never expires."""
    refuse_others(changes, allowed=CERTIFICATE_FIELDS)
    if "contact" in changes and changes["contact"].partner_id != certificate.partner_id:
        raise NotTheirContact
    told = change(certificate, changes)
    if told:
        owner = certificate.partner_id
        record(events.CERTIFICATE_CHANGED, subject=certificate, by=by, at=at, partner_id=owner, changes=told)
        enablement_changed(partner_ids=[owner], at=at)
    return certificate


def remove_certificate(*, certificate: Certificate, by: Membership, at: datetime) -> None:
    """Take away what was never earned. One that ran out stays: it is history."""
    kept = {label_of(Certificate, field): [str(getattr(certificate, field)), ""] for field in CERTIFICATE_FIELDS}
    owner = certificate.partner_id
    record(events.CERTIFICATE_REMOVED, subject=certificate, by=by, at=at, partner_id=owner, changes=kept)
    certificate.delete()
    enablement_changed(partner_ids=[owner], at=at)


def why_contact_stays(contact: Contact) -> str:
    """Why a contact cannot be removed: certificates would lose their person. Empty when nothing holds it."""
    if not Certificate.objects.filter(contact=contact).exists():
        return ""
    return f"{contact.name} holds certificates. Say when they left instead; the certificates then no longer count."


def _check_contact(certificate: Certificate) -> None:
    if certificate.contact.partner_id != certificate.partner_id:
        raise NotTheirContact
