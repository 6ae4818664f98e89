"""Certificates, what asks for them, and required tasks, as far as figures need them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CertificateFact:
    """A certificate in a person's hands. It is worth something to the partner until `expires_date`, that day included.

    None means that it never expires. `held_until` is the day on which its person left the partner, None while they
    are there: a certificate leaves with the person.
    """

    certification_id: UUID
    family: str
    contact_id: UUID
    issued_date: date
    expires_date: date | None
    held_until: date | None


@dataclass(frozen=True, slots=True)
class RequirementFact:
    """What a tier asks for: `count` certificates of one certification, of a family, or, without either, of any."""

    label: str
    certification_id: UUID | None
    family: str
    count: int


@dataclass(frozen=True, slots=True)
class TaskFact:
    """Something a partner must do by a day, and the day on which it was done."""

    name: str
    kind: str
    due_date: date
    done_date: date | None
