"""One version of a question set: as those who answer see it, as a file, what changed, and its publication."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from partners.views.page import moment_of
from prm.documents.sheet import write_csv, write_xlsx
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from scorecards.calculations.outlines.changes import Change, changes_between
from scorecards.calculations.outlines.nodes import Outline
from scorecards.calculations.outlines.problems import problems_of
from scorecards.calculations.questionnaire import Profile
from scorecards.documents.question_sheet import question_table
from scorecards.enums import Side, VersionState
from scorecards.forms.questions import PublishForm
from scorecards.models import QuestionSetVersion
from scorecards.operations.question_sets.versions import publish
from scorecards.queries.outlines import outline_of
from scorecards.queries.question_sets import audiences
from scorecards.queries.questionnaires import questionnaire_of

FILES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@requires(Permission.QUESTION_SET_EDIT)
def version_preview(request: TenantRequest, tenant: str, version_id: UUID) -> HttpResponse:
    """What somebody is asked: as partner or as CAM, about a partner of a type, tier and life stage."""
    version = _version_or_404(version_id)
    side = Side.VENDOR if request.GET.get("side") == Side.VENDOR else Side.PARTNER
    chosen = {name: request.GET.get(name, "")[:100] for name in ("type", "tier", "life_stage")}
    questionnaire = questionnaire_of(version)
    shown = questionnaire.for_partner(Profile(**chosen)) if any(chosen.values()) else questionnaire
    shown = shown if side is Side.VENDOR else shown.without_internal()
    context = {
        "version": version,
        "question_set": version.question_set,
        "questionnaire": shown,
        "count": len(shown.questions),
        "side": side,
        "sides": [Side.PARTNER, Side.VENDOR],
        "choices": _profile_choices(chosen),
        "is_draft": version.state == VersionState.DRAFT,
    }
    return TemplateResponse(request, "scorecards/version_preview.html", context)


@require_safe
@requires(Permission.QUESTION_SET_EDIT)
def version_export(request: TenantRequest, tenant: str, version_id: UUID, kind: str) -> HttpResponse:
    """Everything that a version says, as a spreadsheet that can be brought in again."""
    if kind not in FILES:
        raise Http404
    version = _version_or_404(version_id)
    table = question_table(outline_of(version), title=str(version))
    response = HttpResponse(write_csv(table) if kind == "csv" else write_xlsx(table), content_type=FILES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{slugify(str(version))}.{kind}"'
    return response


@require_safe
@requires(Permission.QUESTION_SET_EDIT)
def version_changes(request: TenantRequest, tenant: str, version_id: UUID) -> HttpResponse:
    """What a version says differently from the one before it."""
    version = _version_or_404(version_id)
    before, changes = _changes(version)
    context = {"version": version, "question_set": version.question_set, "before": before, "changes": changes}
    return TemplateResponse(request, "scorecards/version_changes.html", context)


@requires(Permission.QUESTION_SET_EDIT)
def draft_publication(request: TenantRequest, tenant: str, version_id: UUID) -> HttpResponse:
    """Look once more at what changes for everybody, then publish."""
    version = _version_or_404(version_id)
    if version.state != VersionState.DRAFT:
        return redirect("scorecards:question-set-detail", tenant, version.question_set_id)
    form = PublishForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            publish(version=version, by=request.membership, at=moment_of(request).at, **form.cleaned_data)
            notify(request, f"Version {version.number} is published. New rounds are answered with it.")
            return redirect("scorecards:question-set-detail", tenant, version.question_set_id)
    context = _publication(version) | {"form": form}
    return TemplateResponse(request, "scorecards/draft_publication.html", context, status=422 if form.errors else 200)


def _publication(version: QuestionSetVersion) -> dict[str, Any]:
    outline = outline_of(version)
    before, changes = _changes(version, outline)
    return {
        "version": version,
        "question_set": version.question_set,
        "problems": problems_of(outline),
        "count": outline.question_count,
        "before": before,
        "changes": changes,
    }


def _changes(
    version: QuestionSetVersion, outline: Outline | None = None
) -> tuple[QuestionSetVersion | None, list[Change]]:
    """The version before, and what differs; nothing differs from nothing."""
    earlier = QuestionSetVersion.objects.filter(question_set_id=version.question_set_id, number__lt=version.number)
    before = earlier.order_by("-number").first()
    if before is None:
        return None, []
    return before, changes_between(outline_of(before), outline or outline_of(version))


def _profile_choices(chosen: dict[str, str]) -> list[dict[str, Any]]:
    offered = audiences()
    names = (
        ("type", "Partner type", "partner_types"),
        ("tier", "Tier", "tiers"),
        ("life_stage", "Life stage", "life_stages"),
    )
    return [
        {"name": name, "label": label, "options": offered[audience], "chosen": chosen[name]}
        for name, label, audience in names
    ]


def _version_or_404(version_id: UUID) -> QuestionSetVersion:
    return get_object_or_404(QuestionSetVersion.objects.select_related("question_set"), pk=version_id)
