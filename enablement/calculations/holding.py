"""What a partner's people hold, against what its tier asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from enablement.calculations.facts import CertificateFact, RequirementFact
from enablement.calculations.validity import SOON, CertificateState, state_on


@dataclass(frozen=True, slots=True)
class RequirementMet:
    """One requirement: how many certificates it asks for, are held, and expire within 90 days."""

    label: str
    required: int
    held: int
    expiring: int

    @property
    def share(self) -> Decimal:
        """Held over required, at most 1: what is held beyond a requirement does not help another."""
        return min(Decimal(1), Decimal(self.held) / self.required)


def is_valid(certificate: CertificateFact, as_of: date) -> bool:
    """Whether it was issued, not expired, and held by somebody still with the partner. Last days are included."""
    state = state_on(
        as_of,
        issued_date=certificate.issued_date,
        expires_date=certificate.expires_date,
        left_date=certificate.held_until,
    )
    return state in (CertificateState.VALID, CertificateState.EXPIRING)


def requirements_met(
    certificates: Iterable[CertificateFact], requirements: Iterable[RequirementFact], *, as_of: date
) -> tuple[RequirementMet, ...]:
    """How far each requirement is met on a day. One that asks for nothing is none, and left out."""
    valid = [each for each in certificates if is_valid(each, as_of)]
    return tuple(_met(each, valid, as_of) for each in requirements if each.count > 0)


def held_and_expiring(certificates: Iterable[CertificateFact], *, as_of: date) -> tuple[int, int]:
    """How many certificates are valid on a day, and how many of these expire within 90 days.

    One person's renewals are one certificate, and a renewal takes it out of those that expire.
    """
    last_days: dict[tuple[UUID, UUID], date] = {}
    for each in certificates:
        if is_valid(each, as_of):
            key, last = (each.contact_id, each.certification_id), each.expires_date or date.max
            last_days[key] = max(last, last_days.get(key, date.min))
    return len(last_days), sum(last - as_of <= SOON for last in last_days.values())


def _met(requirement: RequirementFact, valid: list[CertificateFact], as_of: date) -> RequirementMet:
    held, expiring = held_and_expiring((each for each in valid if _fits(each, requirement)), as_of=as_of)
    return RequirementMet(requirement.label, requirement.count, held, expiring)


def _fits(certificate: CertificateFact, requirement: RequirementFact) -> bool:
    """A requirement names a certificate, or a family, or neither: then any certificate does."""
    if requirement.certification_id is not None:
        return certificate.certification_id == requirement.certification_id
    return not requirement.family or certificate.family == requirement.family
