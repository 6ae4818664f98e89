"""Answers of a round, by side; and which of two sides' answers counts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from django.db.models import QuerySet

from scorecards.calculations.capabilities import AnswerValue
from scorecards.enums import Side
from scorecards.models import Answer, AnswerRevision, Assessment


class GivenAnswer(Protocol):
    """What an answer and its revisions have in common."""

    choices: list[str]
    number: Decimal | None
    text: str
    is_not_applicable: bool


type AnswersBySide = dict[Side, dict[UUID, Answer]]


def value_of(answer: GivenAnswer) -> AnswerValue:
    """What was answered, as the calculation takes it."""
    return AnswerValue(
        choices=tuple(UUID(choice) for choice in answer.choices),
        number=answer.number,
        text=answer.text,
        is_not_applicable=answer.is_not_applicable,
    )


def answers_of(assessment: Assessment) -> AnswersBySide:
    """Every answer of a round by side and id of question, with who gave it: one query.

    In a partner's scope those to internal questions are not there. Both sides have a key, always.
    """
    found: AnswersBySide = {side: {} for side in Side}
    for answer in Answer.objects.filter(assessment=assessment).select_related("answered_by"):
        found[Side(answer.side)][answer.question_id] = answer
    return found


def values_of(answers: Mapping[UUID, Answer]) -> dict[UUID, AnswerValue]:
    """One side's answers as the calculation takes them."""
    return {question_id: value_of(answer) for question_id, answer in answers.items()}


def latest_answers(answers: Mapping[Side, Mapping[UUID, Answer]]) -> dict[UUID, AnswerValue]:
    """What counts: of each question the later of the two sides' answers; the vendor's when they are of one moment.

    An answer that was taken back counts for nothing, and lets the other side's stand.
    """
    return latest_of(
        (question_id, answer.answered_at, value_of(answer))
        for side in (Side.PARTNER, Side.VENDOR)
        for question_id, answer in answers.get(side, {}).items()
    )


def latest_of(given: Iterable[tuple[UUID, datetime, AnswerValue]]) -> dict[UUID, AnswerValue]:
    """The same of bare answers (question, moment, value); of those of one moment the one handed in last."""
    moments: dict[UUID, datetime] = {}
    latest: dict[UUID, AnswerValue] = {}
    for question_id, answered_at, value in given:
        if value.is_given and not (question_id in moments and answered_at < moments[question_id]):
            moments[question_id], latest[question_id] = answered_at, value
    return latest


def history_of_answer(assessment: Assessment, question_id: UUID) -> QuerySet[AnswerRevision]:
    """What both sides answered to a question in a round, newest first, with who gave it."""
    revisions = AnswerRevision.objects.filter(assessment=assessment, question_id=question_id)
    return revisions.select_related("answered_by").order_by("-answered_at", "-revision", "side")
