"""How answers stand in their tables, and what a round makes of them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from prm.kernel.refusal import Refused
from scorecards.calculations.capabilities import AnswerValue, CapabilityScore, score, score_answer
from scorecards.calculations.questionnaire import CategoryNode, Questionnaire, QuestionNode, TopicNode
from scorecards.enums import Side
from scorecards.models import Answer, AnswerRevision, Assessment
from scorecards.queries.answers import latest_of

_STEP = Decimal("0.0001")


class RoundClosed(Refused):
    """This round is closed. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it stands."""

    value: AnswerValue
    answered_at: datetime
    revision: int
    is_carried: bool
    evidence: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the questionnaire a question stands."""

    category: CategoryNode
    topic: TopicNode
    question: QuestionNode


type KeptAnswers = dict[tuple[Side, UUID], Kept]


def score_of(questionnaire: Questionnaire, kept: KeptAnswers) -> CapabilityScore:
    """The score of what counts: of each question the later of the two sides' answers."""
    in_order = ((side, question_id) for each in Side for side, question_id in kept if side is each)
    return score(questionnaire, latest_of((key[1], kept[key].answered_at, kept[key].value) for key in in_order))


def keep_score(assessment: Assessment, now: CapabilityScore) -> None:
    """Keep the round's own figures up; the internal category has no part in them."""
    overall, completeness = exact_to_four(now.overall), exact_to_four(now.completeness) or Decimal(0)
    assessment.overall, assessment.completeness = overall, completeness
    Assessment.objects.filter(pk=assessment.pk).update(overall=overall, completeness=completeness)


def exact_to_four(value: Decimal | None) -> Decimal | None:
    """A figure as it is kept: four digits behind the point, half up."""
    return None if value is None else value.quantize(_STEP, ROUND_HALF_UP)


def rounded_score(question: QuestionNode, value: AnswerValue) -> Decimal | None:
    """The score of one answer as it is kept."""
    return exact_to_four(score_answer(question, value))


def columns_of(value: AnswerValue) -> dict[str, Any]:
    """The columns that say what was answered."""
    return {
        "choices": [str(choice) for choice in value.choices],
        "number": value.number,
        "text": value.text,
        "is_not_applicable": value.is_not_applicable,
    }


_SHARED = tuple(
    field.attname
    for field in Answer._meta.concrete_fields
    if field.name != "id" and field.attname in {each.attname for each in AnswerRevision._meta.concrete_fields}
)


def revision_of(answer: Answer) -> AnswerRevision:
    """The entry in the history that tells of the answer as it stands; not saved."""
    return AnswerRevision(**{name: getattr(answer, name) for name in _SHARED})
