"""Life stages: of one partner, of all that a member looks after, and the funnel of the programme."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from partners.models import Partner
from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from programs.calculations.funnel import measure_funnel
from programs.documents.presentation import funnel_chart, funnel_kpis
from programs.forms.decisions import StageForm
from programs.operations.stages import confirm_stage
from programs.queries.stages import journeys, partners_in_reach, stage_history, stage_rows, suggestions
from sales.queries.bookings import data_date

PAGE_SIZE = 100
HISTORY_SHOWN = 50


@require_safe
@requires(Permission.STAGE_CONFIRM)
def stage_list(request: TenantRequest, tenant: str) -> HttpResponse:
    """Partners whose stage the rules see elsewhere, each to confirm with one press; and all the others."""
    as_of = data_date(today=moment_of(request).today)
    rows = stage_rows(list(partners_in_reach()), as_of=as_of)
    settled = [row for row in rows if not row.differs]
    context = {
        "differing": [row for row in rows if row.differs],
        "page": Paginator(settled, PAGE_SIZE).get_page(request.GET.get("page")),
        "as_of": as_of,
        "may_see_funnel": request.membership.may(Permission.ROLLUP_VIEW),
    }
    return TemplateResponse(request, "programs/stage_list.html", context)


@require_safe
@requires(Permission.STAGE_CONFIRM)
def partner_stage(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """The partner's stage, what the rules suggest and why, and how it came there."""
    partner = partner_or_404(partner_id)
    return TemplateResponse(request, "programs/partner_stage.html", _stage_page(request, partner, None))


@require_POST
@requires(Permission.STAGE_CONFIRM)
def stage_confirmation(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """Confirm the suggested stage, or another with a reason."""
    partner, now = partner_or_404(partner_id), moment_of(request)
    as_of = data_date(today=now.today)
    form = StageForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            change = confirm_stage(
                partner=partner,
                stage=form.chosen(),
                suggestion=suggestions([partner], as_of=as_of)[partner.pk],
                note=form.cleaned_data["note"],
                today=now.today,
                by=request.membership,
                at=now.at,
            )
            notify(request, f"{partner.name}: {change}.")
            if request.POST.get("from") == "list":
                return redirect("programs:stage-list", tenant)
            return redirect("programs:partner-stage", tenant, partner_id)
    if request.POST.get("from") == "list":
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("programs:stage-list", tenant)
    context = _stage_page(request, partner_or_404(partner_id), form)
    return TemplateResponse(request, "programs/partner_stage.html", context, status=422)


def _stage_page(request: TenantRequest, partner: Partner, form: StageForm | None) -> dict[str, Any]:
    now = moment_of(request)
    as_of = data_date(today=now.today)
    (row,) = stage_rows([partner], as_of=as_of)
    return partner_page_context(request, partner, "stage") | {
        "row": row,
        "days": (now.today - row.since_date).days if row.since_date else None,
        "form": form or StageForm(initial={"stage": row.suggestion.stage}),
        "history": list(stage_history(partner)[:HISTORY_SHOWN]),
        "as_of": as_of,
    }


@require_safe
@requires(Permission.ROLLUP_VIEW)
def stage_funnel(request: TenantRequest, tenant: str) -> HttpResponse:
    """How far partners came, how many sell, and how long that took."""
    as_of = data_date(today=moment_of(request).today)
    funnel = measure_funnel(journeys(list(partners_in_reach()), as_of=as_of), as_of=as_of)
    context = {
        "funnel": funnel,
        "chart": funnel_chart(funnel),
        "kpis": funnel_kpis(funnel),
        "as_of": as_of,
        "may_confirm": request.membership.may(Permission.STAGE_CONFIRM),
    }
    return TemplateResponse(request, "programs/stage_funnel.html", context)
