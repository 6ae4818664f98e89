"""A questionnaire as the calculation sees it: a tree of frozen dataclasses."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from scorecards.enums import QuestionKind


@dataclass(frozen=True, slots=True)
class Choice:
    """An option. `score` is 0 to 100, None where the question is not scored."""

    id: UUID
    label: str
    score: Decimal | None
    is_best_practice: bool = False
    action: str = ""


@dataclass(frozen=True, slots=True)
class QuestionNode:
    """A question with its options in order. `best_practice` is the score to aim for."""

    id: UUID
    key: str
    text: str
    kind: QuestionKind
    is_scored: bool = True
    weight: Decimal = Decimal(1)
    best_practice: Decimal = Decimal(100)
    choices: tuple[Choice, ...] = ()
    number_zero: Decimal | None = None
    number_full: Decimal | None = None
    unit: str = ""
    best_practice_text: str = ""
    guidance: str = ""
    action: str = ""
    resources: str = ""

    @property
    def counts(self) -> bool:
        """True when its answer has a part in scores."""
        return self.is_scored and self.kind is not QuestionKind.OPEN and self.weight > 0


@dataclass(frozen=True, slots=True)
class Profile:
    """What decides which topics a partner is asked about."""

    type: str = ""
    tier: str = ""
    life_stage: str = ""


@dataclass(frozen=True, slots=True)
class TopicNode:
    """A topic. Empty sets of types, tiers and stages mean: for every partner."""

    id: UUID
    key: str
    name: str
    questions: tuple[QuestionNode, ...]
    weight: Decimal = Decimal(1)
    partner_types: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    life_stages: frozenset[str] = frozenset()

    def applies_to(self, profile: Profile) -> bool:
        """True when such a partner is asked about it. Upper and lower case are the same."""
        asked = (
            (self.partner_types, profile.type),
            (self.tiers, profile.tier),
            (self.life_stages, profile.life_stage),
        )
        return all(not wanted or has.casefold() in {each.casefold() for each in wanted} for wanted, has in asked)


@dataclass(frozen=True, slots=True)
class CategoryNode:
    """A category. `weight` is its share in the overall score and its priority in action plans."""

    id: UUID
    key: str
    name: str
    topics: tuple[TopicNode, ...]
    weight: Decimal = Decimal(1)
    is_internal: bool = False
    description: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """One version of a question set: only what is asked, in the order in which it is asked.

    `green_from`, `yellow_from` and `provisional_below` are percentages.
    """

    version_id: UUID
    question_set_id: UUID
    name: str
    number: int
    categories: tuple[CategoryNode, ...]
    green_from: Decimal = Decimal(75)
    yellow_from: Decimal = Decimal(50)
    provisional_below: Decimal = Decimal(60)

    @cached_property
    def questions(self) -> dict[UUID, QuestionNode]:
        """Every question by its id, in order."""
        return {question.id: question for _, _, question in self.walk()}

    @property
    def internal_questions(self) -> tuple[QuestionNode, ...]:
        """The questions that partners must not see."""
        return tuple(question for category, _, question in self.walk() if category.is_internal)

    def walk(self) -> Iterator[tuple[CategoryNode, TopicNode, QuestionNode]]:
        """Every question with its topic and category, in order."""
        for category in self.categories:
            for topic in category.topics:
                for question in topic.questions:
                    yield category, topic, question

    def for_partner(self, profile: Profile) -> "Questionnaire":
        """The part of it that a partner with this profile is asked; categories without topics fall away."""
        return self._with_topics(lambda topic: topic.applies_to(profile))

    def as_it_was_asked(self, profile: Profile, answered: Collection[UUID]) -> "Questionnaire":
        """The part that a partner with this profile is asked, and every topic with an answer: those of a round that
        is over keep their score when the profile changes. `answered` are ids of questions.
        """
        return self._with_topics(
            lambda topic: topic.applies_to(profile) or any(each.id in answered for each in topic.questions)
        )

    def without_internal(self) -> "Questionnaire":
        """The part of it that partners may see."""
        return replace(self, categories=tuple(each for each in self.categories if not each.is_internal))

    def _with_topics(self, keep: Callable[[TopicNode], bool]) -> "Questionnaire":
        cut = (
            replace(category, topics=tuple(topic for topic in category.topics if keep(topic)))
            for category in self.categories
        )
        return replace(self, categories=tuple(category for category in cut if category.topics))
