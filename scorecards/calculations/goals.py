"""What became of a goal."""

from decimal import Decimal
from enum import StrEnum

from scorecards.calculations.capabilities import shown


class GoalState(StrEnum):
    """Where a goal stands against the latest answers."""

    WAITING = "waiting"
    REACHED = "reached"
    MISSED = "missed"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    GoalState.WAITING: "Not scored again yet",
    GoalState.REACHED: "Reached",
    GoalState.MISSED: "Not reached yet",
}


def goal_state(*, goal: Decimal, score: Decimal | None, is_scored_again: bool) -> GoalState:
    """Where a goal stands, judged by what is shown: 74.5 reads 75, which reaches a goal of 75.

    `is_scored_again` says that a later round than the goal's is the one that `score` is of.
    """
    seen, wanted = shown(score), shown(goal)
    if seen is not None and wanted is not None and seen >= wanted:
        return GoalState.REACHED
    return GoalState.MISSED if is_scored_again and seen is not None else GoalState.WAITING
