"""The list of all plans in reach."""

from django.db.models import F, QuerySet
from django.http import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from planning.enums import PlanState
from planning.models import BusinessPlan
from planning.queries.plans.lists import planning_times, plans
from planning.queries.plans.unplanned import LIVING
from planning.views.plans.page import state_look
from prm.documents.formats import Format
from prm.documents.specs import Kind
from prm.kernel.fiscal import FiscalCalendar, year_label
from prm.kernel.stopwatch import FillTimes
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.tables import Choice, Column, Filter, TableSpec, read_table

MONEY = Format(places=2)
CURRENT = "current"


def _years(request: TenantRequest) -> list[Choice]:
    this = FiscalCalendar(request.tenant.fiscal_year_start_month).year_of(timezone.localdate())
    return [(str(year), year_label(year)) for year in range(this + 2, this - 4, -1)]


def _tiers(_request: TenantRequest) -> list[Choice]:
    tiers = BusinessPlan.objects.exclude(partner__tier="").order_by("partner__tier")
    return [(tier, tier) for tier in tiers.values_list("partner__tier", flat=True).distinct()]


def _narrow_to_living(rows: QuerySet[BusinessPlan], wanted: str) -> QuerySet[BusinessPlan]:
    return rows.filter(state__in=LIVING) if wanted == CURRENT else rows.exclude(state__in=LIVING)


def _took(times: FillTimes) -> str:
    """How long writing takes, in minutes; empty before a plan was shared."""
    if times.median is None or times.ninth_decile is None:
        return ""
    half, most = (max(1, round(each.total_seconds() / 60)) for each in (times.median, times.ninth_decile))
    return f"Half are ready to share within {half} min of writing, nine of ten within {most} min"


PLANS = TableSpec(
    key="plans",
    title="Plans",
    columns=(
        Column("partner", "Partner", sort="partner__name", value=lambda row: row.partner.name),
        Column("partner_number", "Account number", value=lambda row: row.partner.external_id, listed=False),
        Column("title", "Plan", sort="title", only_wide=True),
        Column("fiscal_year", "Year", sort="fiscal_year", value=lambda row: year_label(row.fiscal_year)),
        Column("version", "Version", "version", Kind.FIGURE, only_wide=True),
        Column("state", "State", sort="state", value=lambda row: row.state_enum.label),
        Column("bookings", "Bookings, year 1", "bookings", Kind.FIGURE, MONEY),
        Column("gross_profit", "Gross profit, 36 months", "gross_profit", Kind.FIGURE, MONEY),
        Column(
            "profit",
            "Profit, 36 months",
            "profit",
            Kind.FIGURE,
            MONEY,
            help="Of partners who show it.",
            only_wide=True,
        ),
        Column("currency", "Currency", listed=False),
        Column("updated_at", "Changed", F("updated_at"), Kind.DATE, value=lambda row: row.updated_at.date()),
    ),
    filters=(
        Filter("fiscal_year", "Year", _years),
        Filter("state", "State", [(each.value, each.label) for each in PlanState]),
        Filter("living", "Still open", [(CURRENT, "Draft to active"), ("past", "Past")], narrow=_narrow_to_living),
        Filter("tier", "Tier", _tiers, lookup="partner__tier"),
    ),
    search=("title", "partner__name", "partner__external_id"),
    search_label="Partner or plan",
    default_sort="-updated_at",
    noun="plan",
    nouns="plans",
)


@require_safe
@requires(Permission.PLAN_VIEW)
def plan_list(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """Every plan in the member's reach; people of a partner see their company's."""
    table = read_table(PLANS, request, plans())
    context = {
        "is_partner": request.membership.role_enum.is_partner,
        "took": "" if request.membership.role_enum.is_partner else _took(planning_times()),
        "looks": [(plan, year_label(plan.fiscal_year), *state_look(plan)) for plan in table.rows],
        "own_id": request.membership.partner_id,
        "may_plan": request.membership.may(Permission.PLAN_EDIT),
    }
    return table.respond("planning/plan_list.html", context)
