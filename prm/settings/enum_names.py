"""What the API's schema calls choices: fields of one name have different ones, and some stand under several names."""

from enum import Enum
from typing import Any

from enablement.enums import TaskKind
from partners.enums import ActionSide, FieldKind, LifeStage
from planning.calculations.marketing.kinds import GoalKind
from planning.enums import Case, Costing, CostKind
from prm.kernel.status import TrafficLight
from programs.enums import ReviewState
from sales.enums import ENTRY_WAY, LeadStage
from scorecards.enums import QuestionKind, Side, VersionState


def _labelled(kind: type[Enum], label: str = "label") -> list[tuple[Any, str]]:
    return [(each.value, getattr(each, label)) for each in kind]


ENUM_NAMES = {
    "LeadStageEnum": _labelled(LeadStage),
    "LeadEntryStageEnum": [(each.value, each.label) for each in ENTRY_WAY],
    "LifeStageEnum": _labelled(LifeStage),
    "TrafficLightEnum": _labelled(TrafficLight, "word"),
    "ActionSideEnum": _labelled(ActionSide),
    "AnswerSideEnum": _labelled(Side),
    "VersionStateEnum": _labelled(VersionState),
    "ReviewStateEnum": _labelled(ReviewState),
    "QuestionKindEnum": _labelled(QuestionKind),
    "TaskKindEnum": _labelled(TaskKind),
    "FieldKindEnum": _labelled(FieldKind),
    "CostingEnum": _labelled(Costing),
    "CostKindEnum": _labelled(CostKind),
    "MarketingGoalKindEnum": _labelled(GoalKind),
    "CaseEnum": _labelled(Case),
    "ScenarioCaseEnum": [(each.value, each.label) for each in Case if each is not Case.BASE],
}
