"""What stands against a revenue goal and its segments: the partners' marketing plans, and what is there."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from planning.calculations.revenue_goals.goal import Needed, segment_goal
from planning.calculations.revenue_goals.progress import Progress, elapsed_share, progress
from planning.calculations.revenue_goals.worksheet import HUNDRED
from planning.enums import Case
from planning.models import RevenueSegment
from planning.queries.revenue_goals.goals import GoalResult, SegmentResult
from planning.queries.revenue_goals.records import Records
from planning.queries.revenue_goals.segment_history import members, of_segment
from prm.kernel.fiscal import FiscalCalendar, Period
from prm.tenancy.models import Tenant

type Measure = Callable[..., Progress]


@dataclass(frozen=True)
class Standing:
    """What is needed, planned and there of some partners in one case."""

    mgos: Progress
    opportunities: Progress
    revenue: Progress


@dataclass(frozen=True)
class SegmentStanding(Standing):
    """A segment in one case, with its own partners."""

    segment: RevenueSegment


@dataclass(frozen=True)
class GoalProgress(Standing):
    """A goal in one case as it stands at the end of a day. `all_won` is every won deal, against the whole goal.

    A partner that two segments take in counts in each of them, and once here.
    """

    case: Case
    as_of: date
    year: Period
    all_won: Progress
    segments: tuple[SegmentStanding, ...]


def progress_of(result: GoalResult, case: Case, *, tenant: Tenant, as_of: date) -> GoalProgress:
    """One case; see `standings_of`."""
    return standings_of(result, tenant=tenant, as_of=as_of)[case]


def standings_of(result: GoalResult, *, tenant: Tenant, as_of: date) -> dict[Case, GoalProgress]:
    """The goal and each of its segments in all three cases.

    Six queries, however many segments, partners and plans there are.
    """
    calendar, year = FiscalCalendar(tenant.fiscal_year_start_month), result.goal.fiscal_year
    everybody = members()
    inside = {each.segment.pk: {one.id for one in of_segment(each.segment, everybody)} for each in result.segments}
    records = Records(calendar.quarters(year), as_of=as_of, partner_ids=set().union(*inside.values()))
    measure = partial(progress, quarters=records.quarters, elapsed=elapsed_share(calendar, year, as_of), as_of=as_of)
    ground = _Ground(result, inside, records, measure, calendar.year(year))
    return {case: ground.in_case(case) for case in Case}


@dataclass(frozen=True)
class _Ground:
    """What every case is made of. `inside` are the partners of each segment."""

    result: GoalResult
    inside: dict[UUID, set[UUID]]
    records: Records
    measure: Measure
    year: Period

    def in_case(self, case: Case) -> GoalProgress:
        goal, together = self.result.goal, set().union(*self.inside.values())
        whole_goal = segment_goal(goal.amount, sourced_percent=HUNDRED, share_percent=HUNDRED)
        won = self.records.live(together).all_won
        return GoalProgress(
            **self._standing(self.result.cases[case].needed, together, case),
            case=case,
            as_of=self.records.as_of,
            year=self.year,
            all_won=self.measure(whole_goal, planned=None, live=won),
            segments=tuple(self._segment(each, case) for each in self.result.segments if case in each.sheets),
        )

    def _segment(self, found: SegmentResult, case: Case) -> SegmentStanding:
        whose = self.inside[found.segment.pk]
        return SegmentStanding(**self._standing(found.sheets[case].needed, whose, case), segment=found.segment)

    def _standing(self, needed: Needed, whose: Collection[UUID], case: Case) -> dict[str, Progress]:
        plans, live = self.records.planned(whose, case), self.records.live(whose)
        mgos, opportunities = [each.mgos for each in plans], [each.opportunities for each in plans]
        return {
            "mgos": self.measure(needed.mgos, planned=mgos, live=live.mgos),
            "opportunities": self.measure(needed.opportunities, planned=opportunities, live=live.opportunities),
            "revenue": self.measure(needed.revenue, planned=[each.revenue for each in plans], live=live.sourced),
        }
