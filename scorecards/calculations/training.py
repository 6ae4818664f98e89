"""Training and certificates: what a partner's people hold against what its tier asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from enablement.calculations.facts import CertificateFact, RequirementFact

from prm.kernel.fiscal import Period
from prm.kernel.ratios import Gap, Ratio
from prm.kernel.status import Thresholds
from scorecards.calculations.readings import Reading, read, unread

ZERO, ONE = Decimal(0), Decimal(1)
SOON = timedelta(days=90)
CERTIFICATE_THRESHOLDS = Thresholds(Decimal(100), Decimal(75))


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
        return min(ONE, Decimal(self.held) / self.required)


@dataclass(frozen=True, slots=True)
class Training:
    """The mean of the requirements' shares. `held` and `expiring` count all valid certificates, required or not."""

    reading: Reading
    requirements: tuple[RequirementMet, ...]
    held: int
    expiring: int


def measure_training(
    certificates: Iterable[CertificateFact],
    requirements: Iterable[RequirementFact],
    *,
    period: Period,
    as_of: date,
    thresholds: Thresholds = CERTIFICATE_THRESHOLDS,
) -> Training:
    """What was valid on `as_of`. A certificate leaves with its person; one person's renewals are one certificate.

    A requirement that asks for nothing is none. Without requirements there is no index.
    """
    valid = [each for each in certificates if is_valid(each, as_of)]
    measured = tuple(_met(each, valid, as_of) for each in requirements if each.count > 0)
    held, expiring = _counts(valid, as_of)
    if not measured:
        return Training(unread(period, as_of, Gap.NOT_APPLICABLE), (), held, expiring)
    mean = Ratio(sum((each.share for each in measured), ZERO) / len(measured))
    return Training(read(period, as_of, value=mean, index=mean, thresholds=thresholds), measured, held, expiring)


def is_valid(certificate: CertificateFact, as_of: date) -> bool:
    """Whether it was issued, not expired, and held by somebody still with the partner. Last days are included."""
    last_days = (certificate.expires_date, certificate.held_until)
    return certificate.issued_date <= as_of and all(last is None or as_of <= last for last in last_days)


def _met(requirement: RequirementFact, valid: list[CertificateFact], as_of: date) -> RequirementMet:
    held, expiring = _counts([each for each in valid if _fits(each, requirement)], as_of)
    return RequirementMet(requirement.label, requirement.count, held, expiring)


def _fits(certificate: CertificateFact, requirement: RequirementFact) -> bool:
    """A requirement names a certificate, or a family, or neither: then any certificate does."""
    if requirement.certification_id is not None:
        return certificate.certification_id == requirement.certification_id
    return not requirement.family or certificate.family == requirement.family


def _counts(valid: list[CertificateFact], as_of: date) -> tuple[int, int]:
    """How many are held, and how many of these expire within 90 days. A renewal takes its certificate out of these."""
    last_days: dict[tuple[UUID, UUID], date] = {}
    for each in valid:
        key, last = (each.contact_id, each.certification_id), each.expires_date or date.max
        last_days[key] = max(last, last_days.get(key, date.min))
    return len(last_days), sum(last - as_of <= SOON for last in last_days.values())
