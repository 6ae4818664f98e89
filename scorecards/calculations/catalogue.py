"""The metrics of the performance scorecard in words: what each says, how it is worked out, and where from.

Versions go up when a formula changes its meaning: a stored figure can then be told from one of another formula.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from prm.kernel.status import DEFAULT_THRESHOLDS, Thresholds
from scorecards.calculations.training import CERTIFICATE_THRESHOLDS
from scorecards.enums import Direction, MetricUnit

PERFORMANCE_TO_PLAN = "performance_to_plan"
PIPELINE_TO_TARGET = "pipeline_to_target"
AVERAGE_DEAL_SIZE = "average_deal_size"
TRAINING = "training"
REQUIRED_TASKS = "required_tasks"


@dataclass(frozen=True)
class MetricDefinition:
    """One metric. `thresholds` are of its index in percent; `weight` is the default, at any life stage."""

    key: str
    name: str
    words: str
    formula: str
    source: str
    unit: MetricUnit
    direction: Direction = Direction.HIGHER
    thresholds: Thresholds = DEFAULT_THRESHOLDS
    weight: Decimal = Decimal(0)
    version: int = 1
    is_manual: bool = False

    def with_thresholds(self, thresholds: Thresholds | None) -> "MetricDefinition":
        """The same with a tenant's own thresholds, where it has set some."""
        return self if thresholds is None else replace(self, thresholds=thresholds)


BUILT_IN = (
    MetricDefinition(
        key=PERFORMANCE_TO_PLAN,
        name="Performance to plan",
        words="How much of what was planned up to this day has been booked.",
        formula="Booked this fiscal year to date / plan to date. Of the month in progress its working days count.",
        source="Bookings and targets",
        unit=MetricUnit.PERCENT,
        weight=Decimal(35),
    ),
    MetricDefinition(
        key=PIPELINE_TO_TARGET,
        name="Pipeline to target",
        words="Whether enough is in the pipeline for what is still to be sold this fiscal year.",
        formula="Qualified open deals expected to close this year / (target less booked), then over the multiple "
        "required: 1 / win rate. The win rate is the partner's own from 20 closed deals in 12 months on, else the "
        "median of all partners, told once a quarter; without either the programme's default counts.",
        source="Deals, bookings and targets",
        unit=MetricUnit.MULTIPLE,
        weight=Decimal(25),
    ),
    MetricDefinition(
        key=AVERAGE_DEAL_SIZE,
        name="Average deal size",
        words="Whether the deals that are won are as large as they should be.",
        formula="Mean of deals won in the last 12 months above zero / target size. From three deals on.",
        source="Deals",
        unit=MetricUnit.MONEY,
        weight=Decimal(10),
    ),
    MetricDefinition(
        key=TRAINING,
        name="Training and certificates",
        words="Whether the partner's people hold the certificates that its tier asks for.",
        formula="Mean over the tier's requirements of held / required, each at most 100%. Valid on the day, and held "
        "by people who are still there.",
        source="Certificates and the tier's requirements",
        unit=MetricUnit.PERCENT,
        thresholds=CERTIFICATE_THRESHOLDS,
        weight=Decimal(15),
    ),
    MetricDefinition(
        key=REQUIRED_TASKS,
        name="Required tasks",
        words="Whether contracts, onboarding, plans and reviews are done when they are due.",
        formula="Done on time / due this fiscal year to date. Overdue counts as not done, also from earlier years.",
        source="Required tasks",
        unit=MetricUnit.PERCENT,
        thresholds=CERTIFICATE_THRESHOLDS,
        weight=Decimal(15),
    ),
)
BY_KEY = {definition.key: definition for definition in BUILT_IN}
DEFAULT_WEIGHTS = {definition.key: definition.weight for definition in BUILT_IN}
