"""All partners of the programme in their order by one metric."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from partners.models import Partner
from partners.views.page import moment_of
from prm.documents.formats import COUNT, PERCENT
from prm.documents.specs import Chart, ChartKind, Kind, Series
from prm.kernel.money import MINUS, number
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission, Role
from prm.web.tables import Column, Filter, TableSpec, read_table
from scorecards.calculations import catalogue
from scorecards.calculations.ranks import Spread
from scorecards.queries.ranks import FIELDS, OVERALL, ProgrammeValues, programme_values, ranked
from scorecards.views.partner_list import cam_choices, field_filter, narrow_to_cam

LABELS = {OVERALL: "Overall"} | {key: catalogue.BY_KEY[key].name for key in FIELDS if key != OVERALL}
METRIC_CHOICES = [(key, label) for key, label in LABELS.items() if key != OVERALL]
QUARTERS = ("Lowest quarter", "Below the middle", "Above the middle", "Best quarter")


@dataclass(frozen=True)
class RankRow:
    """A partner in its place. `rank` is None while the programme's values are not known."""

    partner: Partner
    rank: int | None
    percent: Decimal
    to_median: str
    quarter: str


@require_safe
@requires(Permission.RANK_VIEW)
def rank_list(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """Partners in reach by `?metric=`, each with its rank in the whole programme. A CAM sees no others' names."""
    metric = request.GET.get("metric", OVERALL)
    metric = metric if metric in FIELDS else OVERALL
    today = moment_of(request).today
    programme = programme_values(metric)
    spec = _spec(metric, programme.spread)
    table = read_table(spec, request, ranked(Partner.objects.all(), metric=metric, on=today))
    context = {
        "label": LABELS[metric],
        "rank_rows": [_row(each, programme.spread) for each in table.rows],
        "programme": programme,
        "median": _percent(programme.spread.median),
        "top": _percent(programme.spread.top_quartile),
        "chart": _chart(metric, programme) if programme.spread.count else None,
        "sees_all": request.membership.role_enum is not Role.CAM,
    }
    return table.respond("scorecards/rank_list.html", context)


def _spec(metric: str, spread: Spread) -> TableSpec:
    """The table of one metric, whose ranks are worked out in the spread of the programme."""
    label = LABELS[metric]
    return TableSpec(
        key="ranks",
        title=f"Ranks by {label.lower()}",
        columns=(
            Column("rank", "Rank", kind=Kind.FIGURE, value=lambda row: _rank(row.value, spread)),
            Column("name", "Partner", sort="name"),
            Column("external_id", "Account number", listed=False),
            Column("tier", "Tier", sort="tier", only_wide=True),
            Column("region", "Region", sort="region", only_wide=True),
            Column("type", "Type", sort="type", only_wide=True),
            Column("cam_name", "CAM", sort="cam_name", only_wide=True),
            Column("value", label, "value", Kind.FIGURE, PERCENT, value=lambda row: row.value * 100),
            Column("to_median", "To the median", kind=Kind.FIGURE, value=lambda row: _points(row.value, spread)),
            Column("quarter", "In the programme", value=lambda row: _quarter(row.value, spread)),
        ),
        filters=(
            Filter("metric", "By", METRIC_CHOICES, narrow=lambda rows, _metric: rows, any_label=LABELS[OVERALL]),
            field_filter("tier"),
            field_filter("region"),
            field_filter("type"),
            Filter("cam", "CAM", cam_choices, narrow=narrow_to_cam),
        ),
        search=("name", "external_id"),
        search_label="Name or account number",
        default_sort="-value",
        noun="partner",
        nouns="partners",
    )


def _percent(value: Decimal | None) -> Decimal | None:
    return None if value is None else value * 100


def _row(partner: Partner, spread: Spread) -> RankRow:
    value: Decimal = partner.value  # type: ignore[attr-defined]
    points = _points(value, spread)
    return RankRow(
        partner=partner,
        rank=_rank(value, spread),
        percent=value * 100,
        to_median="–" if points is None else signed_points(points),
        quarter=_quarter(value, spread),
    )


def signed_points(points: Decimal) -> str:
    """``+12`` or ``−3`` points; no sign on what rounds to zero."""
    text = number(points, 0)
    return text if text.startswith(MINUS) or text == "0" else f"+{text}"


def _rank(value: Decimal, spread: Spread) -> int | None:
    return spread.rank(value) if spread.count else None


def _points(value: Decimal, spread: Spread) -> Decimal | None:
    return None if spread.median is None else (value - spread.median) * 100


def _quarter(value: Decimal, spread: Spread) -> str:
    """Which quarter of the programme a value lies in, in words."""
    if not spread.count:
        return ""
    return QUARTERS[min(3, int(spread.share_below(value) * 4))]


def _chart(metric: str, programme: ProgrammeValues) -> Chart:
    """How many partners lie where."""
    spread = programme.spread
    median, top = (number((value or Decimal(0)) * 100, 0) for value in (spread.median, spread.top_quartile))
    return Chart(
        id="programme-spread",
        kind=ChartKind.BAR,
        title=f"{LABELS[metric]}: partners by value",
        summary=f"{spread.count} partners; half are at {median}% or more, the best quarter at {top}% or more.",
        categories=tuple(each.label for each in spread.bins),
        series=(Series("Partners", tuple(Decimal(each.count) for each in spread.bins)),),
        format=COUNT,
        heading=LABELS[metric],
    )
