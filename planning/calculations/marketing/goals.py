"""Whether a plan's forecast reaches what the plan wants."""

from dataclasses import dataclass
from decimal import Decimal

from planning.calculations.marketing.forecast import TacticForecast
from planning.calculations.marketing.kinds import GoalKind
from prm.kernel.status import TrafficLight


@dataclass(frozen=True, slots=True)
class GoalOutlook:
    """A goal beside the forecast; `forecast` and `light` are None where there is no figure to compare."""

    target: Decimal | None
    forecast: Decimal | None
    light: TrafficLight | None

    @property
    def missing(self) -> Decimal:
        """How much the forecast falls short; zero when it reaches the target."""
        return max(Decimal(0), (self.target or Decimal(0)) - (self.forecast or Decimal(0)))


def outlook(kind: GoalKind, target: Decimal | None, total: TacticForecast) -> GoalOutlook:
    """The base case is what counts: reached is on track, from 80 % on to be watched."""
    found = {
        GoalKind.INQUIRIES: total.inquiries,
        GoalKind.MGOS: total.mgos,
        GoalKind.OPPORTUNITIES: total.opportunities,
        GoalKind.PIPELINE: total.pipeline,
        GoalKind.REVENUE: total.revenue,
    }.get(kind)
    if target is None or found is None:
        return GoalOutlook(target, found, None)
    return GoalOutlook(target, found, _light(found, target))


def _light(found: Decimal, target: Decimal) -> TrafficLight:
    if found >= target:
        return TrafficLight.ON_TRACK
    return TrafficLight.WATCH if found * 100 >= target * 80 else TrafficLight.AT_RISK
