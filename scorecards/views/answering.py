"""Fill a questionnaire in: a dense page for our own people, one group at a time for partners."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from partners.views.page import moment_of, partner_page_context
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from scorecards.enums import Side
from scorecards.models import Assessment
from scorecards.views.answer_rows import CategoryRows
from scorecards.views.answer_saving import save_form
from scorecards.views.answering_page import Filling, assessment_or_404, filling_context, filling_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ASSESSMENT_ANSWER)
def answering(request: TenantRequest, tenant: str, assessment_id: UUID) -> HttpResponse:
    """Where one fills in: our own people all at once; partners begin at the first group with something to do."""
    assessment = assessment_or_404(assessment_id)
    if not assessment.is_open:
        return redirect("scorecards:round-list", tenant, assessment.partner_id)
    filling = filling_of(request, assessment)
    if filling.side is Side.PARTNER:
        return redirect(_first_to_do(tenant, filling))
    problems = _posted(request, assessment, filling.categories)
    if problems is not None and not problems:
        return redirect("scorecards:answering", tenant, assessment.pk)
    context = partner_page_context(request, assessment.partner, "capabilities") | _context(request, filling, problems)
    return TemplateResponse(request, "scorecards/answering_grid.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.ASSESSMENT_ANSWER)
def answering_group(request: TenantRequest, tenant: str, assessment_id: UUID, number: int) -> HttpResponse:
    """One group of questions; groups count from 1. Sent as a form, it keeps what was answered and goes on."""
    assessment = assessment_or_404(assessment_id)
    if not assessment.is_open:
        return redirect("scorecards:round-list", tenant, assessment.partner_id)
    filling = filling_of(request, assessment)
    if not 1 <= number <= len(filling.categories):
        raise Http404
    following = _url_of_group(tenant, filling, number + 1)
    problems = _posted(request, assessment, [filling.categories[number - 1]])
    if problems is not None and not problems:
        return redirect(following)
    context = _context(request, filling, problems)
    context |= {
        "group": context["categories"][number - 1],
        "previous_url": _url_of_group(tenant, filling, number - 1),
        "next_url": following,
        "is_last": number == len(filling.categories),
    }
    return TemplateResponse(request, "scorecards/answering_group.html", context, status=422 if problems else 200)


@require_safe
@requires(Permission.ASSESSMENT_ANSWER)
def answering_check(request: TenantRequest, tenant: str, assessment_id: UUID) -> HttpResponse:
    """All answers of one's own side in words, to read once more before finishing."""
    assessment = assessment_or_404(assessment_id)
    filling = filling_of(request, assessment)
    context = filling_context(request, filling)
    return TemplateResponse(request, "scorecards/answering_check.html", context)


def _posted(request: TenantRequest, assessment: Assessment, groups: list[CategoryRows]) -> dict[UUID, Refused] | None:
    """What was wrong with the form that was sent; None when none was sent."""
    if request.method != "POST":
        return None
    rows = [row for group in groups for row in group.rows]
    return save_form(request, assessment, rows, at=moment_of(request).at)


def _context(request: TenantRequest, filling: Filling, problems: dict[UUID, Refused] | None) -> dict[str, Any]:
    """The page again with what was kept meanwhile, and with words beside what was refused."""
    fresh = filling_of(request, filling.assessment) if problems else filling
    context = filling_context(request, fresh)
    if problems:
        context["categories"] = [_with_problems(category, problems) for category in fresh.categories]
    return context


def _with_problems(category: CategoryRows, problems: dict[UUID, Refused]) -> CategoryRows:
    return replace(
        category,
        topics=tuple(
            replace(
                topic,
                rows=tuple(
                    replace(row, problem=str(problems[row.question.id])) if row.question.id in problems else row
                    for row in topic.rows
                ),
            )
            for topic in category.topics
        ),
    )


def _first_to_do(tenant: str, filling: Filling) -> str:
    """The first group with a question that is open or waits to be confirmed; the check when there is none."""
    waiting = (each.number for each in filling.categories if each.answered < each.asked or each.carried)
    return _url_of_group(tenant, filling, next(waiting, len(filling.categories) + 1))


def _url_of_group(tenant: str, filling: Filling, number: int) -> str:
    """A group's page; before the first one nothing, after the last one the check."""
    if number < 1:
        return ""
    if number > len(filling.categories):
        return reverse("scorecards:answering-check", args=[tenant, filling.assessment.pk])
    return reverse("scorecards:answering-group", args=[tenant, filling.assessment.pk, number])
