"""What to improve first, and where that would lead.

Priority = gap x weight of the question x weight of its category. Rule and worked table:
docs/calculations/improvements.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from prm.kernel.money import rounded
from scorecards.calculations.capabilities import ZERO, CapabilityScore, QuestionScore
from scorecards.calculations.questionnaire import CategoryNode, TopicNode
from scorecards.calculations.rounds import overall_of, rescored, scores_of


@dataclass(frozen=True, slots=True)
class Improvement:
    """A question that lies below best practice, with what is recommended to do about it (may be empty)."""

    category: CategoryNode
    topic: TopicNode
    scored: QuestionScore
    score: Decimal
    gap: Decimal

    @property
    def priority(self) -> Decimal:
        """Gap x weight of the question x weight of its category."""
        return self.gap * self.scored.question.weight * self.category.weight

    @property
    def action(self) -> str:
        """What to do about it."""
        return recommended_action(self.scored)

    @property
    def formula(self) -> str:
        """The priority with its numbers: ``60 x 2 x 1.5 = 180``."""
        figures = (self.gap, self.scored.question.weight, self.category.weight)
        return f"{' × '.join(plain(each) for each in figures)} = {plain(self.priority)}"


def improvements(score: CapabilityScore) -> tuple[Improvement, ...]:
    """All that lies below best practice, the most worthwhile first; equals in the order of the questionnaire.

    Leaves out what has no score, what counts for nothing and what reaches best practice.
    """
    found = [
        Improvement(category.category, topic.topic, each, each.score, each.gap)
        for category in score.categories
        for topic in category.topics
        for each in topic.questions
        if each.score is not None and each.gap
    ]
    return tuple(sorted((each for each in found if each.priority > 0), key=lambda each: -each.priority))


def recommended_action(scored: QuestionScore) -> str:
    """What the lowest chosen option recommends, or else the question; empty where neither says anything."""
    chosen = [choice for choice in scored.question.choices if choice.id in scored.answer.choices and choice.action]
    lowest = min(chosen, key=lambda choice: choice.score or ZERO, default=None)
    return lowest.action if lowest else scored.question.action


def projected(score: CapabilityScore, goals: Mapping[str, Decimal]) -> Decimal | None:
    """The overall score once every goal is reached: `goals` by key of the question, each at least what it is now."""
    scores = scores_of(score)
    reached = {key: max(goal, scores[key] or ZERO) for key, goal in goals.items() if key in scores}
    return overall_of(rescored(score.questionnaire, scores | reached))


def plain(value: Decimal) -> str:
    """A figure with two decimals at most, half up, and no zeros behind: ``2``, ``66.67``, ``1.5``."""
    text = f"{rounded(value, 2):f}"
    return text.rstrip("0").rstrip(".")
