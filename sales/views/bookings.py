"""The rows behind the figures: a partner's bookings of a period."""

from datetime import date
from io import BytesIO
from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone

from partners.models import Partner
from partners.views.page import partner_page_context
from prm.documents.sheet import write_csv
from prm.kernel.fiscal import FiscalCalendar, Period
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from sales.documents.bookings import bookings_table
from sales.queries.bookings import NO_FAMILY, bookings_of, data_date, families, totals

PAGE_SIZE = 50


@requires(Permission.BOOKING_VIEW)
def partner_bookings(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponseBase:
    """The lines that a figure is made of, with their sum; `?from=`, `?to=` and `?family=` narrow them."""
    partner = get_object_or_404(Partner, pk=partner_id)
    period, family = _period(request), request.GET.get("family", "").replace("\x00", "").strip()
    bookings = bookings_of(partner, period, family=family)
    # What the goods cost the vendor is not for partners' eyes.
    shows_cost = not request.membership.role_enum.is_partner
    if request.GET.get("format") == "csv":
        content = write_csv(bookings_table(bookings, title=f"Bookings {partner.name}", shows_cost=shows_cost))
        return FileResponse(BytesIO(content), as_attachment=True, filename="bookings.csv", content_type="text/csv")
    context = {
        **partner_page_context(request, partner, active_tab="bookings"),
        "period": period,
        "family": family,
        "families": [(NO_FAMILY, "No product family"), *((each, each) for each in families())],
        "totals": totals(bookings),
        "shows_cost": shows_cost,
        "page": Paginator(bookings, PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return TemplateResponse(request, "sales/partner_bookings.html", context)


def _period(request: TenantRequest) -> Period:
    """The days asked for; the fiscal year to the data date where the address does not say, or not sensibly."""
    until = _day(request.GET.get("to")) or data_date(today=timezone.now().date())
    calendar = FiscalCalendar(request.tenant.fiscal_year_start_month)
    since = _day(request.GET.get("from")) or calendar.year_to_date(until).start_date
    return Period(min(since, until), max(since, until))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
