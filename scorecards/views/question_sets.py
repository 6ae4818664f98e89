"""Question sets as a whole: the list, one set with its versions, and the file that fills a draft."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST

from partners.views.page import moment_of
from prm.kernel.refusal import Refused
from prm.kernel.stopwatch import FillTimes
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from scorecards.calculations.outlines.sheet_reading import SheetProblem, SheetUnusable
from scorecards.forms.questions import NewSetForm, QuestionFileForm, SetForm
from scorecards.models import QuestionSet, QuestionSetVersion
from scorecards.operations.question_sets.defaults import default_sets, ensure_default_sets
from scorecards.operations.question_sets.reading import read_outline
from scorecards.operations.question_sets.sets import change_question_set, create_question_set
from scorecards.operations.question_sets.versions import discard_draft, replace_draft, start_draft
from scorecards.queries.question_sets import current_of, draft_of, fill_times_of, sets_with_versions
from scorecards.views.round_rows import TimesRow, times_rows


@dataclass(frozen=True)
class SetRow:
    """A set in the list, with the versions that matter now."""

    question_set: QuestionSet
    current: QuestionSetVersion | None
    draft: QuestionSetVersion | None
    times: TimesRow | None


@requires(Permission.QUESTION_SET_EDIT)
def question_set_list(request: TenantRequest, tenant: str) -> HttpResponse:
    """All sets; a new one is made here."""
    form = NewSetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            made = create_question_set(**form.cleaned_data, by=request.membership, at=moment_of(request).at)
            notify(request, f"{made.name} was made. Now add its first category.")
            return redirect("scorecards:draft-editor", tenant, made.versions.get().pk)
    rows = _rows()
    there = {row.question_set.key for row in rows}
    missing = [each.about["name"] for each in default_sets() if each.about["key"] not in there]
    context = {"form": form, "rows": rows, "missing": missing}
    return TemplateResponse(request, "scorecards/question_set_list.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.QUESTION_SET_EDIT)
def default_sets_addition(request: TenantRequest, tenant: str) -> HttpResponse:
    """Add the sets that come with Tandem and are not there."""
    added = ensure_default_sets()
    notify(request, f"{len(added)} question sets were added." if added else "All of them were there already.")
    return redirect("scorecards:question-set-list", tenant)


@requires(Permission.QUESTION_SET_EDIT)
def question_set_detail(request: TenantRequest, tenant: str, question_set_id: UUID) -> HttpResponse:
    """A set: its versions, its name and its thresholds."""
    question_set = get_object_or_404(sets_with_versions(), pk=question_set_id)
    form = SetForm(request.POST or None, question_set=question_set)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_question_set(
                question_set=question_set, values=form.cleaned_data, by=request.membership, at=moment_of(request).at
            )
            notify(request, "Saved.")
            return redirect("scorecards:question-set-detail", tenant, question_set_id)
    status = 422 if form.errors else 200
    context = _detail(question_set) | {"form": form}
    return TemplateResponse(request, "scorecards/question_set_detail.html", context, status=status)


@requires(Permission.QUESTION_SET_EDIT)
def question_set_file(request: TenantRequest, tenant: str, question_set_id: UUID) -> HttpResponse:
    """Fill the draft from a spreadsheet: all of it, or nothing and a list of what is wrong."""
    question_set = get_object_or_404(QuestionSet.objects.all(), pk=question_set_id)
    form = QuestionFileForm(request.POST or None, request.FILES or None)
    problems: tuple[SheetProblem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            outline = read_outline(form.cleaned_data["file"].read())
            draft = replace_draft(
                question_set=question_set, outline=outline, by=request.membership, at=moment_of(request).at
            )
            notify(request, f"The draft now has the {outline.question_count} questions of the file.")
            return redirect("scorecards:draft-editor", tenant, draft.pk)
        except SheetUnusable as error:
            problems = error.problems
            form.add_error("file", "Nothing was brought in. Correct the rows below, and upload the file again.")
    context = {"question_set": question_set, "form": form, "problems": problems}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "scorecards/question_set_file.html", context, status=status)


@require_POST
@requires(Permission.QUESTION_SET_EDIT)
def draft_start(request: TenantRequest, tenant: str, question_set_id: UUID) -> HttpResponse:
    """A draft with what the newest version says."""
    question_set = get_object_or_404(QuestionSet.objects.all(), pk=question_set_id)
    try:
        draft = start_draft(question_set=question_set, by=request.membership, at=moment_of(request).at)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("scorecards:question-set-detail", tenant, question_set_id)
    notify(request, f"Version {draft.number} is a draft. Nobody answers it before you publish it.")
    return redirect("scorecards:draft-editor", tenant, draft.pk)


@require_POST
@requires(Permission.QUESTION_SET_EDIT)
def draft_removal(request: TenantRequest, tenant: str, version_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    version = get_object_or_404(QuestionSetVersion.objects.all(), pk=version_id)
    try:
        discard_draft(version=version, by=request.membership, at=moment_of(request).at)
        notify(request, "The draft was thrown away.")
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("scorecards:question-set-detail", tenant, version.question_set_id)


def _rows() -> list[SetRow]:
    question_sets = list(sets_with_versions())
    times = fill_times_of(question_sets)
    return [_row(each, times) for each in question_sets]


def _row(question_set: QuestionSet, times: dict[UUID, FillTimes]) -> SetRow:
    current = current_of(question_set)
    return SetRow(question_set, current, draft_of(question_set), _times(current, times) if current else None)


def _detail(question_set: QuestionSet) -> dict[str, Any]:
    times = fill_times_of([question_set])
    versions = [(version, _times(version, times)) for version in question_set.versions.all()]
    return {"question_set": question_set, "versions": versions, "draft": draft_of(question_set)}


def _times(version: QuestionSetVersion, times: dict[UUID, FillTimes]) -> TimesRow | None:
    taken = times.get(version.pk)
    return times_rows([(version, taken)])[0] if taken else None
