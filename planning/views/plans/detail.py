"""Plans of one partner, and one plan as it stands."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from partners.views.page import partner_or_404, partner_page_context
from planning.calculations.fixed import Fixed, decimal, total
from planning.calculations.fixed import money as to_cents
from planning.calculations.plans.account import By, account_rows
from planning.calculations.plans.forecast import Forecast, forecast
from planning.calculations.plans.warnings import warnings_of
from planning.documents.plans.outlook_words import outlook_kpis
from planning.enums import CostSharing
from planning.models import BusinessPlan, PlanLine
from planning.queries.plans.assumptions import assumptions_of
from planning.queries.plans.lists import plans_of
from planning.views.plans.figures import summary_of
from planning.views.plans.page import get_plan_or_404, plan_page, state_look
from planning.views.what_if.outlook import month_labels
from prm.kernel import money
from prm.kernel.fiscal import add_months, month_of
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission

_RETURNS = ("Net present value", "Return (IRR)")


@require_safe
@requires(Permission.PLAN_VIEW)
def partner_plans(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """The tab “Plan”: every plan of the partner by fiscal year and version."""
    partner = partner_or_404(partner_id)
    context = partner_page_context(request, partner, "plans") | {
        "plans": [(plan, *state_look(plan)) for plan in plans_of(partner)],
        "may_plan": request.membership.may(Permission.PLAN_EDIT),
        "is_partner": request.membership.role_enum.is_partner,
    }
    return TemplateResponse(request, "planning/partner_plans.html", context)


@require_safe
@requires(Permission.PLAN_VIEW)
def plan_detail(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """What the plan says and what it comes to, by year, quarter or month, as far as the reader may know."""
    plan = get_plan_or_404(plan_id)
    assumptions = assumptions_of(plan)
    account = forecast(assumptions)
    discount = assumptions.business.discount if assumptions.business else 0
    wanted = request.GET.get("by", "")
    by = By(wanted) if wanted in set(By) else By.YEAR
    context = plan_page(request, plan, "planning:plan-detail") | {
        "summary": summary_of(plan),
        "by": by.value,
        "ways": [(each.value, f"{each.value.capitalize()}s") for each in By],
        "periods": _periods(plan, by),
        "rows": account_rows(account, by),
        "lines": _lines(plan, account),
        "returns": _returns(account, discount, plan),
        "warnings": warnings_of(assumptions, account),
        "hides_costs": account.profit is None,
        "spent_before": -to_cents(account.profit.cash[0]) if account.profit else None,
        "has_examples": plan.sharing is CostSharing.EXAMPLE,
        "may_edit": request.membership.may(Permission.PLAN_EDIT) and plan.state_enum.is_open,
        "may_save_template": request.membership.may(Permission.PLAN_TEMPLATE_EDIT),
    }
    return TemplateResponse(request, "planning/plan_detail.html", context)


def _periods(plan: BusinessPlan, by: By) -> list[str]:
    if by is By.YEAR:
        return ["Year 1", "Year 2", "Year 3"]
    starts = [add_months(plan.start_month, offset) for offset in range(0, 36, by.months)]
    if by is By.MONTH:
        return [month_of(start).label for start in starts]
    return [f"Q{place % 4 + 1} Y{place // 4 + 1}" for place in range(len(starts))]


def _lines(plan: BusinessPlan, account: Forecast) -> list[dict[str, Any]]:
    """What is sold, line by line, with the units and the gross profit of each year."""
    by_key = {line.key: line for line in account.lines}
    rows = PlanLine.objects.filter(plan=plan).order_by("position", "pk")
    return [
        {
            "line": row,
            "units": [decimal(sum(by_key[str(row.pk)].new[first : first + 12]), 0) for first in (0, 12, 24)],
            "gross": to_cents(total(by_key[str(row.pk)].gross_profit)),
        }
        for row in rows
    ]


def _returns(account: Forecast, discount: Fixed, plan: BusinessPlan) -> list[tuple[str, str, str]]:
    """What an investor asks, as name, value and a note; nothing where the costs are not known."""
    profit = account.profit
    if profit is None:
        return []
    months, first = month_labels(plan), profit.first_positive_month
    shown = outlook_kpis(account, currency=plan.currency, months=months, discount=discount)
    facts = [(kpi.label, kpi.value, kpi.detail) for kpi in shown if kpi.label in _RETURNS]
    begins = months[first - 1] if first else "Not in 36 months"
    cash = money.compact(to_cents(profit.cumulative_cash[-1]), plan.currency)
    return [("First month with a profit", begins, ""), ("Cash after 36 months", cash, ""), *facts]
