"""Kinds of tactics, in the settings."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from partners.views.page import moment_of
from planning.forms.marketing import TypeForm
from planning.models import TacticType
from planning.operations.marketing.tactic_types import add_type, change_type, remove_type
from planning.queries.marketing.plans import types_with_use
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify


@require_safe
@requires(Permission.TACTIC_TYPE_EDIT)
def type_list(request: TenantRequest, tenant: str) -> HttpResponse:
    """Every kind with its figures, and how many tactics are of it."""
    return _list_page(request)


@requires(Permission.TACTIC_TYPE_EDIT)
def type_add(request: TenantRequest, tenant: str) -> HttpResponse:
    """One more kind."""
    form = TypeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            kind = add_type(fields=form.cleaned_data, by=request.membership, at=moment_of(request).at)
            notify(request, f"{kind} was added.")
            return redirect("planning:tactic-type-list", tenant)
    return _form_page(request, form, None)


@requires(Permission.TACTIC_TYPE_EDIT)
def type_edit(request: TenantRequest, tenant: str, tactic_type_id: UUID) -> HttpResponse:
    """Other figures for the tactics to come."""
    kind = get_object_or_404(TacticType.objects.all(), pk=tactic_type_id)
    form = TypeForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_type(kind=kind, changes=form.cleaned_data, by=request.membership, at=moment_of(request).at)
            notify(request, f"{kind} was saved.")
            return redirect("planning:tactic-type-list", tenant)
    return _form_page(request, form, kind)


@require_POST
@requires(Permission.TACTIC_TYPE_EDIT)
def type_removal(request: TenantRequest, tenant: str, tactic_type_id: UUID) -> HttpResponse:
    """Take a kind away that no tactic is of."""
    kind = get_object_or_404(TacticType.objects.all(), pk=tactic_type_id)
    try:
        remove_type(kind=kind, by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        return _list_page(request, problem=f"{kind}: {refusal}")
    notify(request, f"{kind} was removed.")
    return redirect("planning:tactic-type-list", tenant)


def _list_page(request: TenantRequest, problem: str = "") -> HttpResponse:
    context = {"types": types_with_use(), "problem": problem}
    return TemplateResponse(request, "planning/tactic_type_list.html", context, status=422 if problem else 200)


def _form_page(request: TenantRequest, form: TypeForm, kind: TacticType | None) -> HttpResponse:
    context = {"form": form, "kind": kind}
    return TemplateResponse(request, "planning/tactic_type_form.html", context, status=422 if form.errors else 200)
