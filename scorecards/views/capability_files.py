"""A capability result as files: PDF, slides and a workbook, all from the object that the page shows."""

from io import BytesIO
from uuid import UUID

from django.http import FileResponse
from django.views.decorators.http import require_safe

from partners.views.page import moment_of
from prm.documents.enums import DECK, PDF, SHEET
from prm.documents.letterhead import Letterhead
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from scorecards.calculations.capability_result import CapabilityResult
from scorecards.documents.capability_deck import capability_deck as draw_deck
from scorecards.documents.capability_pdf import capability_pdf as draw_pdf
from scorecards.documents.capability_sheet import capability_sheet as write_sheet
from scorecards.views.capabilities import result_of, round_or_404


@require_safe
@requires(Permission.ASSESSMENT_VIEW)
def capability_pdf(request: TenantRequest, tenant: str, partner_id: UUID, assessment_id: UUID) -> FileResponse:
    """Results and action plan on A4, tagged. `?edition=partner` is what the partner gets."""
    result = _result(request, partner_id, assessment_id)
    return _file(result, draw_pdf(result, letterhead=Letterhead.of(request.tenant)), PDF, "pdf")


@require_safe
@requires(Permission.ASSESSMENT_VIEW)
def capability_sheet(request: TenantRequest, tenant: str, partner_id: UUID, assessment_id: UUID) -> FileResponse:
    """Questions, answers, weights and scores as a workbook. `?edition=partner` is what the partner gets."""
    result = _result(request, partner_id, assessment_id)
    return _file(result, write_sheet(result), SHEET, "xlsx")


@require_safe
@requires(Permission.ASSESSMENT_VIEW)
def capability_deck(request: TenantRequest, tenant: str, partner_id: UUID, assessment_id: UUID) -> FileResponse:
    """Slides with native charts. `?edition=partner` is what the partner gets."""
    result = _result(request, partner_id, assessment_id)
    letterhead = Letterhead.of(request.tenant)
    return _file(result, draw_deck(result, letterhead=letterhead, at=moment_of(request).at), DECK, "pptx")


def _result(request: TenantRequest, partner_id: UUID, assessment_id: UUID) -> CapabilityResult:
    partner, shown, rounds = round_or_404(partner_id, assessment_id)
    return result_of(request, partner, shown, rounds, internal=request.GET.get("edition") != "partner")


def _file(result: CapabilityResult, content: bytes, content_type: str, extension: str) -> FileResponse:
    edition = " internal" if result.has_internal else ""
    name = f"{result.set_name} {result.partner_name} {result.round.opened_date.isoformat()}{edition}.{extension}"
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=content_type)
