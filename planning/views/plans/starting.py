"""Start a plan for a partner."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from partners.models import Partner
from partners.views.page import moment_of, partner_or_404, partner_page_context
from planning.calculations.plans.start import year_to_plan
from planning.forms.plans import StartForm
from planning.operations.plans.starting import start_plan
from planning.queries.plans.lists import plans_of, similar_plans
from planning.queries.plans.templates import template_for, templates
from prm.kernel.fiscal import FiscalCalendar
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PLAN_EDIT)
def plan_start(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """For which year, and what to begin with: then there is a whole draft at once."""
    partner = partner_or_404(partner_id)
    form = _form(request, partner)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            plan = start_plan(
                partner=partner,
                fiscal_year=form.cleaned_data["year"],
                by=request.membership,
                at=moment_of(request).at,
                template=form.chosen_template(),
                copy_of=form.chosen_source(),
            )
            notify(request, "Your first draft is ready. Go through it step by step.")
            return redirect("planning:plan-step", tenant, plan.pk, 1)
    context = partner_page_context(request, partner, "plans") | {"form": form}
    return TemplateResponse(request, "planning/plan_start.html", context, status=422 if form.errors else 200)


def _form(request: TenantRequest, partner: Partner) -> StartForm:
    offered = templates()
    calendar = FiscalCalendar(request.tenant.fiscal_year_start_month)
    today = moment_of(request).today
    year = calendar.year_of(today)
    is_partner = request.membership.role_enum.is_partner
    return StartForm(
        request.POST or None,
        years=[year, year + 1, year + 2],
        templates=offered,
        suggested=template_for(partner, offered),
        own=plans_of(partner),
        similar=[] if is_partner else similar_plans(partner),
        initial={"year": year_to_plan(calendar, today=today)},
    )
