"""The chief's first page, and its figures as files."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from partners.views.page import moment_of
from prm.documents import sheet
from prm.documents.specs import Table
from prm.kernel.status import TrafficLight
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.tables.export import EXPORTS
from rollups.calculations.overview import Figures, Group, Grouping, Overview
from rollups.documents.presentation import groups_table, kpis, months_chart, quotas_table
from rollups.queries.overview import months, overview
from rollups.queries.quotas import quota_windows
from rollups.views.quotas import grid_of
from scorecards.queries.performance import calendar_of

QUOTAS = "quotas"


@dataclass(frozen=True)
class Tile:
    """One group with the way to the partners that it is the sum of."""

    name: str
    figures: Figures
    url: str
    at_risk_url: str

    @property
    def at_risk(self) -> int:
        """How many of its partners are at risk."""
        return self.figures.count(TrafficLight.AT_RISK)


@dataclass(frozen=True)
class Section:
    """One grouping as the page shows it."""

    grouping: Grouping
    tiles: list[Tile]


@require_safe
@requires(Permission.ROLLUP_VIEW)
def overview_page(request: TenantRequest, tenant: str) -> HttpResponse:
    """How the whole channel stands, by CAM, region and type, and each CAM's quotas. Six queries for any tenant."""
    now, vendor = moment_of(request), request.tenant
    result = overview(tenant=vendor, today=now.today)
    calendar = calendar_of(vendor)
    year = calendar.year(calendar.year_of(result.as_of))
    context = {
        "overview": result,
        "year": year,
        "kpis": kpis(result, currency=vendor.currency),
        "chart": months_chart(months(tenant=vendor, as_of=result.as_of), currency=vendor.currency),
        "sections": [_section(result, grouping, tenant) for grouping in Grouping],
        "quotas": grid_of(quota_windows(tenant=vendor, as_of=result.as_of, period=year)),
        "at_risk": result.total.count(TrafficLight.AT_RISK),
        "may_import": request.membership.may(Permission.IMPORT_RUN),
    }
    return TemplateResponse(request, "rollups/overview.html", context)


@require_safe
@requires(Permission.ROLLUP_VIEW)
def overview_file(request: TenantRequest, tenant: str, what: str, kind: str) -> HttpResponse:
    """One grouping, or the quotas, as CSV or XLSX: the page's figures to the last digit."""
    if kind not in EXPORTS or what not in (*Grouping, QUOTAS):
        raise Http404
    table = _table(request, what)
    body = sheet.write_csv(table) if kind == "csv" else sheet.write_xlsx(table)
    response = HttpResponse(body, content_type=EXPORTS[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{slugify(table.title)}.{kind}"'
    return response


def _table(request: TenantRequest, what: str) -> Table:
    vendor, today = request.tenant, moment_of(request).today
    result = overview(tenant=vendor, today=today)
    if what == QUOTAS:
        return quotas_table(quota_windows(tenant=vendor, as_of=result.as_of), currency=vendor.currency)
    return groups_table(result, Grouping(what), currency=vendor.currency)


def _section(result: Overview, grouping: Grouping, slug: str) -> Section:
    return Section(grouping, [_tile(group, grouping, slug) for group in result.groups[grouping]])


def _tile(group: Group, grouping: Grouping, slug: str) -> Tile:
    partners = reverse("scorecards:partner-list", args=[slug])
    query = urlencode({grouping.value: group.key})
    return Tile(group.name, group.figures, f"{partners}?{query}", f"{partners}?{query}&light=at_risk")
