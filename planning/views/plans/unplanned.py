"""Who has no plan yet, and where to start one."""

from django.http import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from planning.calculations.plans.start import year_to_plan
from planning.queries.plans.unplanned import unplanned
from prm.documents.formats import Format
from prm.documents.specs import Kind
from prm.kernel.fiscal import FiscalCalendar, year_label
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.tables import Column, TableSpec, read_table
from sales.queries.bookings import data_date

PARTNERS = TableSpec(
    key="unplanned",
    title="Partners without a plan",
    columns=(
        Column("name", "Partner", sort="name"),
        Column("external_id", "Account number", listed=False),
        Column("tier", "Tier", sort="tier", only_wide=True),
        Column("type", "Type", sort="type", only_wide=True),
        Column("booked", "Booked in 12 months", "booked", Kind.FIGURE, Format(places=2)),
        Column(
            "last_planned",
            "Last plan",
            sort="last_planned",
            value=lambda row: "" if row.last_planned is None else year_label(row.last_planned),
            only_wide=True,
        ),
        Column("start", "", exported=False),
    ),
    search=("name", "external_id", "city"),
    search_label="Name, account number or city",
    default_sort="-booked",
    noun="partner",
    nouns="partners",
)


@require_safe
@requires(Permission.PEOPLE_VIEW)
def plan_missing(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """Partners in reach without a plan of the year that people plan now, those who book most first."""
    today = timezone.localdate()
    year = year_to_plan(FiscalCalendar(request.tenant.fiscal_year_start_month), today=today)
    known_until = data_date(today=today)
    table = read_table(PARTNERS, request, unplanned(fiscal_year=year, data_date=known_until))
    context = {
        "year": year_label(year),
        "as_of": known_until,
        "shown": [(row, row.last_planned and year_label(row.last_planned)) for row in table.rows],
        "may_plan": request.membership.may(Permission.PLAN_EDIT),
    }
    return table.respond("planning/plan_missing.html", context)
