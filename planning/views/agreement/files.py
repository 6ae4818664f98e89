"""A plan as files: a PDF, slides, and the very text that was signed. Made for each reader when asked for, never kept.

What the reader may not read does not come into the file, and nobody can fetch what was made for somebody else.
"""

from io import BytesIO
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from partners.views.page import moment_of
from planning.calculations.agreement.agreed import document_text
from planning.calculations.plans.paper import PlanPaper
from planning.documents.plans.deck import plan_deck as draw_deck
from planning.documents.plans.pdf import plan_pdf as draw_pdf
from planning.enums import Case
from planning.models import BusinessPlan, PlanMoney
from planning.queries.agreement.agreed import agreed_plan
from planning.queries.plans.paper import plan_paper
from planning.views.plans.page import get_plan_or_404, plan_page
from prm.documents.enums import DECK, PDF
from prm.documents.letterhead import Letterhead
from prm.kernel.fiscal import year_label
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission

WITH_COSTS = "costs"


@require_safe
@requires(Permission.PLAN_VIEW)
def plan_files(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """Everything that the plan can be taken away as."""
    plan = get_plan_or_404(plan_id)
    context = plan_page(request, plan, "planning:plan-files") | {
        "reads_costs": PlanMoney.objects.filter(plan=plan).exists(),
        "cases": list(Case),
        "vendor_name": request.tenant.name,
    }
    return TemplateResponse(request, "planning/plan_files.html", context)


@require_safe
@requires(Permission.PLAN_VIEW)
def plan_pdf(request: TenantRequest, tenant: str, plan_id: UUID) -> FileResponse:
    """One sheet of A4, tagged. `?edition=costs` adds the partner's costs, for whoever may read them."""
    plan = get_plan_or_404(plan_id)
    with_costs = request.GET.get("edition") == WITH_COSTS
    content = draw_pdf(_paper(request, plan, with_costs=with_costs), letterhead=Letterhead.of(request.tenant))
    return _file(plan, content, PDF, "pdf", " with costs" if with_costs else "")


@require_safe
@requires(Permission.PLAN_VIEW)
def plan_deck(request: TenantRequest, tenant: str, plan_id: UUID) -> FileResponse:
    """Slides with native charts."""
    plan = get_plan_or_404(plan_id)
    letterhead = Letterhead.of(request.tenant)
    content = draw_deck(_paper(request, plan, with_actuals=True), letterhead=letterhead, at=moment_of(request).at)
    return _file(plan, content, DECK, "pptx")


@require_safe
@requires(Permission.PLAN_VIEW)
def plan_document(request: TenantRequest, tenant: str, plan_id: UUID) -> FileResponse:
    """What is agreed, as the text whose SHA-256 stands under the signatures."""
    plan = get_plan_or_404(plan_id)
    return _file(plan, document_text(agreed_plan(plan)).encode(), "application/json", "json", " as agreed")


def _paper(
    request: TenantRequest, plan: BusinessPlan, *, with_costs: bool = False, with_actuals: bool = False
) -> PlanPaper:
    today = moment_of(request).today
    paper = plan_paper(plan, tenant=request.tenant, today=today, with_costs=with_costs, with_actuals=with_actuals)
    if paper is None:
        raise Http404
    return paper


def _file(plan: BusinessPlan, content: bytes, content_type: str, extension: str, edition: str = "") -> FileResponse:
    year = year_label(plan.fiscal_year)
    name = f"Business plan {plan.partner.name} {year} version {plan.version}{edition}.{extension}"
    response = FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    return response
