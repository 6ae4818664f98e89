"""The chief's page of business plans: by CAM, region and tier, and the partners behind each row."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from partners.views.page import moment_of
from prm.documents import sheet
from prm.documents.specs import Table
from prm.kernel.fiscal import FiscalCalendar, year_label
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.tables.export import EXPORTS
from rollups.calculations.plans import PartnerPlan, PlanFigures, PlanGrouping, Standing, grouped, sum_up
from rollups.documents.plans import groups_table, partners_table, plan_kpis, shown_words
from rollups.queries.plans import partner_plans
from sales.queries.bookings import data_date

PARTNERS = "partners"
COUNTED = "counted"
YEARS_AROUND = (-2, 2)


class Counted(StrEnum):
    """The part of a row's partners that a sum of money is made of."""

    SUMS = "sums"
    PROFIT = "profit"

    @property
    def label(self) -> str:
        return "Active plans in the sums" if self is Counted.SUMS else "Active plans whose profit is shown"


@dataclass(frozen=True)
class PlanTile:
    """A group with the ways to its partners, all of them and by standing."""

    name: str
    figures: PlanFigures
    url: str

    def _of(self, standing: Standing) -> str:
        return f"{self.url}&standing={standing}"

    @property
    def active_url(self) -> str:
        return self._of(Standing.ACTIVE)

    @property
    def drafts_url(self) -> str:
        return self._of(Standing.DRAFT)

    @property
    def sums_url(self) -> str:
        """The partners whose plans the sums are of."""
        return f"{self.url}&{COUNTED}={Counted.SUMS}"

    @property
    def profit_url(self) -> str:
        """The partners whose profit the sum is of."""
        return f"{self.url}&{COUNTED}={Counted.PROFIT}"

    @property
    def none_url(self) -> str:
        return self._of(Standing.NONE)

    @property
    def shown(self) -> str:
        """Whose profit the sum is of."""
        return shown_words(self.figures)


@require_safe
@requires(Permission.ROLLUP_VIEW)
def plans_page(request: TenantRequest, tenant: str) -> HttpResponse:
    """Plans of a fiscal year (`?year=`) added up by CAM, region and tier."""
    year, found = _found(request)
    total = sum_up(found)
    here = reverse("rollups:plans-partners", args=[tenant])
    whole = PlanTile("All partners", total, f"{here}?{urlencode({'year': year})}")
    ways = (whole.url, whole.sums_url, whole.sums_url, whole.sums_url, whole.profit_url)
    context = _context(request, year) | {
        "kpis": list(zip(plan_kpis(total, currency=request.tenant.currency), ways, strict=True)),
        "total": whole,
        "sections": [(grouping, _tiles(found, grouping, here, year)) for grouping in PlanGrouping],
        "kinds": [(grouping, grouping.word) for grouping in PlanGrouping],
    }
    return TemplateResponse(request, "rollups/plans.html", context)


@require_safe
@requires(Permission.ROLLUP_VIEW)
def plans_partners(request: TenantRequest, tenant: str) -> HttpResponse:
    """The partners that a row is the sum of: `?cam=`, `?region=` or `?tier=`, and `?standing=` or `?counted=`."""
    year, found = _found(request)
    chosen = _chosen(request, found)
    query = request.GET.copy()
    query["year"] = str(year)
    context = _context(request, year) | {
        "partners": chosen,
        "total": sum_up(chosen),
        "group": _group_name(request, chosen),
        "narrowed": _counted(request) or _standing(request),
        "query": query.urlencode(),
    }
    return TemplateResponse(request, "rollups/plans_partners.html", context)


@require_safe
@requires(Permission.ROLLUP_VIEW)
def plans_file(request: TenantRequest, tenant: str, what: str, kind: str) -> HttpResponse:
    """One grouping, or the partners behind a row, as CSV or XLSX: the page's figures to the last digit."""
    if kind not in EXPORTS or what not in (*PlanGrouping, PARTNERS):
        raise Http404
    year, found = _found(request)
    table = _table(request, found, what)
    body = sheet.write_csv(table) if kind == "csv" else sheet.write_xlsx(table)
    response = HttpResponse(body, content_type=EXPORTS[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="plans-{what}-{year}.{kind}"'
    return response


def _table(request: TenantRequest, found: list[PartnerPlan], what: str) -> Table:
    currency = request.tenant.currency
    if what == PARTNERS:
        return partners_table(_chosen(request, found), currency=currency)
    grouping = PlanGrouping(what)
    return groups_table(grouped(found, grouping), sum_up(found), grouping, currency=currency)


def _found(request: TenantRequest) -> tuple[int, list[PartnerPlan]]:
    today, vendor = moment_of(request).today, request.tenant
    this, asked = FiscalCalendar(vendor.fiscal_year_start_month).year_of(today), request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and 1900 < int(asked[:5]) < 2200 else this
    return year, partner_plans(tenant=vendor, fiscal_year=year, today=today)


def _context(request: TenantRequest, year: int) -> dict[str, Any]:
    today = moment_of(request).today
    this = FiscalCalendar(request.tenant.fiscal_year_start_month).year_of(today)
    first, last = YEARS_AROUND
    years = [(each, year_label(each)) for each in range(this + first, this + last)]
    return {"year": year, "year_label": year_label(year), "years": years, "as_of": data_date(today=today)}


def _tiles(found: list[PartnerPlan], grouping: PlanGrouping, here: str, year: int) -> list[PlanTile]:
    return [
        PlanTile(group.name, group.figures, f"{here}?{urlencode({'year': year, grouping.value: group.key})}")
        for group in grouped(found, grouping)
    ]


def _chosen(request: TenantRequest, found: list[PartnerPlan]) -> list[PartnerPlan]:
    """Those of the group and standing that the address names; all where it names none."""
    for grouping in PlanGrouping:
        if grouping in request.GET:
            found = [each for each in found if each.key(grouping)[0] == request.GET[grouping]]
    standing, counted = _standing(request), _counted(request)
    found = [each for each in found if standing in (None, each.standing)]
    if counted is None:
        return found
    return [each for each in found if each.is_summed and (counted is Counted.SUMS or each.profit is not None)]


def _standing(request: TenantRequest) -> Standing | None:
    return next((each for each in Standing if each == request.GET.get("standing")), None)


def _counted(request: TenantRequest) -> Counted | None:
    return next((each for each in Counted if each == request.GET.get(COUNTED)), None)


def _group_name(request: TenantRequest, chosen: list[PartnerPlan]) -> str:
    named = [grouping for grouping in PlanGrouping if grouping in request.GET]
    return ", ".join(chosen[0].key(grouping)[1] for grouping in named) if chosen else ""
