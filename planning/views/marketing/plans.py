"""Marketing plans of a partner: its quarters, one plan, and its PDF."""

from datetime import date
from io import BytesIO
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from partners.models import Partner
from partners.views.page import moment_of, partner_or_404, partner_page_context
from planning.calculations.marketing.calendar import quarters_offered
from planning.calculations.marketing.results import TacticResult
from planning.documents.marketing.pdf import PrintedPlan, marketing_pdf
from planning.models import MarketingPlan
from planning.operations.marketing.clock import count_activity
from planning.operations.marketing.starting import PlanExists, start_plan
from planning.queries.marketing.plans import forecast_of, whole_plans
from planning.views.marketing.page import may_write, plan_or_404, plan_page, plan_results, quarter_of
from planning.views.marketing.rows import lines_of
from prm.documents.enums import PDF
from prm.documents.letterhead import Letterhead
from prm.kernel.fiscal import FiscalCalendar, Period
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.toasts import notify


@require_safe
@requires(Permission.MARKETING_VIEW)
def partner_marketing(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """A partner's quarters, the latest first, and a way to begin the next."""
    return _quarters_page(request, partner_or_404(partner_id))


@require_POST
@requires(Permission.MARKETING_EDIT)
def marketing_start(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """A first draft for a quarter."""
    partner, now = partner_or_404(partner_id), moment_of(request)
    quarter = next(
        (each for each in _offered(request, now.today) if each.start_date.isoformat() == request.POST.get("quarter")),
        None,
    )
    if quarter is None:
        return _quarters_page(request, partner, problem="Choose one of the quarters that are offered.")
    try:
        plan = start_plan(partner=partner, quarter=quarter, today=now.today, by=request.membership, at=now.at)
    except PlanExists as refusal:
        return _quarters_page(request, partner, problem=str(refusal))
    notify(request, f"{plan} was begun. Everything in it is a suggestion.")
    return redirect("planning:marketing-plan", tenant, partner.pk, plan.pk)


@require_safe
@requires(Permission.MARKETING_VIEW)
def marketing_plan(request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID) -> HttpResponse:
    """One plan. `?step=` shows one step of writing it."""
    plan = plan_or_404(partner_id, marketing_plan_id)
    if may_write(request, plan):
        count_activity(plan=plan, by=request.membership, at=moment_of(request).at)
    return plan_page(request, plan)


@require_safe
@requires(Permission.MARKETING_VIEW)
def marketing_plan_pdf(request: TenantRequest, tenant: str, partner_id: UUID, marketing_plan_id: UUID) -> FileResponse:
    """The plan on one page."""
    plan = plan_or_404(partner_id, marketing_plan_id)
    quarter = quarter_of(request, plan)
    printed = PrintedPlan(
        partner_name=plan.partner.name,
        state=plan.state_enum,
        revision=plan.revision,
        quarter=quarter,
        lines=list(lines_of(plan).values()),
        forecast=forecast_of(plan),
        goals=[(each.text, each.kind_enum, each.target) for each in plan.goals.all()],
        results=_named_results(request, plan),
        today=moment_of(request).today,
    )
    content = marketing_pdf(printed, letterhead=Letterhead.of(request.tenant))
    name = f"Marketing plan {plan.partner.name} {quarter.label}.pdf"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=PDF)


def _named_results(request: TenantRequest, plan: MarketingPlan) -> list[tuple[str, TacticResult]]:
    """What came of the approved tactics, by name; nothing before the plan was approved."""
    found = plan_results(request, plan) if plan.state_enum.is_agreed else None
    return [] if found is None else [(each.name, found.tactics[each.id]) for each in found.approved.tactics]


def _offered(request: TenantRequest, today: date) -> list[Period]:
    return quarters_offered(FiscalCalendar(request.tenant.fiscal_year_start_month), today)


def _quarters_page(request: TenantRequest, partner: Partner, *, problem: str = "") -> HttpResponse:
    rows = list(whole_plans().filter(partner=partner))
    taken = {plan.quarter_start_date for plan in rows}
    fiscal = FiscalCalendar(request.tenant.fiscal_year_start_month)
    context = partner_page_context(request, partner, "marketing") | {
        "plans": [(plan, fiscal.quarter_of(plan.quarter_start_date).label, forecast_of(plan).total) for plan in rows],
        "offered": [each for each in _offered(request, moment_of(request).today) if each.start_date not in taken],
        "may_write": request.membership.may(Permission.MARKETING_EDIT),
        "problem": problem,
    }
    return TemplateResponse(request, "planning/partner_marketing.html", context, status=422 if problem else 200)
