"""What a review tells of the partner's capabilities. Never anything internal: partners read their own reviews."""

from dataclasses import dataclass

from prm.kernel.status import TrafficLight
from scorecards.calculations.capabilities import shown
from scorecards.calculations.capability_result import CapabilityResult
from scorecards.calculations.improvements import recommended_action

MOST_ITEMS = 5


@dataclass(frozen=True, slots=True)
class CategoryStand:
    """A category's score from 1 to 100 as people see it, and that of the round before; None where there is none."""

    name: str
    score: int | None
    before: int | None
    light: TrafficLight


@dataclass(frozen=True, slots=True)
class Step:
    """A question whose score moved since the round before."""

    question: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class RedItem:
    """A question that scores red, and what is recommended about it (may be empty)."""

    question: str
    score: int
    action: str


@dataclass(frozen=True)
class Capabilities:
    """The latest round of the review's day. `before` and `now` compare the questions that both rounds asked."""

    set_name: str
    round: str
    overall: int | None
    light: TrafficLight
    is_provisional: bool
    round_before: str
    before: int | None
    now: int | None
    categories: tuple[CategoryStand, ...]
    steps: tuple[Step, ...]
    red: tuple[RedItem, ...]


def stand_of(result: CapabilityResult) -> Capabilities:
    """The part of a result that a review tells. Raises ValueError for a result that holds what is internal."""
    if result.has_internal:
        raise ValueError("A review holds nothing internal.")
    change = result.change
    return Capabilities(
        set_name=result.set_name,
        round=result.round.label,
        overall=shown(result.score.overall),
        light=result.score.light,
        is_provisional=result.score.is_provisional,
        round_before=result.before.label if result.before else "",
        before=shown(change.before) if change else None,
        now=shown(change.now) if change else None,
        categories=_categories(result),
        steps=_steps(result),
        red=_red(result),
    )


def _categories(result: CapabilityResult) -> tuple[CategoryStand, ...]:
    moves = [
        result.change.of_category(each.category.key) if result.change else None for each in result.score.categories
    ]
    return tuple(
        CategoryStand(
            name=each.category.name,
            score=shown(each.score),
            before=shown(move.before) if move else None,
            light=result.score.light_of(each.score),
        )
        for each, move in zip(result.score.categories, moves, strict=True)
    )


def _steps(result: CapabilityResult) -> tuple[Step, ...]:
    moves = result.change.moves if result.change else ()
    return tuple(Step(move.question.text, shown(move.before) or 0, shown(move.now) or 0) for move in moves[:MOST_ITEMS])


def _red(result: CapabilityResult) -> tuple[RedItem, ...]:
    red = [each for each in result.improvements if result.score.light_of(each.score) is TrafficLight.AT_RISK]
    return tuple(
        RedItem(each.scored.question.text, shown(each.score) or 0, recommended_action(each.scored))
        for each in red[:MOST_ITEMS]
    )
