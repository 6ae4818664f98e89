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
from planning.models.objective import ObjectiveTarget, PlanObjective
from planning.models.plan import BusinessPlan, PlanOutcome, PlanProfit, PlanScenario
from planning.models.plan_editing import PlanTime, PlanTouch, RemovedCost, RemovedLine
from planning.models.plan_template import PlanTemplate
from planning.models.rebate import RebateParticipant, RebateStudy
from planning.models.removed import RemovedPart, RemovedWork
from planning.models.revenue_goal import RevenueGoal, RevenueSegment, RevenueWorksheet
from planning.models.signature import PlanSignature
from planning.models.tactic_type import TacticType

__all__ = [
    "BusinessPlan",
    "MarketingGoal",
    "MarketingPlan",
    "MarketingStep",
    "MarketingTime",
    "ObjectiveTarget",
    "PlanCost",
    "PlanLine",
    "PlanMoney",
    "PlanObjective",
    "PlanOutcome",
    "PlanPerson",
    "PlanProfit",
    "PlanScenario",
    "PlanSignature",
    "PlanTemplate",
    "PlanTime",
    "PlanTouch",
    "RebateParticipant",
    "RebateStudy",
    "RemovedCost",
    "RemovedLine",
    "RemovedPart",
    "RemovedWork",
    "RevenueGoal",
    "RevenueSegment",
    "RevenueWorksheet",
    "Tactic",
    "TacticType",
]
