"""What is typed into a revenue goal is kept at once, and answered with what follows from it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from partners.views.page import moment_of
from planning.enums import Case
from planning.forms.revenue_goals import (
    GoalForm,
    SegmentForm,
    SheetEntry,
    amount_text,
    cell_name,
    goal_texts,
    segment_texts,
    segment_values,
    value_before,
    values_before,
)
from planning.models import RevenueGoal, RevenueSegment
from planning.operations.revenue_goals.goals import (
    add_segment,
    change_goal,
    change_segment,
    fill_segment,
    remove_segment,
)
from planning.operations.revenue_goals.worksheets import Cell, Theirs, save_worksheets
from planning.views.revenue_goals.entries import Answered
from planning.views.revenue_goals.page import page_context, return_address
from planning.views.revenue_goals.rows import case_of
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.htmx import is_fragment
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from sales.queries.bookings import data_date

WHOLE = "__all__"


@require_POST
@requires(Permission.REVENUE_GOAL_EDIT)
def goal_save(request: TenantRequest, tenant: str, revenue_goal_id: UUID) -> HttpResponse:
    """Keep what was sent of the name, year, amount and marketing's share: one of them, or all without JavaScript."""
    goal = get_object_or_404(RevenueGoal, pk=revenue_goal_id)
    data = goal_texts(goal) | request.POST.dict()
    form = GoalForm(data, this_year=goal.fiscal_year, currency=request.tenant.currency, goal=goal)
    sent, was, at = _sent(form, request), values_before(form, request.POST), moment_of(request).at
    theirs: dict[str, str] = {}
    if form.is_valid():
        with refusals_shown_on(form):
            fields = {name: form.cleaned_data[name] for name in sent}
            goal = change_goal(goal=goal, fields=fields, was=was, by=request.membership, at=at)
            theirs = _instead(request, form, was, goal_texts(goal))
    return _answer(request, goal.pk, Answered(request.POST, _errors(form, sent), theirs))


@require_POST
@requires(Permission.REVENUE_GOAL_EDIT)
def segment_save(request: TenantRequest, tenant: str, revenue_segment_id: UUID) -> HttpResponse:
    """Keep what was sent of a segment: fields of its head, and each line that can be read."""
    segment = _segment(revenue_segment_id)
    errors, theirs = _save_head(request, segment)
    entry = SheetEntry(request.POST)
    found = save_worksheets(segment=segment, entered=entry.entered, by=request.membership, at=moment_of(request).at)
    errors |= entry.errors
    theirs |= _lines_instead(request, found)
    return _answer(request, segment.goal_id, Answered(request.POST, errors, theirs, segment.pk))


def _save_head(request: TenantRequest, segment: RevenueSegment) -> tuple[dict[str, str], dict[str, str]]:
    """What cannot be kept of a segment's name, share and partners, and what stands instead of what was sent."""
    form = SegmentForm(segment_texts(segment) | request.POST.dict(), segment=segment)
    sent, was = _sent(form, request), values_before(form, request.POST)
    if not sent or not form.is_valid():
        return (_errors(form, sent) if sent else {}), {}
    with refusals_shown_on(form):
        fields = segment_values({name: form.cleaned_data[name] for name in sent})
        before, at = segment_values(was), moment_of(request).at
        segment = change_segment(segment=segment, fields=fields, was=before, by=request.membership, at=at)
        return {}, _instead(request, form, was, segment_texts(segment))
    return _errors(form, sent), {}


def _sent(form: forms.Form, request: TenantRequest) -> list[str]:
    """The form's fields that the request names."""
    return [name for name in form.fields if name in request.POST]


def _instead(
    request: TenantRequest, form: forms.Form, was: Mapping[str, Any], stands: Mapping[str, str]
) -> dict[str, str]:
    """Fields that hold something else than was sent. A whole form tells only of those that were changed in it."""
    found = {}
    for name in _sent(form, request):
        mine = form.cleaned_data[name]
        if value_before(form.fields[name], stands[name]) != mine and (is_fragment(request) or was.get(name) != mine):
            found[name] = stands[name]
    return found


def _lines_instead(request: TenantRequest, found: Mapping[Cell, Theirs]) -> dict[str, str]:
    told = {cell: each for cell, each in found.items() if each.is_conflict or is_fragment(request)}
    return {cell_name(*cell): amount_text(each.value) for cell, each in told.items()}


@require_POST
@requires(Permission.REVENUE_GOAL_EDIT)
def segment_add(request: TenantRequest, tenant: str, revenue_goal_id: UUID) -> HttpResponse:
    """One more segment, its worksheets filled from the records of its partners."""
    goal = get_object_or_404(RevenueGoal, pk=revenue_goal_id)
    now, form = moment_of(request), SegmentForm(request.POST)
    if form.is_valid():
        with refusals_shown_on(form):
            known = data_date(today=now.today)
            segment = add_segment(goal=goal, fields=form.values(), as_of=known, by=request.membership, at=now.at)
            notify(request, f"{segment.name} was added, with what your data says of its partners.")
            return redirect(f"{_address(request, goal.pk)}#segment-{segment.pk}")
    context = page_context(request, goal, _case(request)) | {"add_form": form}
    return TemplateResponse(request, "planning/revenue_goal.html", context, status=422)


@require_POST
@requires(Permission.REVENUE_GOAL_EDIT)
def segment_fill(request: TenantRequest, tenant: str, revenue_segment_id: UUID) -> HttpResponse:
    """Begin the worksheets of a segment anew from the tenant's records, after the dialog has asked."""
    segment, now = _segment(revenue_segment_id), moment_of(request)
    fill_segment(segment=segment, as_of=data_date(today=now.today), by=request.membership, at=now.at)
    notify(request, f"The worksheets of {segment.name} hold what your data says.")
    return redirect(f"{_address(request, segment.goal_id)}#segment-{segment.pk}")


@require_POST
@requires(Permission.REVENUE_GOAL_EDIT)
def segment_removal(request: TenantRequest, tenant: str, revenue_segment_id: UUID) -> HttpResponse:
    """Take a segment out of its goal; the message offers the way back."""
    segment = _segment(revenue_segment_id)
    remove_segment(segment=segment, by=request.membership, at=moment_of(request).at)
    notify(request, f"{segment.name} was removed.", undo_url=return_address(request, segment.pk))
    return redirect(_address(request, segment.goal_id))


def _segment(segment_id: UUID) -> RevenueSegment:
    return get_object_or_404(RevenueSegment.objects.select_related("goal"), pk=segment_id)


def _answer(request: TenantRequest, goal_id: UUID, answered: Answered) -> HttpResponse:
    """For htmx the results and every figure that may have moved, 409 with both values where a field was changed
    elsewhere and 422 where it cannot be kept; without it the page, with problems as messages.

    No input is drawn anew: whoever types goes on typing.
    """
    goal = RevenueGoal.objects.get(pk=goal_id)
    if not is_fragment(request):
        for problem in answered.problems:
            messages.error(request, problem)
        return redirect(_address(request, goal_id))
    context = page_context(request, goal, _case(request), answered=answered)
    status = HTTPStatus.CONFLICT if answered.theirs else HTTPStatus.OK
    if answered.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return TemplateResponse(request, "planning/revenue_goal_saved.html", context, status=status)


def _address(request: TenantRequest, goal_id: UUID) -> str:
    address = reverse("planning:revenue-goal", args=[request.tenant.slug, goal_id])
    return f"{address}?case={_case(request)}"


def _case(request: TenantRequest) -> Case:
    return case_of(request.GET.get("case", ""))


def _errors(form: forms.BaseForm, sent: list[str]) -> dict[str, str]:
    """The problems of each field; one of the whole stands at the first that was sent."""
    return {
        (sent[0] if name == WHOLE else name): " ".join(str(error) for error in errors)
        for name, errors in form.errors.items()
    }
