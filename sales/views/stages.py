"""The stages of deals, in the settings."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from partners.views.page import moment_of
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from sales.forms.deals import StageForm
from sales.models import DealStage
from sales.operations.stages import add_stage, change_stage, remove_stage
from sales.queries.deals import stages_with_use


@require_safe
@requires(Permission.SETTINGS_EDIT)
def stage_list(request: TenantRequest, tenant: str) -> HttpResponse:
    """Every stage in its order, and how many deals stand in it."""
    return _list_page(request)


@requires(Permission.SETTINGS_EDIT)
def stage_add(request: TenantRequest, tenant: str) -> HttpResponse:
    """One more step."""
    form = StageForm(request.POST or None, initial={"order": _next_order()})
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            stage = add_stage(fields=form.cleaned_data, by=request.membership, at=moment_of(request).at)
            notify(request, f"{stage.name} was added.")
            return redirect("sales:stage-list", tenant)
    return _form_page(request, form, None)


@requires(Permission.SETTINGS_EDIT)
def stage_edit(request: TenantRequest, tenant: str, stage_id: UUID) -> HttpResponse:
    """Rename a step, move it, judge it anew."""
    stage = get_object_or_404(DealStage.objects.all(), pk=stage_id)
    form = StageForm(request.POST or None, stage=stage)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_stage(stage=stage, changes=form.cleaned_data, by=request.membership, at=moment_of(request).at)
            notify(request, f"{stage.name} was saved.")
            return redirect("sales:stage-list", tenant)
    return _form_page(request, form, stage)


@require_POST
@requires(Permission.SETTINGS_EDIT)
def stage_removal(request: TenantRequest, tenant: str, stage_id: UUID) -> HttpResponse:
    """Take a step away that no deal has ever been in."""
    stage = get_object_or_404(DealStage.objects.all(), pk=stage_id)
    try:
        remove_stage(stage=stage, by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        return _list_page(request, problem=f"{stage.name}: {refusal}")
    notify(request, f"{stage.name} was removed.")
    return redirect("sales:stage-list", tenant)


def _next_order() -> int:
    last = DealStage.objects.order_by("-order").values_list("order", flat=True).first()
    return (last or 0) + 1


def _list_page(request: TenantRequest, problem: str = "") -> HttpResponse:
    context = {"stages": stages_with_use(), "problem": problem}
    return TemplateResponse(request, "sales/stage_list.html", context, status=422 if problem else 200)


def _form_page(request: TenantRequest, form: StageForm, stage: DealStage | None) -> HttpResponse:
    context = {"form": form, "stage": stage}
    return TemplateResponse(request, "sales/stage_form.html", context, status=422 if form.errors else 200)
