"""The frame of a plan's pages: what stands above them, and the way from one to the next."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse

from planning.enums import Case, PlanState
from planning.models import BusinessPlan
from prm.kernel.fiscal import add_months, month_of, year_label
from prm.people.http import TenantRequest

# The pages of a plan in their order: url name, label, and what its address says besides the plan.
PLAN_PAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("planning:plan-detail", "Plan", ()),
    ("planning:plan-what-if", "What-if", (Case.BASE.value,)),
    ("planning:plan-cases", "Cases", ()),
    ("planning:plan-actuals", "Actuals", ()),
    ("planning:plan-objectives", "Objectives", ()),
    ("planning:plan-agreement", "Agreement", ()),
    ("planning:plan-files", "Files", ()),
)
_TONES = {
    PlanState.DRAFT: ("none", "pencil-square"),
    PlanState.SHARED: ("info", "users"),
    PlanState.ACCEPTED: ("info", "check"),
    PlanState.ACTIVE: ("good", "check-circle"),
    PlanState.AMENDED: ("none", "document-duplicate"),
    PlanState.CLOSED: ("none", "lock-closed"),
}


@dataclass(frozen=True, slots=True)
class PlanTab:
    """One of the plan's pages, made out for this plan."""

    label: str
    url: str
    is_current: bool


def get_plan_or_404(plan_id: UUID) -> BusinessPlan:
    """The plan with its partner, where the scope reaches it. One that is not theirs is not there."""
    return get_object_or_404(BusinessPlan.objects.select_related("partner", "amends", "created_by"), pk=plan_id)


def plan_page(request: TenantRequest, plan: BusinessPlan, current: str) -> dict[str, Any]:
    """What `planning/plan_layout.html` needs; `current` is the url name of the page, as in `PLAN_PAGES`. No query."""
    is_partner = request.membership.role_enum.is_partner
    last = month_of(add_months(plan.start_month, 35)).label
    tone, icon = state_look(plan)
    return {
        "plan": plan,
        "partner": plan.partner,
        "plan_tabs": _tabs(request, plan, current),
        "state_tone": tone,
        "state_icon": icon,
        "year": year_label(plan.fiscal_year),
        "months_label": f"{month_of(plan.start_month).label} to {last}",
        "is_partner": is_partner,
        "other_currency": "" if plan.currency == request.tenant.currency else request.tenant.currency,
    }


def state_look(plan: BusinessPlan) -> tuple[str, str]:
    """Tone and icon of the plan's state."""
    return _TONES[plan.state_enum]


def _tabs(request: TenantRequest, plan: BusinessPlan, current: str) -> list[PlanTab]:
    """The pages made out for this plan."""
    slug = request.tenant.slug
    return [
        PlanTab(label, reverse(name, args=[slug, plan.pk, *more]), name == current) for name, label, more in PLAN_PAGES
    ]
