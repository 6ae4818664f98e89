"""A plan beside what was booked: the page of plan and actual."""

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from partners.views.page import moment_of
from planning.calculations.fixed import decimal
from planning.calculations.plans.account import By
from planning.calculations.plans.actuals import PlanActuals
from planning.documents.plans.actuals import (
    Cell,
    Row,
    actuals_chart,
    kpis,
    outcomes,
    periods,
    rows,
    sentences,
    total_row,
)
from planning.documents.plans.actuals_sheet import PlanInSheet, actuals_tables
from planning.models import BusinessPlan
from planning.queries.plans.actuals import plan_actuals, thresholds_of
from planning.views.plans.page import get_plan_or_404, plan_page
from planning.views.what_if.outlook import month_labels
from prm.documents.enums import SHEET
from prm.documents.sheet import write_xlsx
from prm.kernel.fiscal import Period, year_label
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from sales.queries.bookings import NO_FAMILY, data_date

PAGE = "planning:plan-actuals"
_COLUMNS = (By.QUARTER, By.MONTH)


@dataclass(frozen=True, slots=True)
class LinkedCell:
    """A cell, and the way to the bookings that it is the sum of; "" where the reader has no such way."""

    cell: Cell
    url: str


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """A row with its ways."""

    row: Row
    to_date: LinkedCell
    cells: list[LinkedCell]


@require_safe
@requires(Permission.PLAN_VIEW)
def actuals_page(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """What was planned and what was booked, line by line, and what is to be expected. `?by=month` shows months."""
    plan = get_plan_or_404(plan_id)
    as_of = data_date(today=moment_of(request).today)
    found = plan_actuals(plan, data_date=as_of, currency=request.tenant.currency)
    context = plan_page(request, plan, PAGE) | {
        "as_of": as_of,
        "found": found,
        "knows_costs": found.plan.profit is not None,
        "is_first_open": as_of < plan.start_month,
    }
    if found.closed:
        context |= _figures(request, plan, found)
    return TemplateResponse(request, "planning/plan_actuals.html", context)


@require_safe
@requires(Permission.PLAN_VIEW)
def actuals_file(request: TenantRequest, tenant: str, plan_id: UUID) -> FileResponse:
    """The same as a workbook, by quarter or `?by=month`. 404 before the first month is closed."""
    plan = get_plan_or_404(plan_id)
    as_of = data_date(today=moment_of(request).today)
    found = plan_actuals(plan, data_date=as_of, currency=request.tenant.currency)
    if not found.closed:
        raise Http404
    told = PlanInSheet(
        found=found,
        title=plan.title,
        partner_name=plan.partner.name,
        currency=plan.currency,
        start_month=plan.start_month,
        months=month_labels(plan),
        as_of=as_of,
        by=_by(request),
        thresholds=thresholds_of(request.tenant),
    )
    name = f"Plan and actual {plan.partner.name} {year_label(plan.fiscal_year)} to {as_of.isoformat()}.xlsx"
    body = BytesIO(write_xlsx(*actuals_tables(told)))
    response = FileResponse(body, as_attachment=True, filename=name, content_type=SHEET)
    response["Cache-Control"] = "private, no-store"
    return response


def _figures(request: TenantRequest, plan: BusinessPlan, found: PlanActuals) -> dict[str, object]:
    by, currency, months = _by(request), plan.currency, month_labels(plan)
    thresholds = thresholds_of(request.tenant)
    start = plan.start_month
    link = _Links(request, plan)
    return {
        "by": by,
        "bys": [(each, f"{each.value.capitalize()}s") for each in _COLUMNS],
        "last_month": months[found.closed - 1],
        "periods": periods(start, found.closed, by),
        "rows": [link.row(row) for row in rows(found, start_month=start, by=by)],
        "total": link.row(total_row(found, start_month=start, by=by)),
        "sentences": sentences(found, currency=currency, thresholds=thresholds),
        "kpis": kpis(found, currency=currency, thresholds=thresholds),
        "outcomes": outcomes(found, currency=currency, months=months),
        "chart": actuals_chart(found, currency=currency, months=months),
        "pace": None if found.pace is None else decimal(found.pace * 100, 0),
    }


class _Links:
    """From a figure to the bookings behind it."""

    def __init__(self, request: TenantRequest, plan: BusinessPlan) -> None:
        may = request.membership.may(Permission.BOOKING_VIEW)
        self._url = reverse("sales:partner-bookings", args=[request.tenant.slug, plan.partner_id]) if may else ""

    def row(self, row: Row) -> LinkedRow:
        cells = [LinkedCell(cell, self._to(cell.period, row.family)) for cell in row.cells]
        return LinkedRow(row, LinkedCell(row.to_date, self._to(row.to_date.period, row.family)), cells)

    def _to(self, period: Period, family: str | None) -> str:
        if not self._url:
            return ""
        asked = {"from": period.start_date.isoformat(), "to": period.end_date.isoformat()}
        if family is not None:
            asked["family"] = family or NO_FAMILY
        return f"{self._url}?{urlencode(asked)}"


def _by(request: TenantRequest) -> By:
    return next((by for by in _COLUMNS if by == request.GET.get("by")), By.QUARTER)
