"""All that a scorecard is calculated from."""

from dataclasses import dataclass, field
from decimal import Decimal

from enablement.calculations.facts import CertificateFact, RequirementFact, TaskFact
from sales.calculations.deals import DealFact
from scorecards.calculations.catalogue import MetricDefinition
from scorecards.calculations.diagnostics import LostReason
from scorecards.calculations.manual import EnteredValue
from scorecards.calculations.performance import PerformanceInput
from scorecards.calculations.rules import ScorecardRules


@dataclass(frozen=True, slots=True)
class ManualMetric:
    """A metric that is entered by hand, with what was entered for this partner. `target` None: it has no index."""

    definition: MetricDefinition
    target: Decimal | None
    values: tuple[EnteredValue, ...] = ()


@dataclass(frozen=True)
class ScorecardInput:
    """One partner's facts and its tenant's rules.

    `deals` is None where the tenant keeps no deals at all, which is no data; a partner without deals has a pipeline of
    zero. `deal_size_target` is the partner's own, None for the tenant's. `lost_reasons` are shown and count
    for nothing.
    """

    performance: PerformanceInput
    rules: ScorecardRules = field(default_factory=ScorecardRules)
    life_stage: str = ""
    deals: tuple[DealFact, ...] | None = None
    requirements: tuple[RequirementFact, ...] = ()
    certificates: tuple[CertificateFact, ...] = ()
    tasks: tuple[TaskFact, ...] = ()
    manual: tuple[ManualMetric, ...] = ()
    deal_size_target: Decimal | None = None
    lost_reasons: tuple[LostReason, ...] = ()
