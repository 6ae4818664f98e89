"""The list of all deals in reach, and every way to narrow it down."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Case, DateTimeField, DecimalField, ExpressionWrapper, F, Q, QuerySet, Sum, Value, When
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce
from django.http import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.queries.partners import primary_assignments
from prm.documents.formats import PERCENT, Format
from prm.documents.specs import Kind
from prm.kernel.fiscal import FiscalCalendar
from prm.people.http import TenantRequest, requires
from prm.people.models import Membership
from prm.people.permissions import Permission
from prm.web.tables import Choice, Column, Filter, TableSpec, read_table
from sales.enums import Outcome
from sales.models import Deal
from sales.queries.deals import deals_in_reach, stages

STAFF_ONLY = Permission.PEOPLE_VIEW
MONEY = Format(places=2)
STALE, NO_CAM = "stale", "none"
CLOSING_DAY = Coalesce("closed_date", "expected_close_date")


def _stages(_request: TenantRequest) -> list[Choice]:
    return [(str(each.pk), each.name) for each in stages()]


def _cams(_request: TenantRequest) -> list[Choice]:
    """Whoever is some partner's primary CAM today."""
    looking_after = primary_assignments(timezone.localdate()).values("membership_id")
    cams = Membership.objects.filter(pk__in=looking_after).order_by("display_name")
    return [*((str(pk), name) for pk, name in cams.values_list("pk", "display_name")), (NO_CAM, "No CAM")]


def _narrow_to_cam(rows: QuerySet[Deal], cam: str) -> QuerySet[Deal]:
    assigned = primary_assignments(timezone.localdate())
    if cam == NO_CAM:
        return rows.exclude(partner_id__in=assigned.values("partner_id"))
    return rows.filter(partner_id__in=assigned.filter(membership_id=UUID(cam)).values("partner_id"))


def _quarters(request: TenantRequest) -> list[Choice]:
    """The fiscal quarters of last year, this and the next, by their first and last day."""
    calendar = FiscalCalendar(request.tenant.fiscal_year_start_month)
    year = calendar.year_of(timezone.localdate())
    quarters = [quarter for each in (year - 1, year, year + 1) for quarter in calendar.quarters(each)]
    return [(f"{each.start_date}_{each.end_date}", each.label) for each in quarters]


def _narrow_to_quarter(rows: QuerySet[Deal], quarter: str) -> QuerySet[Deal]:
    first, _, last = quarter.partition("_")
    within = (date.fromisoformat(first), date.fromisoformat(last))
    return rows.alias(closes=CLOSING_DAY).filter(closes__range=within)


def is_stale(today: date) -> Q:
    """Deals that are open although their expected day has passed."""
    return Q(stage__outcome=Outcome.OPEN, expected_close_date__lt=today)


def _narrow_to_pace(rows: QuerySet[Deal], pace: str) -> QuerySet[Deal]:
    stale = is_stale(timezone.localdate())
    return rows.filter(stale) if pace == STALE else rows.exclude(stale)


def _percent(deal: Deal) -> Decimal:
    own = deal.probability_percent
    return deal.stage.probability_percent if own is None or deal.stage.outcome_enum.is_closed else own


WEIGHTED = ExpressionWrapper(
    F("amount") * F("percent") / Decimal(100), output_field=DecimalField(max_digits=26, decimal_places=8)
)
# What is open comes first, the next to close at the top; what was closed follows it.
A_LIFETIME = timedelta(days=36_525)


def _later_by(wait: timedelta) -> ExpressionWrapper[CombinedExpression]:
    return ExpressionWrapper(CLOSING_DAY + Value(wait), output_field=DateTimeField())


CLOSING = Case(
    When(stage__outcome=Outcome.OPEN, then=_later_by(timedelta(0))),
    default=_later_by(A_LIFETIME),
    output_field=DateTimeField(),
)
DEALS = TableSpec(
    key="deals",
    title="Deals",
    columns=(
        Column("name", "Deal", sort="name"),
        Column("external_id", "Deal number", listed=False),
        Column("partner", "Partner", sort="partner__name", value=lambda row: row.partner.name),
        Column("partner_number", "Account number", value=lambda row: row.partner.external_id, listed=False),
        Column(
            "customer",
            "Customer",
            sort="customer__name",
            value=lambda row: row.customer.name if row.customer else "",
            only_wide=True,
        ),
        Column("product", "Product", value=lambda row: row.product.name if row.product else "", listed=False),
        Column("stage", "Stage", sort="stage__order", value=lambda row: row.stage.name),
        Column("outcome", "Outcome", value=lambda row: row.stage.outcome_enum.label, listed=False),
        Column("amount", "Amount", "amount", Kind.FIGURE, MONEY),
        Column("percent", "Probability", "percent", Kind.FIGURE, PERCENT, value=_percent, only_wide=True),
        Column("closing_date", "Closes", CLOSING, Kind.DATE),
        Column("engaged_date", "First contact", "engaged_date", Kind.DATE, listed=False),
        Column("registered_date", "Registered", "registered_date", Kind.DATE, listed=False),
        Column("campaign", "Campaign", value=lambda row: row.campaign.name if row.campaign else "", listed=False),
        Column("owner", "Looked after by", value=lambda row: str(row.owner) if row.owner else "", listed=False),
        Column("lost_reason", "Why it was lost", listed=False),
        Column("next_step", "Next step", only_wide=True),
    ),
    filters=(
        Filter("outcome", "Outcome", [(each.value, each.label) for each in Outcome], lookup="stage__outcome"),
        Filter("stage", "Stage", _stages),
        Filter("closing", "Closes in", _quarters, narrow=_narrow_to_quarter),
        Filter("pace", "Pace", [(STALE, "Stale"), ("due", "In time")], narrow=_narrow_to_pace),
        Filter("cam", "CAM", _cams, narrow=_narrow_to_cam),
    ),
    search=("name", "external_id", "partner__name", "customer__name"),
    search_label="Deal, partner or customer",
    default_sort="closing_date",
    noun="deal",
    nouns="deals",
)


@require_safe
@requires(STAFF_ONLY)
def deal_list(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """Every deal in the member's reach; a CAM's are those of the partners assigned to them today."""
    rows = deals_in_reach().annotate(
        closing_date=CLOSING_DAY,
        percent=Coalesce("probability_percent", "stage__probability_percent"),
    )
    table = read_table(DEALS, request, rows)
    open_now = Q(stage__outcome=Outcome.OPEN)
    sums = table.summed(open=Sum("amount", filter=open_now), weighted=Sum(WEIGHTED, filter=open_now))
    context = {"sums": sums, "today": timezone.localdate()}
    return table.respond("sales/deal_list.html", context)
