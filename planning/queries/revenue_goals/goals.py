"""Revenue goals with their segments and worksheets, and what they come to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from uuid import UUID

from django.db import models

from planning.calculations.revenue_goals.goal import (
    Needed,
    Outcome,
    add_needed,
    add_outcomes,
    backward,
    forward,
    segment_goal,
)
from planning.calculations.revenue_goals.worksheet import HUNDRED
from planning.enums import Case
from planning.models import RevenueGoal, RevenueSegment, RevenueWorksheet


@dataclass(frozen=True)
class SheetResult:
    """A segment in one case: its worksheet, what that leads to, and what the segment's goal would take."""

    sheet: RevenueWorksheet
    outcome: Outcome
    needed: Needed

    @property
    def case(self) -> Case:
        return self.sheet.case_enum

    @property
    def gap(self) -> Fraction:
        """Revenue beyond the goal; negative when it falls short."""
        return self.outcome.revenue - self.needed.revenue

    @property
    def lacks_partners(self) -> bool:
        """True when the goal takes more engaged partners than there are partners."""
        return self.needed.engaged is not None and self.needed.engaged > Fraction(self.sheet.partners)


@dataclass(frozen=True)
class SegmentResult:
    """A segment in all its cases."""

    segment: RevenueSegment
    goal: Fraction
    sheets: dict[Case, SheetResult]

    @property
    def in_order(self) -> list[SheetResult]:
        """Bleak, base, bold."""
        return list(self.sheets.values())


@dataclass(frozen=True)
class CaseResult:
    """All segments of a goal in one case."""

    case: Case
    outcome: Outcome
    needed: Needed

    @property
    def gap(self) -> Fraction:
        """Revenue beyond what marketing has to bring; negative when it falls short."""
        return self.outcome.revenue - self.needed.revenue


@dataclass(frozen=True)
class GoalResult:
    """A goal with everything that follows from its worksheets."""

    goal: RevenueGoal
    segments: list[SegmentResult]

    @cached_property
    def cases(self) -> dict[Case, CaseResult]:
        """The three cases, all segments together."""
        return {case: self._case(case) for case in Case}

    @property
    def sourced(self) -> Fraction:
        """What marketing has to bring of the goal."""
        return segment_goal(self.goal.amount, sourced_percent=self.goal.sourced_percent, share_percent=HUNDRED)

    @property
    def shares(self) -> Decimal:
        """What the segments' shares add up to, in percent."""
        return sum((each.segment.share_percent for each in self.segments), Decimal(0))

    def segment(self, segment_id: UUID) -> SegmentResult:
        """The segment of that id. Raises KeyError."""
        return {each.segment.pk: each for each in self.segments}[segment_id]

    def _case(self, case: Case) -> CaseResult:
        sheets = [segment.sheets[case] for segment in self.segments if case in segment.sheets]
        outcome, needed = (each.outcome for each in sheets), (each.needed for each in sheets)
        return CaseResult(case, add_outcomes(outcome), add_needed(needed))


def goals_in_order() -> models.QuerySet[RevenueGoal]:
    """Every goal, the latest year first."""
    return RevenueGoal.objects.order_by("-fiscal_year", "name", "pk")


def results_of(goals: Sequence[RevenueGoal]) -> list[GoalResult]:
    """Goals with their segments, in two queries whatever their number."""
    segments = list(RevenueSegment.objects.filter(goal__in=goals).order_by("order", "name", "pk"))
    sheets: dict[UUID, list[RevenueWorksheet]] = defaultdict(list)
    for sheet in RevenueWorksheet.objects.filter(segment__in=[each.pk for each in segments]).order_by("pk"):
        sheets[sheet.segment_id].append(sheet)
    return [
        GoalResult(goal, [_segment(each, goal, sheets[each.pk]) for each in segments if each.goal_id == goal.pk])
        for goal in goals
    ]


def result_of(goal: RevenueGoal) -> GoalResult:
    """One goal; see `results_of`."""
    return results_of([goal])[0]


def _segment(segment: RevenueSegment, goal: RevenueGoal, sheets: list[RevenueWorksheet]) -> SegmentResult:
    revenue = segment_goal(goal.amount, sourced_percent=goal.sourced_percent, share_percent=segment.share_percent)
    found = {sheet.case_enum: sheet for sheet in sheets}
    results = {
        case: SheetResult(found[case], forward(found[case].drivers), backward(found[case].drivers, revenue))
        for case in Case
        if case in found
    }
    return SegmentResult(segment, revenue, results)
