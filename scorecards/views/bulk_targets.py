"""Targets of a fiscal year for many partners at once: a grid to propose, edit, paste into, save, and take back."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST

from partners.models import Partner
from partners.queries.partners import values_in_use
from partners.views.page import Moment, moment_of
from prm.documents import sheet
from prm.documents.formats import Format
from prm.documents.specs import Column, Kind, Table
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.tables.export import EXPORTS
from prm.web.toasts import notify
from scorecards.calculations.bulk_targets import Split, proposed, split_year
from scorecards.forms.bulk_targets import Grid, ProposalForm, cell_name, cell_text
from scorecards.imports import TARGETS
from scorecards.models import TargetBatch
from scorecards.operations.bulk_targets import set_targets, undo_targets
from scorecards.queries.bulk_targets import TargetYear, YearOfPartner, target_year
from scorecards.queries.partner_list import managed_by
from scorecards.queries.performance import calendar_of
from scorecards.views.partner_list import cam_choices

# Browsers and Django take so many fields in one form.
MOST_CELLS = 1500
DEFAULT_GROWTH = Decimal(10)
CHOSEN_BY = ("tier", "region", "type")


@dataclass(frozen=True)
class Cell:
    """One amount, as text; `error` says what is wrong with it."""

    name: str
    label: str
    text: str
    error: str = ""


@dataclass(frozen=True)
class GridRow:
    """A partner with last year's bookings and the cells of its windows."""

    partner: Partner
    booked: Decimal
    cells: list[Cell]
    total: Decimal
    is_kept: bool

    @property
    def error(self) -> str:
        """What is wrong in the row, first thing first."""
        return next((cell.error for cell in self.cells if cell.error), "")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TARGET_EDIT)
def target_grid(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """Propose, edit and save. The proposal is in the address; POST saves the cells, all or none."""
    now = moment_of(request)
    form = _form(request, now)
    if not form.is_valid():
        return TemplateResponse(request, "scorecards/target_grid.html", {"form": form}, status=422)
    chosen = form.cleaned_data
    shown = _year(request, chosen, now)
    if request.GET.get("export", "") in EXPORTS:
        return _export(shown, chosen, request.GET["export"])
    if request.method != "POST":
        return _page(request, form, shown, [_proposed_row(each, shown, chosen) for each in shown.partners])
    grid = Grid(request.POST, [each.partner for each in shown.partners], shown.windows)
    return _save(request, form, shown, grid, now)


@require_POST
@requires(Permission.TARGET_EDIT)
def target_grid_undo(request: TenantRequest, tenant: str, saved_id: UUID) -> HttpResponseBase:
    """Bring back the targets that stood before a saving of one's own."""
    batch = get_object_or_404(TargetBatch, pk=saved_id)
    try:
        undo_targets(batch=batch, by=request.membership, at=moment_of(request).at)
    except Refused as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, f"Targets of {batch.year_label} are as they were before.")
    return redirect("scorecards:target-grid", tenant)


def _form(request: TenantRequest, now: Moment) -> ProposalForm:
    this_year = calendar_of(request.tenant).year_of(now.today)
    first = {"year": this_year + 1, "split": Split.QUARTERS, "rule": "keep", "growth": DEFAULT_GROWTH}
    asked = {**first, **{key: value for key, value in request.GET.items() if value or key not in first}}
    return ProposalForm(
        asked,
        years=[this_year - 1, this_year, this_year + 1, this_year + 2],
        in_use=values_in_use(*CHOSEN_BY),
        cams=cam_choices(request),
    )


def _year(request: TenantRequest, chosen: dict[str, Any], now: Moment) -> TargetYear:
    split = Split(chosen["split"])
    cells = {Split.YEAR: 1, Split.QUARTERS: 4, Split.MONTHS: 12}[split]
    return target_year(
        _narrowed(chosen, now),
        tenant=request.tenant,
        year=chosen["year"],
        split=split,
        today=now.today,
        most=MOST_CELLS // (cells + 1),
    )


def _narrowed(chosen: dict[str, Any], now: Moment) -> QuerySet[Partner]:
    rows = Partner.objects.filter(**{field: chosen[field] for field in CHOSEN_BY if chosen[field]})
    return managed_by(rows, chosen["cam"], on=now.today) if chosen["cam"] else rows


def _amounts(each: YearOfPartner, shown: TargetYear, chosen: dict[str, Any]) -> tuple[Decimal, ...]:
    if chosen["rule"] == "keep" and each.targets is not None:
        return each.targets
    return split_year(proposed(each.last, chosen["growth"]), shown.windows, each.last)


def _proposed_row(each: YearOfPartner, shown: TargetYear, chosen: dict[str, Any]) -> GridRow:
    amounts = _amounts(each, shown, chosen)
    cells = [
        Cell(cell_name(each.partner.pk, place), f"{each.partner.name}, {window.label}", cell_text(amount))
        for place, (window, amount) in enumerate(zip(shown.windows, amounts, strict=True))
    ]
    is_kept = chosen["rule"] == "keep" and each.targets is not None
    return GridRow(each.partner, each.booked, cells, sum(amounts, Decimal(0)), is_kept)


def _sent_row(each: YearOfPartner, shown: TargetYear, grid: Grid) -> GridRow:
    key = each.partner.pk
    cells = [
        Cell(
            cell_name(key, place),
            f"{each.partner.name}, {window.label}",
            grid.text(key, place),
            grid.errors.get(cell_name(key, place), ""),
        )
        for place, window in enumerate(shown.windows)
    ]
    total = sum((amount for _window, amount in grid.plans[key]), Decimal(0))
    return GridRow(each.partner, each.booked, cells, total, is_kept=False)


def _save(request: TenantRequest, form: ProposalForm, shown: TargetYear, grid: Grid, now: Moment) -> HttpResponseBase:
    problem = f"{len(grid.errors)} amounts cannot be read. Nothing is saved." if grid.errors else ""
    if not problem and not grid.plans:
        problem = "There is nobody to set targets for."
    if not problem:
        try:
            batch = set_targets(plans=grid.plans, year=shown.year, by=request.membership, at=now.at)
        except Refused as refused:
            problem = str(refused)
        else:
            undo = reverse("scorecards:target-grid-undo", args=[request.tenant.slug, batch.pk])
            notify(request, f"Targets of {len(grid.plans)} partners for {shown.year.label} saved.", undo_url=undo)
            return redirect(request.get_full_path())
    sent = set(grid.plans)
    rows = [_sent_row(each, shown, grid) for each in shown.partners if each.partner.pk in sent]
    return _page(request, form, shown, rows, problem=problem)


def _page(
    request: TenantRequest, form: ProposalForm, shown: TargetYear, rows: list[GridRow], *, problem: str = ""
) -> TemplateResponse:
    query = request.GET.copy()
    query.pop("export", None)
    context = {
        "form": form,
        "shown": shown,
        "rows": rows,
        "problem": problem,
        "total": sum((row.total for row in rows), Decimal(0)),
        "booked": sum((row.booked for row in rows), Decimal(0)),
        "query": query.urlencode(),
    }
    return TemplateResponse(request, "scorecards/target_grid.html", context, status=422 if problem else 200)


def _export(shown: TargetYear, chosen: dict[str, Any], wanted: str) -> HttpResponse:
    """The grid as a file that the import of partners' targets takes as it is."""
    names = {field.key: field.label for field in TARGETS.fields}
    rows = tuple(
        (each.partner.external_id, each.partner.name, window.start_date, window.end_date, amount)
        for each in shown.partners
        for window, amount in zip(shown.windows, _amounts(each, shown, chosen), strict=True)
    )
    table = Table(
        id="targets",
        title=f"Targets {shown.year.label}",
        columns=(
            Column(names["partner"]),
            Column("Name"),
            Column(names["start_date"], Kind.DATE),
            Column(names["end_date"], Kind.DATE),
            Column(names["amount"], Kind.FIGURE, Format(places=2)),
        ),
        rows=rows,
    )
    body = sheet.write_csv(table) if wanted == "csv" else sheet.write_xlsx(table)
    response = HttpResponse(body, content_type=EXPORTS[wanted])
    response.headers["Content-Disposition"] = f'attachment; filename="{slugify(table.title)}.{wanted}"'
    return response
