"""Business plans: what is sold, what it costs the partner, the cases, and what each comes to."""

from planning.models.costs import PlanCost, PlanMoney, PlanPerson
from planning.models.lines import PlanLine
from planning.models.marketing import (
    MarketingGoal,
    MarketingPlan,
    MarketingStep,
    MarketingTime,
    Tactic,
)
from planning.models.plan import BusinessPlan, PlanOutcome, PlanProfit, PlanScenario
from planning.models.tactic_type import TacticType


__all__ = [
    "BusinessPlan",
    "MarketingGoal",
    "MarketingPlan",
    "MarketingStep",
    "MarketingTime",
    "PlanCost",
    "PlanLine",
    "PlanMoney",
    "PlanOutcome",
    "PlanPerson",
    "PlanProfit",
    "PlanScenario",
    "Tactic",
    "TacticType",
]
