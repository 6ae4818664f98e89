"""The rules of a version: filled in, tried out, published."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners.models import Partner
from partners.views.page import moment_of
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from programs.calculations.checking import findings
from programs.calculations.tiers import Evaluation
from programs.calculations.timeline import span_on
from programs.forms.grid import added, document_of, grid
from programs.forms.programs import PublishForm
from programs.models import ProgramVersion
from programs.operations.programs import change_rules, publish_version, withdraw_version
from programs.queries.evaluations import evaluations
from programs.queries.scorecard_metrics import entered_metrics
from programs.queries.tiers import timelines
from sales.queries.bookings import data_date


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.TIER_EDIT)
def version_edit(request: TenantRequest, tenant: str, program_version_id: UUID) -> HttpResponse:
    """The rules of a draft as a grid. POST saves it; with `add` it gets one more block."""
    version = _version(program_version_id)
    if not version.is_draft:
        return redirect("programs:program-detail", tenant, version.program_id)
    document, problem = version.document, ""
    if request.method == "POST":
        document, what = document_of(request.POST), request.POST.get("add", "")
        try:
            document = added(document, what) if what else document
            version = change_rules(version=version, document=document, by=request.membership, at=moment_of(request).at)
        except Refused as refusal:
            problem = str(refusal)
        else:
            return _saved(request, version, what)
    context = {
        "version": version,
        "program": version.program,
        "grid": grid(document, entered_metrics()),
        "problem": problem,
        "findings": findings(version.rules()),
    }
    return TemplateResponse(request, "programs/version_edit.html", context, status=422 if problem else 200)


def _saved(request: TenantRequest, version: ProgramVersion, what: str) -> HttpResponse:
    slug = request.tenant.slug
    if what:
        return redirect("programs:version-edit", slug, version.pk)
    notify(request, "The rules were saved as a draft.")
    if request.POST.get("then") == "preview":
        return redirect("programs:version-preview", slug, version.pk)
    return redirect("programs:version-edit", slug, version.pk)


@dataclass(frozen=True)
class PreviewRow:
    """A partner, where it is and where these rules see it. `rank` tells up from down."""

    partner: Partner
    now: str
    then: str
    change: int
    evaluation: Evaluation


@require_safe
@requires(Permission.TIER_EDIT)
def version_preview(request: TenantRequest, tenant: str, program_version_id: UUID) -> HttpResponse:
    """Who would be where under these rules, with the figures known today. Nothing is written."""
    version = _version(program_version_id)
    rules, today = version.rules(), moment_of(request).today
    as_of = data_date(today=today)
    partners = list(Partner.objects.order_by("name", "pk"))
    found = evaluations(version.program, rules, partners, tenant=request.tenant, as_of=as_of)
    had = timelines(version.program, partners, rules)
    rows = []
    for partner in partners:
        span, evaluation = span_on(had[partner.pk], today), found[partner.pk]
        level = rules.level(span.level) if span else None
        change = evaluation.rank - rules.rank(span.level if span else None)
        then = evaluation.level.name if evaluation.level else ""
        rows.append(PreviewRow(partner, level.name if level else "", then, change, evaluation))
    context = {
        "version": version,
        "program": version.program,
        "as_of": as_of,
        "rows": sorted(rows, key=lambda row: (row.change == 0, -row.change, row.partner.name)),
        "counts": _counts(rows, [level.name for level in rules.levels]),
        "up": sum(row.change > 0 for row in rows),
        "down": sum(row.change < 0 for row in rows),
        "findings": findings(rules) if version.is_draft else (),
        "publish_form": PublishForm(initial={"effective_date": today}),
    }
    return TemplateResponse(request, "programs/version_preview.html", context)


def _counts(rows: list[PreviewRow], levels: list[str]) -> list[dict[str, Any]]:
    now, then = Counter(row.now for row in rows), Counter(row.then for row in rows)
    names = [*reversed(levels), *([""] if now[""] or then[""] else [])]
    return [{"name": name or "No level", "now": now[name], "then": then[name]} for name in names]


@require_POST
@requires(Permission.TIER_EDIT)
def version_publication(request: TenantRequest, tenant: str, program_version_id: UUID) -> HttpResponse:
    """Freeze a draft and say from when it is in force."""
    version = _version(program_version_id)
    form = PublishForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            day = form.cleaned_data["effective_date"]
            publish_version(version=version, effective_date=day, by=request.membership, at=moment_of(request).at)
            notify(request, f"{version} is in force from {day.day} {day:%b %Y}.")
            return redirect("programs:program-detail", tenant, version.program_id)
    for errors in form.errors.values():
        messages.error(request, " ".join(str(error) for error in errors))
    return redirect("programs:program-detail", tenant, version.program_id)


@require_POST
@requires(Permission.TIER_EDIT)
def version_withdrawal(request: TenantRequest, tenant: str, program_version_id: UUID) -> HttpResponse:
    """Make a draft again of a version that has not begun."""
    version = _version(program_version_id)
    now = moment_of(request)
    try:
        withdraw_version(version=version, today=now.today, by=request.membership, at=now.at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        notify(request, f"{version} is a draft again.")
    return redirect("programs:program-detail", tenant, version.program_id)


def _version(version_id: UUID) -> ProgramVersion:
    return get_object_or_404(ProgramVersion.objects.select_related("program"), pk=version_id)
