"""Training and certificates: what a partner's people hold against what its tier asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from enablement.calculations.facts import CertificateFact, RequirementFact
from enablement.calculations.holding import RequirementMet, held_and_expiring, is_valid, requirements_met
from prm.kernel.fiscal import Period
from prm.kernel.ratios import Gap, Ratio
from prm.kernel.status import Thresholds
from scorecards.calculations.readings import Reading, read, unread

__all__ = ["CERTIFICATE_THRESHOLDS", "RequirementMet", "Training", "is_valid", "measure_training"]

ZERO = Decimal(0)
CERTIFICATE_THRESHOLDS = Thresholds(Decimal(100), Decimal(75))


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
    certificates = tuple(certificates)
    measured = requirements_met(certificates, requirements, as_of=as_of)
    held, expiring = held_and_expiring(certificates, as_of=as_of)
    if not measured:
        return Training(unread(period, as_of, Gap.NOT_APPLICABLE), (), held, expiring)
    mean = Ratio(sum((each.share for each in measured), ZERO) / len(measured))
    return Training(read(period, as_of, value=mean, index=mean, thresholds=thresholds), measured, held, expiring)
