"""What happened to a partner, and who did it."""

from uuid import UUID

from django.core.paginator import Paginator
from django.template.response import TemplateResponse

from partners.views.page import partner_or_404, partner_page_context
from prm.events.presenting import entries_of
from prm.events.recording import history_of_partner
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission

EVENTS_A_PAGE = 30


@requires(Permission.HISTORY_VIEW)
def partner_history(request: TenantRequest, tenant: str, partner_id: UUID) -> TemplateResponse:
    """Every change of the partner and all that is the partner's, newest first."""
    partner = partner_or_404(partner_id)
    page = Paginator(history_of_partner(partner.pk), EVENTS_A_PAGE).get_page(request.GET.get("page"))
    context = partner_page_context(request, partner, "history") | {
        "page": page,
        "entries": entries_of(page, about=partner.pk),
    }
    return TemplateResponse(request, "partners/partner_history.html", context)
