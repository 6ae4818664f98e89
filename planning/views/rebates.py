"""Rebate studies: the list, a new one, one of them with its partners, and its workbook."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners.views.page import moment_of
from planning.calculations.rebates.periods import Comparison
from planning.calculations.rebates.study import Group, GroupSum, RebateReturn
from planning.documents.rebate import day_span, lines, partners_table, result_table, verdict
from planning.forms.rebates import StudyForm, initial_of
from planning.models import RebateStudy
from planning.operations.rebates import change_study, create_study, remove_study, return_study
from planning.queries.rebates import StudyResult, listed_partners, studies_in_order, study_result
from prm.documents import sheet
from prm.documents.formats import whole_money
from prm.documents.specs import Kpi
from prm.kernel.fiscal import FiscalCalendar
from prm.kernel.refusal import Refused
from prm.kernel.status import TrafficLight
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on, words_of
from prm.web.tables.export import EXPORTS
from prm.web.toasts import notify
from sales.queries.bookings import data_date


@dataclass(frozen=True)
class GroupLine:
    """One of the four groups with its sums, and the way to its partners."""

    group: Group
    sums: GroupSum
    query: str
    is_shown: bool


@require_safe
@requires(Permission.REBATE_VIEW)
def study_list(request: TenantRequest, tenant: str) -> HttpResponse:
    """Every study; what it comes to is worked out on its own page."""
    context = {"studies": list(studies_in_order()), "may_edit": request.membership.may(Permission.REBATE_EDIT)}
    return TemplateResponse(request, "planning/rebate_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REBATE_EDIT)
def study_create(request: TenantRequest, tenant: str) -> HttpResponse:
    """A study of the last full quarter to begin with."""
    now = moment_of(request)
    form = StudyForm(request.POST or None, initial=_proposal(request), currency=request.tenant.currency)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            study = create_study(fields=form.values(), partner_ids=form.partner_ids(), by=request.membership, at=now.at)
            notify(request, f"{study.name} was worked out.")
            return redirect("planning:rebate-study", tenant, study.pk)
    context = {"form": form, "study": None}
    return TemplateResponse(request, "planning/rebate_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REBATE_EDIT)
def study_edit(request: TenantRequest, tenant: str, study_id: UUID) -> HttpResponse:
    """Change a study."""
    study = get_object_or_404(RebateStudy, pk=study_id)
    initial = initial_of(study, listed_partners(study))
    form = StudyForm(request.POST or None, initial=initial, currency=request.tenant.currency)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            at = moment_of(request).at
            change_study(
                study=study, fields=form.values(), partner_ids=form.partner_ids(), by=request.membership, at=at
            )
            notify(request, f"{form.cleaned_data['name']} was saved.")
            return redirect("planning:rebate-study", tenant, study.pk)
    context = {"form": form, "study": RebateStudy.objects.get(pk=study.pk)}
    return TemplateResponse(request, "planning/rebate_form.html", context, status=422 if form.errors else 200)


@require_safe
@requires(Permission.REBATE_VIEW)
def study_detail(request: TenantRequest, tenant: str, study_id: UUID) -> HttpResponse:
    """What a rebate brought back, plainly and against the control group, and the partners behind it by `group`."""
    study = get_object_or_404(RebateStudy, pk=study_id)
    result, currency = _result(request, study), request.tenant.currency
    group = _group(request.GET.get("group", ""))
    context: dict[str, Any] = {
        "study": study,
        "result": result,
        "may_edit": request.membership.may(Permission.REBATE_EDIT),
        "group": group,
        "partners": result.of_group(group),
        "currency": currency,
    }
    if result.found is not None and result.days is not None:
        context |= {
            "verdict": verdict(result.found, currency),
            "kpis": _kpis(result.found, study.rebates, currency),
            "lines": lines(result.found, rebates=study.rebates, margin=result.margin.share, currency=currency),
            "groups": _groups(result.found, group),
            "period": day_span(result.days.period),
            "baseline": day_span(result.days.baseline),
        }
    return TemplateResponse(request, "planning/rebate_study.html", context)


@require_POST
@requires(Permission.REBATE_EDIT)
def study_removal(request: TenantRequest, tenant: str, study_id: UUID) -> HttpResponse:
    """Take a study away; the message offers the way back."""
    study = get_object_or_404(RebateStudy, pk=study_id)
    remove_study(study=study, by=request.membership, at=moment_of(request).at)
    notify(request, f"{study.name} was removed.", undo_url=reverse("planning:rebate-return", args=[tenant, study.pk]))
    return redirect("planning:rebate-list", tenant)


@require_POST
@requires(Permission.REBATE_EDIT)
def study_return(request: TenantRequest, tenant: str, removed_work_id: UUID) -> HttpResponse:
    """Bring back a study that was removed."""
    try:
        study = return_study(key=removed_work_id, by=request.membership, at=moment_of(request).at)
    except (Refused, ValidationError) as refusal:
        messages.error(request, words_of(refusal))
        return redirect("planning:rebate-list", tenant)
    notify(request, f"{study.name} is back.")
    return redirect("planning:rebate-study", tenant, study.pk)


@require_safe
@requires(Permission.REBATE_VIEW)
def study_file(request: TenantRequest, tenant: str, study_id: UUID) -> HttpResponse:
    """The study as a workbook: the calculation, and every partner. 404 before its period has begun."""
    study = get_object_or_404(RebateStudy, pk=study_id)
    result, currency = _result(request, study), request.tenant.currency
    if result.found is None or result.days is None:
        raise Http404
    figures = result_table(
        result.found,
        title=study.name,
        days=result.days,
        rebates=study.rebates,
        margin=result.margin.share,
        currency=currency,
    )
    body = sheet.write_xlsx(figures, partners_table(result.of_group(None), currency=currency))
    response = HttpResponse(body, content_type=EXPORTS["xlsx"])
    response.headers["Content-Disposition"] = f'attachment; filename="{slugify(study.name) or "rebate"}.xlsx"'
    return response


def _result(request: TenantRequest, study: RebateStudy) -> StudyResult:
    return study_result(study, as_of=data_date(today=moment_of(request).today))


def _group(text: str) -> Group | None:
    return Group(text) if text in list(Group) else None


def _groups(found: RebateReturn, shown: Group | None) -> list[GroupLine]:
    sums = {
        Group.PARTICIPANT: found.participants,
        Group.CONTROL: found.control,
        Group.NEW_PARTICIPANT: found.new_participants,
        Group.NEW_CONTROL: found.new_control,
    }
    return [GroupLine(group, each, f"?group={group}#partners", group is shown) for group, each in sums.items()]


def _kpis(found: RebateReturn, rebates: Decimal, currency: str) -> list[tuple[Kpi, str]]:
    cash, adjusted = whole_money(currency), found.adjusted
    plain = Kpi("Increment", cash.short(found.plain.increment), _partners(found.participants.partners))
    roi = Kpi("Margin ROI", found.plain.margin_roi.as_change(0), _pays(found.plain.pays))
    if adjusted is None:
        beyond = Kpi("Beyond the control group", "–", "Nobody to compare with", TrafficLight.NO_DATA)
        truth = Kpi("Adjusted margin ROI", "–", "Nobody to compare with", TrafficLight.NO_DATA)
    else:
        growth = found.control.growth.as_change()
        beyond = Kpi("Beyond the control group", cash.short(adjusted.increment), f"which moved by {growth}")
        truth = Kpi("Adjusted margin ROI", adjusted.margin_roi.as_change(0), _pays(adjusted.pays))
    participants, control = "?group=participant#partners", "?group=control#partners"
    return [(plain, participants), (roi, participants), (beyond, control), (truth, control)]


def _partners(number: int) -> str:
    return "of 1 partner" if number == 1 else f"of {number} partners"


def _pays(pays: bool | None) -> str:
    if pays is None:
        return "cannot be told"
    return "pays for the rebates" if pays else "does not pay for the rebates"


def _proposal(request: TenantRequest) -> dict[str, Any]:
    """The last quarter that bookings cover to its end."""
    calendar = FiscalCalendar(request.tenant.fiscal_year_start_month)
    known = data_date(today=moment_of(request).today)
    last = calendar.quarter(calendar.quarter_of(known).previous())
    return {
        "name": f"Rebate {last.label}",
        "start_date": last.start_date,
        "end_date": last.end_date,
        "comparison": Comparison.LAST_YEAR.value,
        "control": "others:",
    }
