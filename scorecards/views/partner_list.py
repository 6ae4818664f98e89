"""The list of partners: whom one may see, how they stand, and every way to narrow it down."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import NullIf
from django.http import HttpResponseBase
from django.utils import timezone

from partners.enums import LifeStage
from partners.models import Partner
from partners.queries.partners import primary_assignments, values_in_use
from prm.documents.formats import PERCENT, Format
from prm.documents.specs import Kind
from prm.kernel import money
from prm.kernel.ratios import Ratio, change
from prm.kernel.status import TrafficLight
from prm.people.http import TenantRequest, requires
from prm.people.models import Membership
from prm.people.permissions import Permission, Role
from prm.web.tables import Choice, Column, Filter, TableSpec, read_table
from sales.queries.bookings import data_date
from scorecards.queries.partner_list import UNMANAGED, managed_by, with_figures

STAFF_ONLY = Permission.PEOPLE_VIEW
MONEY = Format(places=2)
LIGHTS = [(light.value, light.word) for light in TrafficLight]
GROWTH = (F("booked_ytd") - F("prior_ytd")) / NullIf(F("prior_ytd"), Decimal(0))


def _growth(row: Partner) -> Ratio | None:
    booked, prior = row.booked_ytd, row.prior_ytd  # type: ignore[attr-defined]
    return None if booked is None else change(booked, prior)


def _attainment(row: Partner) -> Decimal | None:
    attainment: Decimal | None = row.attainment  # type: ignore[attr-defined]
    return None if attainment is None else attainment * 100


def _overall(row: Partner) -> Decimal | None:
    overall: Decimal | None = row.overall  # type: ignore[attr-defined]
    return None if overall is None else overall * 100


def _overall_light(row: Partner) -> TrafficLight:
    return TrafficLight(row.overall_light or TrafficLight.NO_DATA.value)  # type: ignore[attr-defined]


def _light(row: Partner) -> TrafficLight:
    return TrafficLight(row.light or TrafficLight.NO_DATA.value)  # type: ignore[attr-defined]


def cam_choices(request: TenantRequest) -> list[Choice]:
    """Every CAM, and whoever else looks after a partner today: one may have left, and roll-ups lead here by CAM."""
    looking_after = primary_assignments(timezone.now().date()).values("membership_id")
    cams = Membership.objects.filter(Q(role=Role.CAM, ended_at=None) | Q(pk__in=looking_after)).order_by("display_name")
    return [*((str(pk), name) for pk, name in cams.values_list("pk", "display_name")), (UNMANAGED, "No CAM")]


def narrow_to_cam(rows: QuerySet[Partner], cam: str) -> QuerySet[Partner]:
    """Those whom the CAM looks after today; "none" for those whom nobody does."""
    return managed_by(rows, cam, on=timezone.localdate())


def _narrow_to(field: str) -> Callable[[QuerySet[Partner], str], QuerySet[Partner]]:
    def narrow(rows: QuerySet[Partner], light: str) -> QuerySet[Partner]:
        wanted = Q((field, light))
        return rows.filter(wanted | Q((field, None)) if light == TrafficLight.NO_DATA.value else wanted)

    return narrow


def _values(request: TenantRequest) -> dict[str, list[str]]:
    """What partners have in the filtered fields: three filters of one page ask, the database is asked once."""
    if not hasattr(request, "_values_in_use"):
        request._values_in_use = values_in_use("tier", "region", "type")  # type: ignore[attr-defined]
    found: dict[str, list[str]] = request._values_in_use  # type: ignore[attr-defined]
    return found


def field_filter(field: str) -> Filter:
    """A filter by what partners have in `field`, and by having nothing there."""

    def narrow(rows: QuerySet[Partner], value: str) -> QuerySet[Partner]:
        return rows.filter(**{field: "" if value == UNMANAGED else value})

    def choices(request: TenantRequest) -> list[Choice]:
        return [*((value, value) for value in _values(request)[field]), (UNMANAGED, f"No {field}")]

    return Filter(field, field.capitalize(), choices, narrow=narrow)


PARTNERS = TableSpec(
    key="partners",
    title="Partners",
    columns=(
        Column("name", "Partner", sort="name"),
        Column("external_id", "Account number", listed=False),
        Column("tier", "Tier", sort="tier", only_wide=True),
        Column("region", "Region", sort="region", only_wide=True),
        Column("type", "Type", sort="type", only_wide=True),
        Column("life_stage", "Stage", sort="life_stage", value=lambda row: row.stage.label, listed=False),
        Column("cam_name", "CAM", sort="cam_name", only_wide=True),
        Column("booked_ytd", "Booked YTD", "booked_ytd", Kind.FIGURE, MONEY),
        Column("plan_ytd", "Plan YTD", "plan_ytd", Kind.FIGURE, MONEY, only_wide=True),
        Column("attainment", "To plan", "attainment", Kind.FIGURE, PERCENT, value=_attainment),
        Column("growth", "Last year", GROWTH, Kind.FIGURE, PERCENT, value=_growth, only_wide=True),
        Column("days_since_order", "Last order", "days_since_order", Kind.FIGURE, only_wide=True),
        Column("light", "Plan status", kind=Kind.STATUS, value=_light, listed=False),
        Column("overall", "Overall", "overall", format=PERCENT, value=_overall),
        Column("overall_light", "Overall status", kind=Kind.STATUS, value=_overall_light, listed=False),
    ),
    filters=(
        field_filter("tier"),
        field_filter("region"),
        field_filter("type"),
        Filter("cam", "CAM", cam_choices, narrow=narrow_to_cam),
        Filter("life_stage", "Stage", [(stage.value, stage.label) for stage in LifeStage]),
        Filter("overall", "Overall", LIGHTS, narrow=_narrow_to("overall_light")),
        Filter("light", "To plan", LIGHTS, narrow=_narrow_to("light")),
    ),
    search=("name", "external_id", "city"),
    search_label="Name, account number or city",
    default_sort="-booked_ytd",
    noun="partner",
    nouns="partners",
)


@dataclass(frozen=True)
class ShownRow:
    """A partner and what the list says about how it stands."""

    partner: Partner
    attainment: str
    growth: str
    light: TrafficLight
    overall: str
    overall_light: TrafficLight


def _shown(row: Partner) -> ShownRow:
    attainment, growth, overall = _attainment(row), _growth(row), _overall(row)
    light = _overall_light(row)
    return ShownRow(
        partner=row,
        attainment="No plan" if attainment is None else f"{money.number(attainment, 1)}%",
        growth="–" if growth is None else growth.as_change(0),
        light=_light(row),
        overall=light.word if overall is None else f"{money.number(overall, 0)}%, {light.word.lower()}",
        overall_light=light,
    )


@requires(STAFF_ONLY)
def partner_list(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """Every partner in the member's reach; a CAM's are those assigned to them today."""
    today = timezone.localdate()
    table = read_table(PARTNERS, request, with_figures(Partner.objects.all(), on=today))
    sums = table.summed(booked=Sum("booked_ytd"), plan=Sum("plan_ytd"))
    context = {
        "shown_rows": [_shown(row) for row in table.rows],
        "as_of": data_date(today=today),
        "may_create": request.membership.may(Permission.PARTNER_CREATE),
        "sums": sums,
    }
    return table.respond("scorecards/partner_list.html", context)
