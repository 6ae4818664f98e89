"""How a tenant has its scorecards worked out: weights, thresholds, and what pipeline is measured against."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from prm.kernel.status import DEFAULT_THRESHOLDS, Thresholds
from scorecards.calculations.catalogue import BUILT_IN, DEFAULT_WEIGHTS, PERFORMANCE_TO_PLAN, MetricDefinition
from scorecards.calculations.pipeline import DEFAULT_MULTIPLE, PipelineRules
from scorecards.enums import Denominator

# The weights of a life stage for which the tenant has set none of its own.
EVERY_STAGE = ""


@dataclass(frozen=True)
class ScorecardRules:
    """A tenant's settings. `weights` maps a life stage ("" for every other) to the weights of metrics by key.

    `overall` are the thresholds of the overall and of performance to plan, which roll-ups share.
    """

    overall: Thresholds = DEFAULT_THRESHOLDS
    weights: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    thresholds: Mapping[str, Thresholds] = field(default_factory=dict)
    denominator: Denominator = Denominator.REMAINING
    required_multiple: Decimal = DEFAULT_MULTIPLE
    deal_size_target: Decimal | None = None
    cohort_win_rate: Decimal | None = None

    def weights_at(self, life_stage: str) -> Mapping[str, Decimal]:
        """What each metric weighs for a partner at a life stage."""
        own = self.weights.get(life_stage) or self.weights.get(EVERY_STAGE) or {}
        return {**DEFAULT_WEIGHTS, **own}

    def definitions(self) -> tuple[MetricDefinition, ...]:
        """The built-in metrics with this tenant's thresholds."""
        return tuple(each.with_thresholds(self._thresholds_of(each)) for each in BUILT_IN)

    def pipeline(self, thresholds: Thresholds) -> PipelineRules:
        """The part that pipeline to target needs."""
        return PipelineRules(self.denominator, self.required_multiple, self.cohort_win_rate, thresholds)

    def _thresholds_of(self, definition: MetricDefinition) -> Thresholds | None:
        return self.overall if definition.key == PERFORMANCE_TO_PLAN else self.thresholds.get(definition.key)
