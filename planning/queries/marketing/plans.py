"""Marketing plans and what they promise."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from planning.calculations.marketing.forecast import (
    PlanForecast,
    TacticDrivers,
    TacticForecast,
    forecast_plan,
)
from planning.calculations.marketing.kinds import MarketingState, Volume
from planning.enums import Case
from planning.models import MarketingGoal, MarketingPlan, MarketingStep, MarketingTime, Tactic, TacticType
from prm.kernel.stopwatch import FillTimes, fill_times_from

_PROMISED = (
    MarketingState.SUBMITTED,
    MarketingState.APPROVED,
    MarketingState.RUNNING,
    MarketingState.CLOSED,
)


def drivers_of(tactic: Tactic) -> TacticDrivers:
    """What the tactic's forecast is made of."""
    return TacticDrivers(
        budget=tactic.budget,
        mdf_budget=tactic.mdf_budget,
        volume=Volume(tactic.volume),
        reach=Decimal(tactic.reach),
        cost_per_response=tactic.cost_per_response,
        inquiry_percent=tactic.inquiry_percent,
        mql_percent=tactic.mql_percent,
        sal_percent=tactic.sal_percent,
        sql_percent=tactic.sql_percent,
        won_percent=tactic.won_percent,
        average_deal=tactic.average_deal,
        gross_margin_percent=tactic.gross_margin_percent,
    )


def plans() -> QuerySet[MarketingPlan]:
    """Every plan in reach with its partner, the latest quarter first."""
    rows = MarketingPlan.objects.select_related("partner", "submitted_by", "decided_by")
    return rows.order_by("-quarter_start_date", "partner__name", "id")


def whole_plans() -> QuerySet[MarketingPlan]:
    """The same with goals and tactics, as `forecast_of` needs them: two more queries, whatever the number of plans."""
    tactics = Tactic.objects.select_related("type", "goal", "owner").order_by("order", "id")
    goals = MarketingGoal.objects.order_by("order", "id")
    return plans().prefetch_related(Prefetch("tactics", tactics), Prefetch("goals", goals))


def plans_to_list() -> QuerySet[MarketingPlan]:
    """The same with `tactic_count`, `budget` and `mdf` to sort by, in no order yet."""
    return whole_plans().annotate(
        tactic_count=Count("tactics"),
        budget=Coalesce(Sum("tactics__budget"), Decimal(0)),
        mdf=Coalesce(Sum("tactics__mdf_budget"), Decimal(0)),
    )


def forecast_of(plan: MarketingPlan) -> PlanForecast[UUID]:
    """What a plan of `whole_plans` promises: tactic by tactic, and in all three cases."""
    return forecast_plan({each.pk: drivers_of(each) for each in plan.tactics.all()}, plan.factors)


def locked_plan(plan_id: UUID) -> MarketingPlan | None:
    """The plan, held until the transaction is over; None where there is none in reach."""
    return MarketingPlan.objects.select_for_update().filter(pk=plan_id).first()


def steps_of(plan: MarketingPlan) -> list[MarketingStep]:
    """How a plan went from state to state, the latest step first."""
    return list(MarketingStep.objects.filter(plan=plan).select_related("taken_by").order_by("-taken_at", "-id"))


def active_seconds(plan: MarketingPlan) -> int:
    """How long people have been busy with a plan, all of them together."""
    return MarketingTime.objects.filter(plan=plan).aggregate(found=Sum("active_seconds"))["found"] or 0


def writing_times() -> FillTimes:
    """How long writing a plan takes: the time of all people together, of each plan that was submitted."""
    times = MarketingTime.objects.filter(plan__submitted_at__isnull=False).order_by().values("plan")
    return fill_times_from(times.annotate(seconds=Sum("active_seconds")).values_list("seconds", flat=True))


def types_with_use() -> QuerySet[TacticType]:
    """The tenant's kinds of tactics in their order, each with how many `tactics` are of it."""
    of_it = Tactic.objects.filter(type=OuterRef("pk")).order_by().values("type")
    counted = Subquery(of_it.annotate(number=Count("pk")).values("number"))
    return TacticType.objects.order_by("order", "name").annotate(
        tactics=Coalesce(counted, 0, output_field=IntegerField())
    )


@dataclass(frozen=True, slots=True)
class Promise:
    """What one plan forecasts for the quarter that begins on `quarter_start_date`, in each case; not rounded."""

    partner_id: UUID
    quarter_start_date: date
    cases: Mapping[Case, TacticForecast]


def promises(*, start_date: date, end_date: date, partner_ids: Collection[UUID] | None = None) -> list[Promise]:
    """Plans of the quarters that begin within these days that were submitted, approved, run or closed. Two queries.

    Of these partners, or of all in reach.
    """
    rows = MarketingPlan.objects.filter(state__in=_PROMISED, quarter_start_date__range=(start_date, end_date))
    if partner_ids is not None:
        rows = rows.filter(partner_id__in=partner_ids)
    rows = rows.prefetch_related(Prefetch("tactics", Tactic.objects.order_by("id"))).order_by("pk")
    return [Promise(each.partner_id, each.quarter_start_date, forecast_of(each).cases) for each in rows]
