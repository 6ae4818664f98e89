"""Goals: what a question's score is to become, with the promise that leads there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from partners.enums import SETTLED_STATUSES, ActionSide, ActionSource
from partners.operations.actions import add_action, change_action
from partners.operations.saving import change, save_checked
from partners.rules import keeps_promises_of
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.models import new_id
from scorecards import events
from scorecards.calculations.capabilities import QuestionScore, shown
from scorecards.models import Assessment, Goal, Question
from scorecards.operations.keeping import exact_to_four
from scorecards.queries.capabilities import capability_score_of


class NotInThisRound(Refused):
    """This round does not ask that question."""

    field = "question"


class GoalNotAbove(Refused):
    """A goal lies above what the question scores today."""

    field = "goal_score"


class GoalThereAlready(Refused):
    """There is a goal for this question already. Change that one, or finish it first."""


class NotYourGoal(Refused):
    """Only the side that owes the action can change this goal. Talk to your contact at the other side."""


class PartnerSeesNothingOfIt(Refused):
    """The partner does not see this question, so it can owe nothing for it."""

    field = "side"


@dataclass(frozen=True)
class Promise:
    """Who does what until when."""

    title: str
    side: ActionSide
    owner: Membership | None = None
    due_date: date | None = None
    detail: str = ""
    resources: str = ""


@transaction.atomic
def set_goal(
    *,
    assessment: Assessment,
    question_id: UUID,
    goal_score: Decimal,
    promise: Promise,
    by: Membership,
    at: datetime,
) -> Goal:
    """Set a goal for a question of a round, and write the promise that leads there into the list of actions.

    `assessment` comes from `rounds_of`. Raises `NotInThisRound`, `GoalNotAbove`, `GoalThereAlready`,
    `PartnerSeesNothingOfIt`, whatever `add_action` refuses, and `ValidationError`.
    """
    scored = _scored_question(assessment, question_id)
    _refuse_not_above(goal_score, scored.score)
    question = Question.objects.get(pk=question_id)
    _refuse_second(assessment, question)
    if question.is_internal and promise.side is ActionSide.PARTNER:
        raise PartnerSeesNothingOfIt
    goal = Goal(
        id=new_id(),
        partner_id=assessment.partner_id,
        assessment=assessment,
        question=question,
        from_score=exact_to_four(scored.score),
        goal_score=goal_score,
        is_internal=question.is_internal,
    )
    goal.action = add_action(
        partner=assessment.partner,
        title=promise.title,
        side=promise.side,
        by=by,
        at=at,
        owner=promise.owner,
        due_date=promise.due_date,
        detail=promise.detail,
        resources=promise.resources,
        source=ActionSource.CAPABILITIES,
        source_id=goal.pk,
        is_internal=question.is_internal,
    )
    save_checked(goal)
    record(events.GOAL_SET, subject=goal, by=by, at=at, partner_id=goal.partner_id)
    return goal


@transaction.atomic
def change_goal(*, goal: Goal, goal_score: Decimal, changes: Mapping[str, Any], by: Membership, at: datetime) -> Goal:
    """Another score to reach, and other fields of the promise. Nothing is recorded when nothing changed.

    Raises `NotYourGoal`, `GoalNotAbove`, whatever `change_action` refuses, and `ValidationError`.
    """
    if not keeps_promises_of(by, goal.action.side_enum):
        raise NotYourGoal
    _refuse_not_above(goal_score, goal.from_score)
    told = change(goal, {"goal_score": goal_score})
    if told:
        record(events.GOAL_CHANGED, subject=goal, by=by, at=at, partner_id=goal.partner_id, changes=told)
    if changes:
        change_action(action=goal.action, changes=changes, by=by, at=at)
    return goal


def _scored_question(assessment: Assessment, question_id: UUID) -> QuestionScore:
    scored = capability_score_of(assessment).by_question().get(question_id)
    if scored is None or not scored.question.counts:
        raise NotInThisRound
    return scored


def _refuse_not_above(goal_score: Decimal, score: Decimal | None) -> None:
    seen, wanted = shown(score), shown(goal_score)
    if seen is not None and wanted is not None and wanted <= seen:
        raise GoalNotAbove(f"It scores {seen} already. Set a goal above that.")


def _refuse_second(assessment: Assessment, question: Question) -> None:
    same = Goal.objects.filter(
        partner_id=assessment.partner_id,
        assessment__question_set_id=assessment.question_set_id,
        question__key=question.key,
    )
    if same.exclude(action__status__in=SETTLED_STATUSES).exists():
        raise GoalThereAlready
