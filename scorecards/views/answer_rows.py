"""A questionnaire as rows to answer: what is asked, what each side said, and how it scores."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from prm.kernel.status import TrafficLight
from prm.people.http import TenantRequest
from prm.people.permissions import Role
from scorecards.calculations.answers import in_words
from scorecards.calculations.capabilities import NOTHING, AnswerValue, CapabilityScore, light_of, shown
from scorecards.calculations.questionnaire import CategoryNode, Choice, Questionnaire, QuestionNode, TopicNode
from scorecards.enums import Confidence, QuestionKind, Side
from scorecards.models import Answer, AnswerRevision
from scorecards.queries.answers import AnswersBySide, value_of

CONFIDENCES = [("", "Not said"), *((each.value, each.label) for each in Confidence)]


@dataclass(frozen=True, slots=True)
class ScoreShown:
    """A score as people see it; `text` is a dash before there is one."""

    id: UUID
    text: str
    light: TrafficLight

    @classmethod
    def of(cls, id_: UUID, value: Decimal | None, questionnaire: Questionnaire) -> "ScoreShown":
        """The score of the category or topic with this id."""
        seen = shown(value)
        return cls(id_, "–" if seen is None else str(seen), light_of(value, questionnaire))


@dataclass(frozen=True, slots=True)
class Said:
    """What one side answered, and who it was."""

    words: str
    who: str
    role: str
    at: datetime

    @classmethod
    def of(cls, question: QuestionNode, answer: Answer | AnswerRevision, request: TenantRequest) -> "Said":
        """An answer in words. Whoever the reader cannot look up is said by the name of their company."""
        member = answer.answered_by
        company = request.tenant.name if answer.side == Side.VENDOR else "The partner"
        who = "You" if answer.answered_by_id == request.membership.pk else member.display_name if member else company
        role = Role(answer.answered_as).label if answer.answered_as else ""
        return cls(in_words(question, value_of(answer)), who, role, answer.answered_at)


@dataclass(frozen=True, slots=True)
class OptionShown:
    """An option with the key that chooses it; past 9 there is none."""

    choice: Choice
    key: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One question to answer."""

    number: int
    question: QuestionNode
    value: AnswerValue
    revision: int
    is_carried: bool
    evidence: str
    confidence: str
    said: Said | None
    other: Said | None
    is_internal: bool
    problem: str = ""
    has_conflict: bool = False

    @property
    def options(self) -> list[OptionShown]:
        """The options in order."""
        return [
            OptionShown(choice, str(key) if key < 10 else "", choice.id in self.value.choices)
            for key, choice in enumerate(self.question.choices, 1)
        ]

    @property
    def is_multiple(self) -> bool:
        return self.question.kind is QuestionKind.MULTIPLE

    @property
    def is_number(self) -> bool:
        return self.question.kind is QuestionKind.NUMBER

    @property
    def is_text(self) -> bool:
        return self.question.kind is QuestionKind.OPEN

    @property
    def typed(self) -> str:
        """What stands in the text or number field."""
        if self.value.number is not None:
            return in_words(_without_unit(self.question), AnswerValue(number=self.value.number))
        return self.value.text


def _without_unit(question: QuestionNode) -> QuestionNode:
    return QuestionNode(question.id, question.key, question.text, question.kind)


@dataclass(frozen=True, slots=True)
class TopicRows:
    """A topic with its score and rows."""

    topic: TopicNode
    score: ScoreShown
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CategoryRows:
    """A category with its score and topics. `number` counts from 1; `answered` and `asked` are of one's own side."""

    number: int
    category: CategoryNode
    score: ScoreShown
    topics: tuple[TopicRows, ...]

    @property
    def rows(self) -> list[Row]:
        return [row for topic in self.topics for row in topic.rows]

    @property
    def asked(self) -> int:
        return len(self.rows)

    @property
    def answered(self) -> int:
        return sum(row.value.is_given for row in self.rows)

    @property
    def carried(self) -> int:
        return sum(row.is_carried for row in self.rows)


def rows_by_category(
    score: CapabilityScore, answers: AnswersBySide, side: Side, request: TenantRequest
) -> list[CategoryRows]:
    """The whole questionnaire as rows of one side, with the other side's answers beside."""
    numbers = iter(range(1, 100_000))
    return [
        CategoryRows(
            position,
            scored.category,
            ScoreShown.of(scored.category.id, scored.score, score.questionnaire),
            tuple(
                TopicRows(
                    topic.topic,
                    ScoreShown.of(topic.topic.id, topic.score, score.questionnaire),
                    tuple(
                        row_of(each.question, answers, side, request, next(numbers), scored.category.is_internal)
                        for each in topic.questions
                    ),
                )
                for topic in scored.topics
            ),
        )
        for position, scored in enumerate(score.categories, 1)
    ]


def row_of(
    question: QuestionNode,
    answers: Mapping[Side, Mapping[UUID, Answer]],
    side: Side,
    request: TenantRequest,
    number: int,
    is_internal: bool,
) -> Row:
    """One question as one side answers it."""
    own = answers[side].get(question.id)
    other = next(
        (found[question.id] for each, found in answers.items() if each is not side and question.id in found), None
    )
    value = value_of(own) if own else NOTHING
    return Row(
        number=number,
        question=question,
        value=value,
        revision=own.revision if own else 0,
        is_carried=own.is_carried if own else False,
        evidence=own.evidence if own else "",
        confidence=own.confidence if own else "",
        said=Said.of(question, own, request) if own and value.is_given else None,
        other=Said.of(question, other, request) if other and value_of(other).is_given else None,
        is_internal=is_internal,
    )


def panel(score: CapabilityScore, *, answered: int, asked: int, sees_internal: bool) -> dict[str, Any]:
    """The figures above the questions."""
    seen, with_internal = shown(score.overall), shown(score.with_internal)
    has_internal = any(each.category.is_internal for each in score.categories)
    return {
        "overall": "–" if seen is None else seen,
        "overall_light": score.light,
        "with_internal": with_internal if sees_internal and has_internal else None,
        "is_provisional": seen is not None and score.is_provisional,
        "answered": answered,
        "asked": asked,
    }
