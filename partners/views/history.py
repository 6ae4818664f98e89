"""What happened to a partner, and who did it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.template.response import TemplateResponse

from partners.views.page import partner_or_404, partner_page_context
from prm.events.models import Event
from prm.events.recording import history_of_partner
from prm.events.wording import title_of
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission

EVENTS_A_PAGE = 30


@dataclass(frozen=True)
class Entry:
    """One event, in words. `subject` is empty when it is about the partner itself."""

    title: str
    subject: str
    actor: str
    at: datetime
    changes: list[tuple[str, str, str]]


@requires(Permission.HISTORY_VIEW)
def partner_history(request: TenantRequest, tenant: str, partner_id: UUID) -> TemplateResponse:
    """Every change of the partner and all that is the partner's, newest first."""
    partner = partner_or_404(partner_id)
    page = Paginator(history_of_partner(partner.pk), EVENTS_A_PAGE).get_page(request.GET.get("page"))
    context = partner_page_context(request, partner, "history") | {
        "page": page,
        "entries": [_entry(event, partner.pk) for event in page],
    }
    return TemplateResponse(request, "partners/partner_history.html", context)


def _entry(event: Event, partner_id: UUID) -> Entry:
    changes = [(label, before, after) for label, (before, after) in sorted(event.changes.items()) if before or after]
    subject = "" if event.subject_id == partner_id else event.subject_name
    return Entry(title_of(event.name), subject, event.actor_name, event.at, changes)
