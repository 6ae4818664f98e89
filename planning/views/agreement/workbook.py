"""A case of a plan as a workbook with live formulas, as far as the reader may know it."""

from io import BytesIO
from uuid import UUID

from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from partners.views.page import moment_of
from planning.documents.plans.workbook import PlanInWorkbook
from planning.documents.plans.workbook import plan_workbook as write_workbook
from planning.enums import Case
from planning.queries.plans.assumptions import assumptions_of, overlays_of
from planning.views.plans.page import get_plan_or_404
from prm.documents.enums import SHEET
from prm.kernel.fiscal import year_label
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission


@require_safe
@requires(Permission.PLAN_VIEW)
def plan_workbook(request: TenantRequest, tenant: str, plan_id: UUID) -> FileResponse:
    """`?case=bleak` or `bold` for another case. Costs are in it for whoever may read them, and for nobody else."""
    plan = get_plan_or_404(plan_id)
    case = request.GET.get("case", Case.BASE)
    if case not in list(Case):
        raise Http404
    content = write_workbook(
        PlanInWorkbook(
            title=plan.title,
            partner_name=plan.partner.name,
            case=Case(case).label,
            currency=plan.currency,
            start_month=plan.start_month,
            written_date=moment_of(request).today,
            assumptions=assumptions_of(plan),
            overlay=overlays_of(plan)[Case(case)],
        )
    )
    name = f"Business plan {plan.partner.name} {year_label(plan.fiscal_year)} version {plan.version} {case}.xlsx"
    response = FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=SHEET)
    response["Cache-Control"] = "private, no-store"
    return response
