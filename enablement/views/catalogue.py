"""What the programme asks for, kept by operations: certifications, requirements of tiers, templates of tasks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from enablement.forms import CertificationForm, RequirementForm, RowForm, TemplateForm
from enablement.models import CertificateRequirement, Certification, TaskTemplate
from enablement.operations.catalogue import Entry, add_entry, change_entry, remove_entry
from enablement.operations.joining import add_joining_tasks
from enablement.queries.training import certifications, requirements, templates
from partners.queries.partners import values_in_use
from partners.tabs import TabLink
from partners.views.page import moment_of
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify


@dataclass(frozen=True)
class Part:
    """One of the three lists: its rows, its form, its pages."""

    model: type[Entry]
    form: type[RowForm]
    rows: Callable[[], QuerySet[Any]]
    title: str
    url_name: str
    template: str


CERTIFICATIONS = Part(
    Certification,
    CertificationForm,
    certifications,
    "Certifications",
    "enablement:certification-list",
    "enablement/certification_list.html",
)
REQUIREMENTS = Part(
    CertificateRequirement,
    RequirementForm,
    requirements,
    "Requirements",
    "enablement:requirement-list",
    "enablement/requirement_list.html",
)
TEMPLATES = Part(
    TaskTemplate,
    TemplateForm,
    templates,
    "Task templates",
    "enablement:template-list",
    "enablement/template_list.html",
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SETTINGS_EDIT)
def certification_list(request: TenantRequest, tenant: str) -> HttpResponse:
    """Everything that people can be certified in; POST adds one."""
    return _list(request, CERTIFICATIONS)


@requires(Permission.SETTINGS_EDIT)
def certification_edit(request: TenantRequest, tenant: str, certification_id: UUID) -> HttpResponse:
    """Change a certification."""
    return _edit(request, CERTIFICATIONS, certification_id)


@require_POST
@requires(Permission.SETTINGS_EDIT)
def certification_removal(request: TenantRequest, tenant: str, certification_id: UUID) -> HttpResponse:
    """Remove a certification that nobody holds and no tier asks for."""
    return _remove(request, CERTIFICATIONS, certification_id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SETTINGS_EDIT)
def requirement_list(request: TenantRequest, tenant: str) -> HttpResponse:
    """What each tier asks for; POST adds to it."""
    return _list(request, REQUIREMENTS)


@requires(Permission.SETTINGS_EDIT)
def requirement_edit(request: TenantRequest, tenant: str, requirement_id: UUID) -> HttpResponse:
    """Change a requirement."""
    return _edit(request, REQUIREMENTS, requirement_id)


@require_POST
@requires(Permission.SETTINGS_EDIT)
def requirement_removal(request: TenantRequest, tenant: str, requirement_id: UUID) -> HttpResponse:
    """Ask for it no longer."""
    return _remove(request, REQUIREMENTS, requirement_id)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SETTINGS_EDIT)
def template_list(request: TenantRequest, tenant: str) -> HttpResponse:
    """The tasks that newcomers get; POST adds one."""
    return _list(request, TEMPLATES)


@requires(Permission.SETTINGS_EDIT)
def template_edit(request: TenantRequest, tenant: str, template_id: UUID) -> HttpResponse:
    """Change a template. Tasks that it made stay as they are."""
    return _edit(request, TEMPLATES, template_id)


@require_POST
@requires(Permission.SETTINGS_EDIT)
def template_removal(request: TenantRequest, tenant: str, template_id: UUID) -> HttpResponse:
    """Remove a template. Tasks that it made stay."""
    return _remove(request, TEMPLATES, template_id)


@require_POST
@requires(Permission.SETTINGS_EDIT)
def joining_tasks(request: TenantRequest, tenant: str) -> HttpResponse:
    """Give newcomers the tasks that they lack now, instead of tonight."""
    added = add_joining_tasks(by=request.membership, at=moment_of(request).at)
    notify(request, f"{added} task{'' if added == 1 else 's'} added.")
    return redirect("enablement:template-list", tenant)


def _list(request: TenantRequest, part: Part) -> HttpResponse:
    form = part.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            row = add_entry(part.model, fields=form.cleaned_data, by=request.membership, at=moment_of(request).at)
            notify(request, f"{row} was added.")
            return redirect(part.url_name, request.tenant.slug)
    context = _frame(request, part) | {"rows": list(part.rows()), "form": form}
    return TemplateResponse(request, part.template, context, status=422 if form.errors else 200)


def _edit(request: TenantRequest, part: Part, pk: UUID) -> HttpResponse:
    row = get_object_or_404(part.rows(), pk=pk)
    form = part.form(request.POST or None, row=row)
    name = str(row)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_entry(row, changes=form.cleaned_data, by=request.membership, at=moment_of(request).at)
            notify(request, f"{row} was saved.")
            return redirect(part.url_name, request.tenant.slug)
    context = _frame(request, part) | {"form": form, "name": name}
    return TemplateResponse(request, "enablement/entry_form.html", context, status=422 if form.errors else 200)


def _remove(request: TenantRequest, part: Part, pk: UUID) -> HttpResponse:
    row = get_object_or_404(part.rows(), pk=pk)
    try:
        remove_entry(row, by=request.membership, at=moment_of(request).at)
        notify(request, f"{row} was removed.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(part.url_name, request.tenant.slug)


def _frame(request: TenantRequest, part: Part) -> dict[str, Any]:
    families = Certification.objects.exclude(family="").order_by("family").values_list("family", flat=True).distinct()
    return {
        "part": part,
        "list_url": reverse(part.url_name, args=[request.tenant.slug]),
        "tabs": [_tab(request, each, part) for each in (CERTIFICATIONS, REQUIREMENTS, TEMPLATES)],
        "families": list(families),
        "tiers": values_in_use("tier")["tier"],
    }


def _tab(request: TenantRequest, part: Part, current: Part) -> TabLink:
    return TabLink(part.title, reverse(part.url_name, args=[request.tenant.slug]), part is current)
