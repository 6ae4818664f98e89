"""Business plans and what is kept about them."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Round

from partners.models import Partner
from planning.enums import Case
from planning.models import BusinessPlan, PlanOutcome, PlanProfit, PlanTime
from prm.kernel.stopwatch import FillTimes, fill_times_from


@dataclass(frozen=True, slots=True)
class Figures:
    """What a case of a plan comes to. `profit` is None where the reader may not know it."""

    outcome: PlanOutcome | None
    profit: PlanProfit | None


def figures_of(plan: BusinessPlan, case: Case = Case.BASE) -> Figures:
    """What is kept of a case, as far as the reader may know it. Two queries."""
    return Figures(
        PlanOutcome.objects.filter(plan=plan, case=case).first(),
        PlanProfit.objects.filter(plan=plan, case=case).first(),
    )


def plans() -> QuerySet[BusinessPlan]:
    """Every plan in reach with its partner and the base case to the cent, for lists; profit where it is shown."""
    outcome = PlanOutcome.objects.filter(plan=OuterRef("pk"), case=Case.BASE)
    profit = PlanProfit.objects.filter(plan=OuterRef("pk"), case=Case.BASE)
    return BusinessPlan.objects.select_related("partner").annotate(
        bookings=Subquery(outcome.values(made=Round("bookings_year_1", 2))[:1]),
        gross_profit=Subquery(outcome.values(made=Round(F("product_margin") + F("services_margin"), 2))[:1]),
        profit=Subquery(profit.values(made=Round(F("ebit_year_1") + F("ebit_year_2") + F("ebit_year_3"), 2))[:1]),
    )


def plans_of(partner: Partner) -> list[BusinessPlan]:
    """The partner's plans, the latest year and version first. One query."""
    return list(plans().filter(partner=partner).order_by("-fiscal_year", "-version"))


def planning_times() -> FillTimes:
    """How long people are busy with a plan until it is first shared, all people together, of each shared plan."""
    shared = PlanTime.objects.filter(plan__shared_at__isnull=False).order_by()
    return fill_times_from(
        shared.values("plan").annotate(seconds=Sum("active_seconds")).values_list("seconds", flat=True)
    )


def similar_plans(partner: Partner) -> list[BusinessPlan]:
    """Plans of other partners in reach that this one could begin with: of its type and tier first. One query."""
    others = BusinessPlan.objects.exclude(partner=partner).select_related("partner")
    latest = list(others.order_by("-fiscal_year", "-updated_at")[:60])
    alike = [partner.type, partner.tier]
    latest.sort(
        key=lambda plan: sum(
            mine != theirs for mine, theirs in zip(alike, (plan.partner.type, plan.partner.tier), strict=True)
        )
    )
    return latest[:12]
