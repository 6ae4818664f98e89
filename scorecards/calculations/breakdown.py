"""How a score comes about: its parts with their weights, and the sum with its numbers.

The points of the parts add up to the score to the last shown digit; what rounding leaves over goes to the largest
remainders.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from scorecards.calculations.allotment import CENT, allot
from scorecards.calculations.capabilities import (
    ZERO,
    CapabilityScore,
    CategoryScore,
    QuestionScore,
    TopicScore,
    weighted_mean,
)
from scorecards.calculations.improvements import plain
from scorecards.enums import QuestionKind


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score. `share` is 0 to 1; share and points are None for a part that counts for nothing."""

    id: UUID
    name: str
    weight: Decimal
    score: Decimal | None
    share: Decimal | None
    points: Decimal | None


@dataclass(frozen=True)
class Breakdown:
    """A score with its parts. `total` is the score to two decimals, which is the sum of the parts' points."""

    name: str
    score: Decimal | None
    parts: tuple[Part, ...]
    formula: str

    @property
    def total(self) -> Decimal | None:
        """The sum of the points."""
        return None if self.score is None else self.score.quantize(CENT, ROUND_HALF_UP)


def of_overall(score: CapabilityScore, *, with_internal: bool = False) -> Breakdown:
    """The overall score from its categories. With `with_internal` the one that only our own people see."""
    counted = [each for each in score.categories if with_internal or not each.category.is_internal]
    named = [(each.category.id, each.category.name, each) for each in counted]
    return _breakdown("Overall", named)


def of_category(scored: CategoryScore) -> Breakdown:
    """A category from its topics."""
    return _breakdown(scored.category.name, [(each.topic.id, each.topic.name, each) for each in scored.topics])


def of_topic(scored: TopicScore) -> Breakdown:
    """A topic from its questions."""
    return _breakdown(scored.topic.name, [(each.question.id, each.question.text, each) for each in scored.questions])


def of_question(scored: QuestionScore) -> Breakdown:
    """A question from the options that were chosen, or from the number that was given."""
    question = scored.question
    if scored.score is None:
        return Breakdown(question.text, None, (), "")
    if question.kind is QuestionKind.NUMBER:
        return Breakdown(question.text, scored.score, (), _of_number(scored))
    chosen = [each for each in question.choices if each.id in scored.answer.choices]
    parts = tuple(
        Part(each.id, each.label, Decimal(1), each.score or ZERO, None, (each.score or ZERO).quantize(CENT))
        for each in chosen
    )
    sum_of = " + ".join(plain(each.score or ZERO) for each in chosen)
    capped = ", at most 100" if sum((each.score or ZERO for each in chosen), ZERO) > scored.score else ""
    formula = f"{sum_of}{capped} = {plain(scored.score)}" if len(chosen) > 1 else ""
    return Breakdown(question.text, scored.score, parts, formula)


def _of_number(scored: QuestionScore) -> str:
    question, number = scored.question, scored.answer.number
    assert scored.score is not None
    if number is None or question.number_zero is None or question.number_full is None:
        return ""
    zero, full = plain(question.number_zero), plain(question.number_full)
    bounded = ", within 0 and 100" if not _is_between(number, question.number_zero, question.number_full) else ""
    return f"({plain(number)} − {zero}) / ({full} − {zero}) × 100{bounded} = {plain(scored.score)}"


def _is_between(number: Decimal, one: Decimal, other: Decimal) -> bool:
    return min(one, other) <= number <= max(one, other)


def _breakdown(name: str, named: Iterable[tuple[UUID, str, QuestionScore | TopicScore | CategoryScore]]) -> Breakdown:
    listed = list(named)
    score = weighted_mean(each for _, _, each in listed)
    counted = [(key, each.weight, each.score) for key, _, each in listed if each.score is not None and each.weight]
    total = sum((weight for _, weight, _ in counted), ZERO)
    points: dict[UUID, Decimal] = {}
    if score is not None and any(value for _, _, value in counted):
        rounded = score.quantize(CENT, ROUND_HALF_UP)
        points = allot(rounded, {key: weight * value for key, weight, value in counted})
    shares = {key: weight / total for key, weight, _ in counted}
    parts = tuple(
        Part(key, label, each.weight, each.score, shares.get(key), points.get(key, ZERO) if key in shares else None)
        for key, label, each in listed
    )
    return Breakdown(name, score, parts, _formula(counted, total, score))


def _formula(counted: list[tuple[UUID, Decimal, Decimal]], total: Decimal, score: Decimal | None) -> str:
    if score is None:
        return ""
    products = " + ".join(f"{plain(weight)} × {plain(value)}" for _, weight, value in counted)
    return f"({products}) / {plain(total)} = {plain(score)}"
