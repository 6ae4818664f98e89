"""What stands against a revenue goal: the partners' marketing plans, and what is there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from planning.calculations.revenue_goals.goal import segment_goal
from planning.calculations.revenue_goals.progress import Progress, elapsed_share, progress
from planning.calculations.revenue_goals.worksheet import HUNDRED, GroupBy
from planning.enums import Case
from planning.queries.marketing.plans import planned_mgos, planned_revenue
from planning.queries.revenue_goals.goals import GoalResult
from planning.queries.revenue_goals.segment_history import members, of_segment
from prm.kernel.fiscal import FiscalCalendar, Period
from prm.tenancy.models import Tenant
from sales.calculations.leads import LeadFact
from sales.enums import LeadStage, Outcome
from sales.models import Deal, Lead
from sales.queries.leads import lead_facts

ZERO = Decimal(0)


@dataclass(frozen=True)
class GoalProgress:
    """A goal in one case as it stands at the end of a day. `all_won` is every won deal, against the whole goal."""

    case: Case
    as_of: date
    year: Period
    mgos: Progress
    opportunities: Progress
    revenue: Progress
    all_won: Progress


def progress_of(result: GoalResult, case: Case, *, tenant: Tenant, as_of: date) -> GoalProgress:
    """A fixed number of queries, however many segments, partners and plans there are.

    Leads and deals are those of the segments' partners; a partner that two segments take in counts once.
    """
    calendar = FiscalCalendar(tenant.fiscal_year_start_month)
    year = result.goal.fiscal_year
    quarters = calendar.quarters(year)
    whose = _partner_ids(result)
    elapsed = elapsed_share(calendar, year, as_of)
    found, needed = _Live(quarters, as_of, whose), result.cases[case].needed
    measure = partial(progress, quarters=quarters, elapsed=elapsed, as_of=as_of)
    whole_goal = segment_goal(result.goal.amount, sourced_percent=HUNDRED, share_percent=HUNDRED)
    mgos = [planned_mgos(start_date=q.start_date, end_date=q.end_date, partner_ids=whose)[case] for q in quarters]
    sold = [planned_revenue(start_date=q.start_date, end_date=q.end_date, partner_ids=whose)[case] for q in quarters]
    return GoalProgress(
        case=case,
        as_of=as_of,
        year=calendar.year(year),
        mgos=measure(needed.mgos, planned=mgos, live=found.mgos()),
        opportunities=measure(needed.opportunities, planned=None, live=found.opportunities()),
        revenue=measure(needed.revenue, planned=sold, live=found.revenue(only_sourced=True)),
        all_won=measure(whole_goal, planned=None, live=found.revenue(only_sourced=False)),
    )


def _partner_ids(result: GoalResult) -> set[UUID] | None:
    """The partners of any segment; None for all of them."""
    segments = [each.segment for each in result.segments]
    if any(each.group_enum is GroupBy.ALL for each in segments):
        return None
    everybody = members()
    return {member.id for segment in segments for member in of_segment(segment, everybody)}


class _Live:
    """Leads and won deals of a year, counted by quarter up to a day. Three queries."""

    def __init__(self, quarters: Sequence[Period], as_of: date, partner_ids: set[UUID] | None) -> None:
        self._quarters, self._as_of = quarters, as_of
        self._leads = lead_facts(partner_ids=partner_ids)
        self._won = _won_deals(quarters[0].start_date, min(quarters[-1].end_date, as_of), partner_ids)

    def mgos(self) -> list[Decimal]:
        """Leads by the day on which they were first qualified."""
        return self._counted(_qualified_date(lead) for lead in self._leads)

    def opportunities(self) -> list[Decimal]:
        """Leads by the day on which they became an opportunity."""
        return self._counted(lead.reached.get(LeadStage.SQL) for lead in self._leads)

    def revenue(self, *, only_sourced: bool) -> list[Decimal]:
        """Won deals by their day; `only_sourced` ones came of a lead or name a campaign."""
        deals = [(day, amount) for day, amount, sourced in self._won if sourced or not only_sourced]
        return [sum((amount for day, amount in deals if day in quarter), ZERO) for quarter in self._quarters]

    def _counted(self, days: Iterable[date | None]) -> list[Decimal]:
        known = [day for day in days if day is not None and day <= self._as_of]
        return [Decimal(sum(day in quarter for day in known)) for quarter in self._quarters]


def _qualified_date(lead: LeadFact) -> date | None:
    """The day on which it was an MGO first, wherever it came in."""
    beyond = (LeadStage.MQL, LeadStage.SAL, LeadStage.SQL, LeadStage.WON)
    return min((lead.reached[stage] for stage in beyond if stage in lead.reached), default=None)


def _won_deals(start: date, end: date, partner_ids: set[UUID] | None) -> list[tuple[date, Decimal, bool]]:
    rows = Deal.objects.filter(stage__outcome=Outcome.WON, closed_date__range=(start, end)).order_by()
    if partner_ids is not None:
        rows = rows.filter(partner_id__in=partner_ids)
    sourced = Q(campaign__isnull=False) | Exists(Lead.objects.filter(deal_id=OuterRef("pk")))
    found = rows.annotate(is_sourced=sourced).values_list("closed_date", "amount", "is_sourced")
    return [(day, amount, is_sourced) for day, amount, is_sourced in found if day is not None]
