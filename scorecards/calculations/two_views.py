"""The partner's and the CAM's answers to the same questions beside each other."""

from dataclasses import dataclass
from decimal import Decimal

from scorecards.calculations.capabilities import CapabilityScore, QuestionScore, shown
from scorecards.calculations.questionnaire import CategoryNode


@dataclass(frozen=True, slots=True)
class TwoViews:
    """A question that both sides answered."""

    category: CategoryNode
    partner: QuestionScore
    vendor: QuestionScore

    @property
    def difference(self) -> Decimal | None:
        """How many points the partner scores itself above the CAM's score; None where one side has no score."""
        if self.partner.score is None or self.vendor.score is None:
            return None
        return self.partner.score - self.vendor.score

    @property
    def is_agreed(self) -> bool:
        """True when both say the same: they chose alike, or their answers score alike."""
        return self.partner.answer == self.vendor.answer or self.difference == 0


def two_views(partner: CapabilityScore, vendor: CapabilityScore) -> tuple[TwoViews, ...]:
    """Every question that both sides answered: what they disagree about first, the farthest apart on top.

    Both scores are of the same questionnaire. A side that says "not applicable" where the other one has a score
    disagrees, too, and stands after those whose distance is known. Text is not compared.
    """
    pairs = [
        TwoViews(ours.category, theirs, other)
        for mine, ours in zip(partner.categories, vendor.categories, strict=True)
        for topic, other_topic in zip(mine.topics, ours.topics, strict=True)
        for theirs, other in zip(topic.questions, other_topic.questions, strict=True)
        if theirs.question.counts and theirs.answer.is_given and other.answer.is_given
    ]
    return tuple(sorted(pairs, key=_order))


def _order(pair: TwoViews) -> tuple[bool, bool, int]:
    """By the figures as they are shown, so that the eye finds them in order."""
    apart = abs((shown(pair.partner.score) or 0) - (shown(pair.vendor.score) or 0))
    return pair.is_agreed, pair.difference is None, -apart
