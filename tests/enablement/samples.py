"""Certified people and asked partners, for the tests of enablement."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction

from enablement.models import Certificate, Certification, RequiredTask
from partners.models import Contact, Partner
from prm.people.models import Membership
from prm.tenancy.scope import tenant_scope


@contextmanager
def acting(member: Membership) -> Iterator[Membership]:
    """Within the member's own reach, as a request would be."""
    with tenant_scope(member.scope()), transaction.atomic():
        yield member


def person(partner: Partner, name: str = "Ada", **fields: Any) -> Contact:
    """A contact of the partner; the tenant must be in scope."""
    return Contact.objects.create(partner=partner, name=name, **fields)


def certification(name: str = "Cloud architect", **fields: Any) -> Certification:
    """Something to be certified in; the tenant must be in scope."""
    return Certification.objects.create(name=name, **fields)


def certified(contact: Contact, kind: Certification, issued: date, expires: date | None = None) -> Certificate:
    """A certificate in the contact's hands; the tenant must be in scope."""
    return Certificate.objects.create(
        partner=contact.partner, contact=contact, certification=kind, issued_date=issued, expires_date=expires
    )


def asked(partner: Partner, due: date, name: str = "Sign the contract", **fields: Any) -> RequiredTask:
    """A required task; the tenant must be in scope."""
    return RequiredTask.objects.create(partner=partner, name=name, due_date=due, **fields)
