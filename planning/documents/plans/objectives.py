"""How figures and lights of objectives are written."""

from decimal import Decimal

from planning.calculations.plans.objective_kinds import Measure
from planning.calculations.plans.objectives import Goal, PlanProgress, Progress
from prm.documents.formats import COUNT, Format, whole_money
from prm.kernel.status import Thresholds, TrafficLight, classify


def format_of(measure: Measure, currency: str) -> Format:
    """How its figures are written."""
    return whole_money(currency) if measure.is_money else COUNT


def amount(value: Decimal | None, measure: Measure, currency: str) -> str:
    """A figure as people read it; what is counted by hand keeps its decimals."""
    if value is None:
        return "–"
    if not measure.is_money and value != value.to_integral_value():
        return Format(places=2).full(value)
    return format_of(measure, currency).full(value)


def split_words(goal: Goal, customer: str) -> str:
    """What narrows it: ``Cloud · Germany``."""
    named = (goal.split.family, goal.split.country, customer or ("one customer" if goal.split.customer_id else ""))
    return " · ".join(filter(None, named))


def light_of(progress: Progress | PlanProgress, thresholds: Thresholds) -> TrafficLight:
    """The light of what was attained."""
    return classify(progress.attained.percent, thresholds)
