"""Scores of a questionnaire, from the answer up to the overall figure.

Rule and worked table: docs/calculations/capabilities.md. Scores are exact, 0 to 100; what is shown is rounded with
`shown`. A score of None means that nothing is answered, which is not 0.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from prm.kernel.status import Thresholds, TrafficLight, classify
from scorecards.calculations.questionnaire import CategoryNode, Questionnaire, QuestionNode, TopicNode
from scorecards.enums import QuestionKind

ZERO, FULL = Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True)
class AnswerValue:
    """What somebody answered. Empty in all its parts means: not answered."""

    choices: tuple[UUID, ...] = ()
    number: Decimal | None = None
    text: str = ""
    is_not_applicable: bool = False

    @property
    def is_given(self) -> bool:
        """True when there is an answer; "not applicable" is one."""
        return bool(self.choices or self.text or self.is_not_applicable or self.number is not None)


NOTHING = AnswerValue()


@dataclass(frozen=True, slots=True)
class QuestionScore:
    """A question, its answer, and the score of that answer (None: not scored, not applicable or not answered)."""

    question: QuestionNode
    answer: AnswerValue
    score: Decimal | None

    @property
    def gap(self) -> Decimal | None:
        """How far the score lies below best practice, never negative; None without a score."""
        return None if self.score is None else max(ZERO, self.question.best_practice - self.score)

    @property
    def weight(self) -> Decimal:
        """Its weight in the topic."""
        return self.question.weight


@dataclass(frozen=True, slots=True)
class TopicScore:
    """The weighted mean of a topic's answered questions."""

    topic: TopicNode
    questions: tuple[QuestionScore, ...]
    score: Decimal | None

    @property
    def weight(self) -> Decimal:
        """Its weight in the category."""
        return self.topic.weight


@dataclass(frozen=True, slots=True)
class CategoryScore:
    """The weighted mean of those topics of a category that have a score."""

    category: CategoryNode
    topics: tuple[TopicScore, ...]
    score: Decimal | None

    @property
    def weight(self) -> Decimal:
        """Its weight in the overall score."""
        return self.category.weight


@dataclass(frozen=True)
class CapabilityScore:
    """The whole result. `overall` leaves the internal category out, `with_internal` does not: for our people only.

    `answered` and `applicable` count scored questions outside the internal category; an answer of "not applicable"
    takes its question out of both.
    """

    questionnaire: Questionnaire
    categories: tuple[CategoryScore, ...]
    overall: Decimal | None
    with_internal: Decimal | None
    answered: int
    applicable: int

    @property
    def completeness(self) -> Decimal:
        """Answered scored questions over applicable ones, 0 to 1; 0 where none is applicable."""
        return Decimal(self.answered) / self.applicable if self.applicable else ZERO

    @property
    def is_provisional(self) -> bool:
        """True while too few questions are answered to rely on the score; peers are not compared with it."""
        return self.completeness * 100 < self.questionnaire.provisional_below

    @property
    def light(self) -> TrafficLight:
        """The colour of the overall score."""
        return self.light_of(self.overall)

    def light_of(self, score: Decimal | None) -> TrafficLight:
        """The colour of any score of this questionnaire."""
        return light_of(score, self.questionnaire)

    def by_question(self) -> dict[UUID, QuestionScore]:
        """Every question's score by its id, in order."""
        return {
            each.question.id: each
            for category in self.categories
            for topic in category.topics
            for each in topic.questions
        }


def score(questionnaire: Questionnaire, answers: Mapping[UUID, AnswerValue]) -> CapabilityScore:
    """The scores of these answers, by id of question. Answers to questions that are not in it count for nothing.

    Hand in `without_internal()` of the questionnaire for a partner's eyes, and `for_partner()` of it always.
    """
    categories = tuple(_score_category(category, answers) for category in questionnaire.categories)
    shared = [each for each in categories if not each.category.is_internal]
    scored = [
        question
        for category in shared
        for topic in category.topics
        for question in topic.questions
        if question.question.counts and not question.answer.is_not_applicable
    ]
    return CapabilityScore(
        questionnaire=questionnaire,
        categories=categories,
        overall=weighted_mean(shared),
        with_internal=weighted_mean(categories),
        answered=sum(each.score is not None for each in scored),
        applicable=len(scored),
    )


def score_answer(question: QuestionNode, answer: AnswerValue) -> Decimal | None:
    """The score of one answer, 0 to 100; None where it is not scored, not applicable or not given.

    One choice scores what it carries, several add up to at most 100; a number scores in proportion between
    `number_zero` and `number_full`, whichever is larger.
    """
    if answer.is_not_applicable or not question.is_scored:
        return None
    if question.kind is QuestionKind.NUMBER:
        return _score_number(question, answer.number)
    chosen = [choice.score or ZERO for choice in question.choices if choice.id in answer.choices]
    return min(FULL, max(ZERO, sum(chosen, ZERO))) if chosen else None


def weighted_mean(parts: "Iterable[QuestionScore | TopicScore | CategoryScore]") -> Decimal | None:
    """The mean of those parts that have a score, by their weights; None when none has, or all weigh nothing."""
    known = [(part.weight, part.score) for part in parts if part.score is not None]
    total = sum((weight for weight, _ in known), ZERO)
    return sum((weight * value for weight, value in known), ZERO) / total if total else None


def shown(value: Decimal | None) -> int | None:
    """A score as it is shown: a whole number from 1 to 100, half up; None stays None."""
    return None if value is None else max(1, min(100, int(value.quantize(Decimal(1), ROUND_HALF_UP))))


def light_of(value: Decimal | None, questionnaire: Questionnaire) -> TrafficLight:
    """The colour of a score, judged by what is shown: 74.5 reads 75, so it is as green as 75."""
    seen = shown(value)
    thresholds = Thresholds(green=questionnaire.green_from, yellow=questionnaire.yellow_from)
    return classify(None if seen is None else Decimal(seen), thresholds)


def _score_category(category: CategoryNode, answers: Mapping[UUID, AnswerValue]) -> CategoryScore:
    topics = tuple(_score_topic(topic, answers) for topic in category.topics)
    return CategoryScore(category, topics, weighted_mean(topics))


def _score_topic(topic: TopicNode, answers: Mapping[UUID, AnswerValue]) -> TopicScore:
    questions = tuple(_score_question(question, answers.get(question.id, NOTHING)) for question in topic.questions)
    return TopicScore(topic, questions, weighted_mean(questions))


def _score_question(question: QuestionNode, answer: AnswerValue) -> QuestionScore:
    return QuestionScore(question, answer, score_answer(question, answer))


def _score_number(question: QuestionNode, number: Decimal | None) -> Decimal | None:
    if number is None or question.number_zero is None or question.number_full is None:
        return None
    span = question.number_full - question.number_zero
    if not span:
        return None
    return min(FULL, max(ZERO, (number - question.number_zero) / span * 100))
