"""Goals: set one from a suggestion, change it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from partners.models import Partner
from partners.rules import keeps_promises_of
from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.refusals import refusals_shown_on
from prm.web.toasts import notify
from scorecards.calculations.capabilities import QuestionScore
from scorecards.calculations.improvements import plain, recommended_action
from scorecards.forms.goals import GoalForm
from scorecards.models import Goal
from scorecards.operations.goals import change_goal, set_goal
from scorecards.queries.capabilities import capability_score_of
from scorecards.views.capabilities import round_or_404


@requires(Permission.ACTION_EDIT)
def goal_add(
    request: TenantRequest, tenant: str, partner_id: UUID, assessment_id: UUID, question_id: UUID
) -> HttpResponse:
    """Set a goal for a question of a round, with what is recommended filled in."""
    partner, shown, _ = round_or_404(partner_id, assessment_id)
    shown.partner = partner
    score = capability_score_of(shown)
    scored = score.by_question().get(question_id)
    if scored is None or not scored.question.counts:
        raise Http404
    form = GoalForm(
        request.POST or None,
        partner=partner,
        by=request.membership,
        question=scored.question,
        score=scored.score,
        is_internal=scored.question in score.questionnaire.internal_questions,
    )
    form.initial = {**form.initial, **_suggested(scored)}
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            set_goal(
                assessment=shown,
                question_id=question_id,
                goal_score=form.cleaned_data["goal_score"],
                promise=form.promise(request.membership),
                by=request.membership,
                at=moment_of(request).at,
            )
            notify(request, "The goal was set, and its action stands in the list of actions.")
            return redirect(_page(request, partner, goal_set=shown.version.question_set.key))
    return _form_page(request, partner, form, scored.question.text, shown.version.question_set.key)


@requires(Permission.ACTION_EDIT)
def goal_edit(request: TenantRequest, tenant: str, partner_id: UUID, goal_id: UUID) -> HttpResponse:
    """Another score to reach, another owner or day."""
    partner = partner_or_404(partner_id)
    goal = _goal_or_404(partner, goal_id)
    key = goal.assessment.version.question_set.key
    if not keeps_promises_of(request.membership, goal.action.side_enum) or goal.action.status_enum.is_settled:
        return redirect(_page(request, partner, goal_set=key))
    goal.assessment.partner = partner
    question = capability_score_of(goal.assessment).by_question().get(goal.question_id)
    if question is None:
        raise Http404
    form = GoalForm(
        request.POST or None,
        partner=partner,
        by=request.membership,
        question=question.question,
        score=goal.from_score,
        is_internal=goal.is_internal,
        goal=goal,
    )
    form.initial["goal_score"] = plain(goal.goal_score)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_on(form):
            change_goal(
                goal=goal,
                goal_score=form.cleaned_data["goal_score"],
                changes=form.promise_changes(),
                by=request.membership,
                at=moment_of(request).at,
            )
            notify(request, "The goal was saved.")
            return redirect(_page(request, partner, goal_set=key))
    return _form_page(request, partner, form, goal.question.text, key)


def _suggested(scored: QuestionScore) -> dict[str, object]:
    question = scored.question
    return {
        "goal_score": plain(question.best_practice),
        "title": (recommended_action(scored) or f"Improve: {question.text}")[:300],
        "resources": question.resources,
    }


def _goal_or_404(partner: Partner, goal_id: UUID) -> Goal:
    rows = Goal.objects.select_related("action__owner", "question", "assessment__version__question_set")
    return get_object_or_404(rows, pk=goal_id, partner=partner)


def _page(request: TenantRequest, partner: Partner, *, goal_set: str) -> str:
    address = reverse("scorecards:partner-capabilities", args=[request.tenant.slug, partner.pk])
    return f"{address}?set={goal_set}#goals"


def _form_page(request: TenantRequest, partner: Partner, form: GoalForm, question: str, key: str) -> TemplateResponse:
    context = partner_page_context(request, partner, "capabilities") | {
        "form": form,
        "question": question,
        "back": _page(request, partner, goal_set=key),
    }
    return TemplateResponse(request, "scorecards/goal_form.html", context, status=422 if form.errors else 200)
