"""Programmes: the list, one of them, and starting one."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners.views.page import moment_of
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from programs.calculations.checking import findings
from programs.calculations.templates import template, templates
from programs.documents.presentation import rule_tables
from programs.forms.programs import CreateForm, PublishForm, SettingsForm
from programs.models import Program
from programs.operations.programs import change_program, create_program, prepare_version
from programs.queries.programs import Edition, editions, editions_by_program
from programs.queries.scorecard_metrics import entered_metrics


@require_safe
@requires(Permission.TIER_EDIT)
def program_list(request: TenantRequest, tenant: str) -> HttpResponse:
    """All programmes with the version in force."""
    today = moment_of(request).today
    found = [
        {
            "program": program,
            "current": next((each for each in versions if each.is_in_force(today)), None),
            "draft": next((each for each in versions if each.version.is_draft), None),
        }
        for program, versions in editions_by_program().items()
    ]
    return TemplateResponse(request, "programs/program_list.html", {"programs": found})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TIER_EDIT)
def program_create(request: TenantRequest, tenant: str) -> HttpResponse:
    """Start a programme from rules that were published, or from a plain ladder."""
    form = CreateForm(request.POST or None, initial={"template": "starter", "sets_tier": not Program.objects.exists()})
    if request.method == "POST" and form.is_valid():
        start = template(form.cleaned_data["template"])
        assert start is not None
        with refusals_shown_on(form):
            version = create_program(
                fields={"name": form.cleaned_data["name"], "sets_tier": form.cleaned_data["sets_tier"]},
                document=start.document,
                by=request.membership,
                at=moment_of(request).at,
            )
            notify(request, f"{version.program.name} was created. Change its rules and publish them.")
            return redirect("programs:version-edit", tenant, version.pk)
    context = {"form": form, "templates": templates()}
    return TemplateResponse(request, "programs/program_create.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TIER_EDIT)
def program_detail(request: TenantRequest, tenant: str, program_id: UUID) -> HttpResponse:
    """A programme: its rules, its versions, and what it does by itself; POST changes the last."""
    program = get_object_or_404(Program, pk=program_id)
    form = SettingsForm(request.POST or None, instance=Program.objects.get(pk=program.pk))
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_program(program=program, fields=form.cleaned_data, by=request.membership, at=moment_of(request).at)
            notify(request, "The programme was saved.")
            return redirect("programs:program-detail", tenant, program_id)
    context = _detail(request, Program.objects.get(pk=program.pk)) | {"form": form}
    return TemplateResponse(request, "programs/program_detail.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.TIER_EDIT)
def version_prepare(request: TenantRequest, tenant: str, program_id: UUID) -> HttpResponse:
    """Open the next version for editing."""
    program = get_object_or_404(Program, pk=program_id)
    try:
        version = prepare_version(program=program, by=request.membership, at=moment_of(request).at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("programs:program-detail", tenant, program_id)
    return redirect("programs:version-edit", tenant, version.pk)


def _detail(request: TenantRequest, program: Program) -> dict[str, Any]:
    today, entered = moment_of(request).today, entered_metrics()
    versions = editions(program)
    shown = _shown(versions, today)
    rules = shown.version.rules() if shown else None
    draft = next((each for each in versions if each.version.is_draft), None)
    return {
        "program": program,
        "editions": [(each, _state(each, today)) for each in versions],
        "shown": shown,
        "draft": draft,
        "rules": rules,
        "tables": rule_tables(rules, currency=request.tenant.currency, entered=entered) if rules else (),
        "findings": findings(rules) if rules and shown and shown.version.is_draft else (),
        "publish_form": PublishForm(initial={"effective_date": today + timedelta(days=1)}),
        "may_decide": request.membership.may(Permission.TIER_DECIDE),
        "is_in_force": any(each.is_in_force(today) for each in versions),
    }


def _shown(versions: list[Edition], today: Any) -> Edition | None:
    """The version in force; else the next one; else the draft."""
    current = [each for each in versions if each.is_in_force(today)]
    coming = [each for each in versions if not each.version.is_draft]
    return next(iter((*current, *coming[-1:], *versions)), None)


def _state(edition: Edition, today: Any) -> str:
    if edition.version.is_draft:
        return "draft"
    if edition.is_in_force(today):
        return "current"
    began = edition.version.effective_date
    return "coming" if began is not None and began > today else "past"
