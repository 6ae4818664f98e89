"""What changed from one round to the next, on the questions that both asked.

Versions of a question set may differ, and so may their weights: rounds are compared over the questions they share by
key, all of them with the weights of the newer version, so that only answers move the figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecards.calculations.capabilities import (
    NOTHING,
    CapabilityScore,
    CategoryScore,
    QuestionScore,
    TopicScore,
    shown,
    weighted_mean,
)
from scorecards.calculations.questionnaire import CategoryNode, Questionnaire, QuestionNode, TopicNode

type Scores = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Move:
    """A question whose score moved. `before` and `now` are 0 to 100."""

    category: CategoryNode
    question: QuestionNode
    before: Decimal
    now: Decimal

    @property
    def difference(self) -> Decimal:
        """Points up, or down where it is below zero."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class PartMove:
    """A category's or topic's scores over the shared questions; None where none of them was answered."""

    key: str
    before: Decimal | None
    now: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Points up or down; None where either is missing."""
        return None if self.before is None or self.now is None else self.now - self.before


@dataclass(frozen=True)
class RoundChange:
    """Two rounds beside each other. `shared` counts the scored questions that both asked.

    `before` and `now` are the overall scores over those, without the internal category. `moves` are the questions
    answered in both rounds whose score is another, the largest move first.
    """

    before: Decimal | None
    now: Decimal | None
    shared: int
    moves: tuple[Move, ...]
    categories: tuple[PartMove, ...]
    topics: tuple[PartMove, ...]

    @property
    def difference(self) -> Decimal | None:
        """Points up or down overall; None where either round has no score."""
        return None if self.before is None or self.now is None else self.now - self.before

    @property
    def up(self) -> tuple[Move, ...]:
        """What is better than before, the largest step first."""
        return tuple(move for move in self.moves if move.difference > 0)

    @property
    def down(self) -> tuple[Move, ...]:
        """What is worse than before, the largest step first."""
        return tuple(move for move in self.moves if move.difference < 0)

    def of_category(self, key: str) -> PartMove | None:
        """The move of one category; None where the rounds do not share it."""
        return next((each for each in self.categories if each.key == key), None)

    def of_topic(self, key: str) -> PartMove | None:
        """The same for a topic."""
        return next((each for each in self.topics if each.key == key), None)


def compare(now: CapabilityScore, before: CapabilityScore) -> RoundChange:
    """What changed from `before` to `now`."""
    shared = shared_keys([now.questionnaire, before.questionnaire])
    new, old = (_only(scores_of(each), shared) for each in (now, before))
    scored_now, scored_before = (rescored(now.questionnaire, scores) for scores in (new, old))
    return RoundChange(
        before=overall_of(scored_before),
        now=overall_of(scored_now),
        shared=len(shared),
        moves=_moves(now.questionnaire, old, new),
        categories=tuple(
            PartMove(each.category.key, earlier.score, each.score)
            for earlier, each in zip(scored_before, scored_now, strict=True)
            if any(_is_shared(topic, shared) for topic in each.topics)
        ),
        topics=tuple(
            PartMove(topic.topic.key, old_topic.score, topic.score)
            for earlier, each in zip(scored_before, scored_now, strict=True)
            for old_topic, topic in zip(earlier.topics, each.topics, strict=True)
            if _is_shared(topic, shared)
        ),
    )


def like_for_like(rounds: Sequence[CapabilityScore]) -> tuple[Decimal | None, ...]:
    """The overall score of every round over the questions that all of them asked, by the last one's weights."""
    if not rounds:
        return ()
    shared = shared_keys([each.questionnaire for each in rounds])
    newest = rounds[-1].questionnaire
    return tuple(overall_of(rescored(newest, _only(scores_of(each), shared))) for each in rounds)


def shared_keys(questionnaires: Iterable[Questionnaire]) -> frozenset[str]:
    """Keys of the questions that count in every one of the questionnaires."""
    asked = [frozenset(node.key for node in each.questions.values() if node.counts) for each in questionnaires]
    return frozenset.intersection(*asked) if asked else frozenset()


def scores_of(score: CapabilityScore) -> dict[str, Decimal | None]:
    """The score of every question by its key."""
    return {
        each.question.key: each.score
        for category in score.categories
        for topic in category.topics
        for each in topic.questions
    }


def rescored(questionnaire: Questionnaire, scores: Scores) -> tuple[CategoryScore, ...]:
    """A questionnaire scored with given scores of its questions by key; a key that is missing has none."""
    return tuple(_category(each, scores) for each in questionnaire.categories)


def overall_of(categories: Iterable[CategoryScore]) -> Decimal | None:
    """The overall score of categories, without internal ones."""
    return weighted_mean(each for each in categories if not each.category.is_internal)


def _category(node: CategoryNode, scores: Scores) -> CategoryScore:
    topics = tuple(_topic(each, scores) for each in node.topics)
    return CategoryScore(node, topics, weighted_mean(topics))


def _topic(node: TopicNode, scores: Scores) -> TopicScore:
    questions = tuple(QuestionScore(each, NOTHING, scores.get(each.key)) for each in node.questions)
    return TopicScore(node, questions, weighted_mean(questions))


def _is_shared(topic: TopicScore, shared: frozenset[str]) -> bool:
    return any(each.question.key in shared for each in topic.questions)


def _only(scores: Scores, keys: frozenset[str]) -> Scores:
    return {key: value for key, value in scores.items() if key in keys}


def _moves(questionnaire: Questionnaire, old: Scores, new: Scores) -> tuple[Move, ...]:
    found = []
    for category, _, question in questionnaire.walk():
        before, now = old.get(question.key), new.get(question.key)
        if before is not None and now is not None and before != now:
            found.append(Move(category, question, before, now))
    return tuple(sorted(found, key=_step_as_shown, reverse=True))


def _step_as_shown(move: Move) -> int:
    return abs((shown(move.now) or 0) - (shown(move.before) or 0))
