"""The objectives of a plan: how they stand, set them, change them, and enter what Tandem does not count."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners.views.page import moment_of
from planning.calculations.plans.objective_kinds import Measure
from planning.calculations.plans.objectives import Progress
from planning.documents.plans.objectives import amount, light_of, split_words
from planning.forms.objectives import ObjectiveForm, ResultsForm, initial_of
from planning.models import BusinessPlan, PlanObjective
from planning.operations.plans.objectives import (
    add_objective,
    change_objective,
    enter_results,
    is_own,
    remove_objective,
)
from planning.queries.plans.actuals import thresholds_of
from planning.queries.plans.objectives import goal_of, last_season, plan_objectives, targets_of
from planning.views.plans.page import get_plan_or_404, plan_page
from prm.kernel.refusal import Refused
from prm.kernel.status import TrafficLight
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify

PAGE = "planning:plan-objectives"


@dataclass(frozen=True, slots=True)
class ObjectiveQuarter:
    """A quarter as it is written."""

    actual: str
    target: str


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective as it is written, and what its reader may do."""

    objective: PlanObjective
    progress: Progress
    light: TrafficLight
    split: str
    year: str
    reached: str
    due: str
    quarters: list[ObjectiveQuarter]
    may_change: bool
    may_enter: bool


@require_safe
@requires(Permission.PLAN_VIEW)
def objective_list(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """Every objective with its quarters, and how far all of them together are."""
    plan = get_plan_or_404(plan_id)
    found = plan_objectives(plan, tenant=request.tenant, today=moment_of(request).today)
    thresholds = thresholds_of(request.tenant)
    pairs = zip(found.rows, found.progress.objectives, strict=True)
    context = plan_page(request, plan, PAGE) | {
        "found": found,
        "light": light_of(found.progress, thresholds),
        "rows": [_row(request, plan, row, progress) for row, progress in pairs],
        "may_add": _may_set(request, plan),
    }
    return TemplateResponse(request, "planning/plan_objectives.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PLAN_EDIT)
def objective_add(request: TenantRequest, tenant: str, plan_id: UUID) -> HttpResponse:
    """A new objective of the member's side."""
    plan = get_plan_or_404(plan_id)
    form = ObjectiveForm(request.POST or None, partner_id=plan.partner_id)
    if request.method == "POST" and form.is_valid():
        targets = form.targets(last_season(plan, tenant=request.tenant))
        with refusals_shown_on(form):
            at = moment_of(request).at
            add_objective(plan=plan, fields=form.values(), targets=targets, by=request.membership, at=at)
            notify(request, f"{form.cleaned_data['name']} was added.")
            return redirect(PAGE, tenant, plan.pk)
    return _form_page(request, plan, form, objective=None)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PLAN_EDIT)
def objective_edit(request: TenantRequest, tenant: str, plan_id: UUID, objective_id: UUID) -> HttpResponse:
    """Change an objective of the member's side while the plan is open."""
    plan = get_plan_or_404(plan_id)
    objective = _objective_or_404(plan, objective_id)
    if not is_own(objective, request.membership):
        raise Http404
    goal = goal_of(objective, targets_of([plan.pk]).get(objective.pk, {}))
    form = ObjectiveForm(request.POST or None, initial=initial_of(objective, goal.targets), partner_id=plan.partner_id)
    if request.method == "POST" and form.is_valid():
        targets = form.targets(last_season(plan, tenant=request.tenant))
        with refusals_shown_on(form):
            at = moment_of(request).at
            change_objective(objective=objective, fields=form.values(), targets=targets, by=request.membership, at=at)
            notify(request, f"{form.cleaned_data['name']} was saved.")
            return redirect(PAGE, tenant, plan.pk)
    return _form_page(request, plan, form, objective=objective)


@require_POST
@requires(Permission.PLAN_EDIT)
def objective_removal(request: TenantRequest, tenant: str, plan_id: UUID, objective_id: UUID) -> HttpResponse:
    """Take an objective of the member's side out of an open plan, after the dialog has asked."""
    plan = get_plan_or_404(plan_id)
    objective = _objective_or_404(plan, objective_id)
    if not is_own(objective, request.membership) or not plan.state_enum.is_open:
        raise Http404
    try:
        remove_objective(objective=objective, by=request.membership, at=moment_of(request).at)
        notify(request, f"{objective.name} was removed.")
    except Refused as refusal:
        notify(request, str(refusal))
    return redirect(PAGE, tenant, plan.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PLAN_EDIT)
def objective_results(request: TenantRequest, tenant: str, plan_id: UUID, objective_id: UUID) -> HttpResponse:
    """Enter what was reached of an objective that is counted by hand, in a locked plan, too."""
    plan = get_plan_or_404(plan_id)
    objective = _objective_or_404(plan, objective_id)
    if objective.measure_enum is not Measure.MANUAL:
        raise Http404
    goal = goal_of(objective, targets_of([plan.pk]).get(objective.pk, {}))
    initial = {f"quarter_{quarter}": result for quarter, result in enumerate(goal.entered, 1)}
    form = ResultsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            at = moment_of(request).at
            enter_results(objective=objective, results=form.results(), by=request.membership, at=at)
            notify(request, f"Results of {objective.name} were saved.")
            return redirect(PAGE, tenant, plan.pk)
    context = plan_page(request, plan, PAGE) | {"form": form, "objective": objective}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "planning/plan_objective_results.html", context, status=status)


def _row(request: TenantRequest, plan: BusinessPlan, objective: PlanObjective, progress: Progress) -> ObjectiveRow:
    goal, currency = progress.goal, plan.currency
    may_edit = request.membership.may(Permission.PLAN_EDIT)
    return ObjectiveRow(
        objective=objective,
        progress=progress,
        light=light_of(progress, thresholds_of(request.tenant)),
        split=split_words(goal, objective.customer.name if objective.customer else ""),
        year=amount(goal.year_target, goal.measure, currency),
        reached=amount(progress.actual, goal.measure, currency),
        due=amount(progress.due, goal.measure, currency),
        quarters=[
            ObjectiveQuarter(amount(each.actual, goal.measure, currency), amount(each.target, goal.measure, currency))
            for each in progress.quarters
        ],
        may_change=_may_set(request, plan) and is_own(objective, request.membership),
        may_enter=may_edit and goal.measure is Measure.MANUAL,
    )


def _may_set(request: TenantRequest, plan: BusinessPlan) -> bool:
    return plan.state_enum.is_open and request.membership.may(Permission.PLAN_EDIT)


def _objective_or_404(plan: BusinessPlan, objective_id: UUID) -> PlanObjective:
    return get_object_or_404(PlanObjective.objects.select_related("plan", "customer"), plan=plan, pk=objective_id)


def _form_page(
    request: TenantRequest, plan: BusinessPlan, form: ObjectiveForm, *, objective: PlanObjective | None
) -> HttpResponse:
    context: dict[str, Any] = plan_page(request, plan, PAGE) | {"form": form, "objective": objective}
    status = 422 if form.errors else 200
    return TemplateResponse(request, "planning/plan_objective_form.html", context, status=status)
