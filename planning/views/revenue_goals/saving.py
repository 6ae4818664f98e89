"""What is typed into a revenue goal is kept at once, and answered with what follows from it."""

from collections.abc import Mapping
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
from planning.forms.revenue_goals import GoalForm, SegmentForm, SheetEntry, amount_text, cell_name
from planning.models import RevenueGoal, RevenueSegment
from planning.operations.revenue_goals.goals import (
    add_segment,
    change_goal,
    change_segment,
    fill_segment,
    remove_segment,
)
from planning.operations.revenue_goals.worksheets import Cell, Theirs, save_worksheets
from planning.views.revenue_goals.page import Refusal, page_context, return_address
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
    """Keep the name, year, amount and marketing's share."""
    goal = get_object_or_404(RevenueGoal, pk=revenue_goal_id)
    form = GoalForm(request.POST, this_year=goal.fiscal_year, currency=request.tenant.currency, goal=goal)
    if form.is_valid():
        with refusals_shown_on(form):
            at = moment_of(request).at
            change_goal(goal=goal, fields=form.cleaned_data, by=request.membership, at=at)
    return _answer(request, goal.pk, Refusal(request.POST, _errors(form)))


@require_POST
@requires(Permission.REVENUE_GOAL_EDIT)
def segment_save(request: TenantRequest, tenant: str, revenue_segment_id: UUID) -> HttpResponse:
    """Keep what was changed in a segment: its head where that was sent, and each line that can be read."""
    segment = _segment(revenue_segment_id)
    at = moment_of(request).at
    problems: dict[str, str] = {}
    if "name" in request.POST:
        form = SegmentForm(request.POST, segment=segment)
        if form.is_valid():
            with refusals_shown_on(form):
                change_segment(segment=segment, fields=form.values(), by=request.membership, at=at)
        problems |= _errors(form)
    entry = SheetEntry(request.POST)
    theirs = save_worksheets(segment=segment, entered=entry.entered, by=request.membership, at=at)
    problems |= entry.errors | _told(theirs)
    stale = frozenset(cell_name(*cell) for cell in theirs)
    return _answer(request, segment.goal_id, Refusal(request.POST, problems, segment.pk, stale))


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


def _answer(request: TenantRequest, goal_id: UUID, refusal: Refusal) -> HttpResponse:
    """For htmx the results and every figure that may have moved; without it the page, with problems as messages."""
    goal = RevenueGoal.objects.get(pk=goal_id)
    if not is_fragment(request):
        for problem in refusal.errors.values():
            messages.error(request, problem)
        return redirect(_address(request, goal_id))
    context = page_context(request, goal, _case(request), refusal=refusal)
    status = 422 if refusal.errors else 200
    context |= {"problems": len(refusal.errors), "changed_id": refusal.segment_id or goal.pk}
    return TemplateResponse(request, "planning/revenue_goal_saved.html", context, status=status)


def _address(request: TenantRequest, goal_id: UUID) -> str:
    address = reverse("planning:revenue-goal", args=[request.tenant.slug, goal_id])
    return f"{address}?case={_case(request)}"


def _case(request: TenantRequest) -> Case:
    return case_of(request.GET.get("case", ""))


def _errors(form: forms.BaseForm) -> dict[str, str]:
    """The first problem of each field; one of the whole stands at the name."""
    first = {name: " ".join(str(error) for error in errors) for name, errors in form.errors.items()}
    return {("name" if name == WHOLE else name): text for name, text in first.items()}


def _told(theirs: Mapping[Cell, Theirs]) -> dict[str, str]:
    return {
        cell_name(*cell): f"Somebody else put {amount_text(found.value)} here meanwhile. Type yours to replace it."
        for cell, found in theirs.items()
        if found.is_conflict
    }
