"""Keep single answers as they are given, and whole forms where there is no JavaScript."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from partners.views.page import moment_of
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.htmx import is_fragment
from prm.web.toasts import notify
from scorecards.calculations.answers import in_words
from scorecards.calculations.questionnaire import QuestionNode
from scorecards.enums import Side
from scorecards.models import Assessment
from scorecards.operations.answer_statements import locked_round
from scorecards.operations.answering import AnswerConflict, Answered, Change, answer_locked
from scorecards.operations.confirming import confirm_answers
from scorecards.operations.stopwatch import count_activity
from scorecards.queries.answers import answers_of, history_of_answer
from scorecards.queries.rounds import asked_in
from scorecards.rules import side_of
from scorecards.views import answer_fields as fields
from scorecards.views.answer_rows import CONFIDENCES, Row, Said, ScoreShown, panel, row_of
from scorecards.views.answering_page import assessment_or_404


@require_POST
@requires(Permission.ASSESSMENT_ANSWER)
def answer_save(request: TenantRequest, tenant: str, assessment_id: UUID, question_id: UUID) -> HttpResponse:
    """Keep one answer, and tell the scores that came of it. 409 with both answers when somebody was faster."""
    assessment = locked_round(assessment_id)
    if assessment is None:
        raise Http404
    question = _question_or_404(assessment, question_id)
    try:
        outcome = _keep(request, assessment, question, at=moment_of(request).at)
    except AnswerConflict as conflict:
        return _conflict_page(request, assessment, conflict)
    except Refused as refusal:
        context = {"question": question, "problem": str(refusal)}
        return TemplateResponse(request, "scorecards/answer_refused.html", context, status=422)
    if not is_fragment(request):
        return redirect("scorecards:answering", tenant, assessment.pk)
    return TemplateResponse(request, "scorecards/answer_saved.html", _saved_context(request, outcome))


@require_POST
@requires(Permission.ASSESSMENT_ANSWER)
def answers_confirmation(request: TenantRequest, tenant: str, assessment_id: UUID) -> HttpResponse:
    """Say that carried answers still hold: the one named by `question`, or all of one's own side."""
    assessment = assessment_or_404(assessment_id)
    member, at = request.membership, moment_of(request).at
    try:
        named = [UUID(each) for each in request.POST.getlist("question")]
    except ValueError:
        raise Http404 from None
    count = confirm_answers(assessment=assessment, side=side_of(member), by=member, at=at, question_ids=named or None)
    notify(request, "1 answer confirmed." if count == 1 else f"{count} answers confirmed.")
    return redirect("scorecards:answering", tenant, assessment.pk)


@require_POST
@requires(Permission.ASSESSMENT_ANSWER)
def answering_presence(request: TenantRequest, tenant: str, assessment_id: UUID) -> HttpResponse:
    """A sign of life while somebody reads and thinks, for the stopwatch."""
    assessment = assessment_or_404(assessment_id)
    if assessment.is_open:
        member = request.membership
        count_activity(assessment=assessment, side=side_of(member), by=member, at=moment_of(request).at)
    return HttpResponse(status=204)


@require_safe
@requires(Permission.ASSESSMENT_VIEW)
def answer_history(request: TenantRequest, tenant: str, assessment_id: UUID, question_id: UUID) -> HttpResponse:
    """Who answered a question what, when and in which role; newest first."""
    assessment = assessment_or_404(assessment_id)
    question = _question_or_404(assessment, question_id)
    history = [
        {"said": Said.of(question, each, request), "side": Side(each.side).label, "evidence": each.evidence}
        for each in history_of_answer(assessment, question_id)
    ]
    context = {"assessment": assessment, "partner": assessment.partner, "question": question, "history": history}
    template = "scorecards/answer_history.html"
    return TemplateResponse(request, f"{template}#history" if is_fragment(request) else template, context)


def save_form(
    request: TenantRequest, assessment: Assessment, rows: Iterable[Row], *, at: datetime
) -> dict[UUID, Refused]:
    """Keep what a whole form changed, question by question. Returns what was refused, by question."""
    locked = locked_round(assessment.pk)
    if locked is None:
        raise Http404
    problems: dict[UUID, Refused] = {}
    for row in rows:
        if fields.field_name("r", row.question.id) not in request.POST:
            continue
        try:
            _keep(request, locked, row.question, at=at, unless=row)
        except AnswerConflict as conflict:
            problems[row.question.id] = Refused(_words_of(request, conflict))
        except Refused as refusal:
            problems[row.question.id] = refusal
    return problems


def _keep(
    request: TenantRequest, assessment: Assessment, question: QuestionNode, *, at: datetime, unless: Row | None = None
) -> Answered:
    """Keep what was sent for a question; with `unless`, a value that is the same there is left as it is."""
    sent, member = request.POST, request.membership
    value = fields.value_sent(question, sent)
    change = Change(
        value=None if unless and unless.value == value else value,
        evidence=fields.evidence_sent(question.id, sent),
        confidence=fields.confidence_sent(question.id, sent),
        expected_revision=fields.revision_sent(question.id, sent),
        delivery=fields.delivery_sent(sent),
    )
    return answer_locked(
        assessment=assessment,
        question_id=question.id,
        side=side_of(member),
        change=change,
        by=member,
        at=at,
    )


def _question_or_404(assessment: Assessment, question_id: UUID) -> QuestionNode:
    question = asked_in(assessment).questions.get(question_id)
    if question is None:
        raise Http404
    return question


def _saved_context(request: TenantRequest, outcome: Answered) -> dict[str, Any]:
    score, place = outcome.score, outcome.place
    category = next(each for each in score.categories if each.category is place.category)
    topic = next(each for each in category.topics if each.topic is place.topic)
    is_vendor = side_of(request.membership) is Side.VENDOR
    return {
        "outcome": outcome,
        "question": place.question,
        "revision": outcome.answer.revision if outcome.answer else 0,
        "scores": [
            ScoreShown.of(place.category.id, category.score, score.questionnaire),
            ScoreShown.of(place.topic.id, topic.score, score.questionnaire),
        ],
        "panel": panel(score, answered=outcome.answered, asked=outcome.asked, sees_internal=is_vendor),
    }


def _conflict_page(request: TenantRequest, assessment: Assessment, conflict: AnswerConflict) -> HttpResponse:
    """The question again as it stands, with what was to be saved and a way to save it all the same."""
    questionnaire, question, side = asked_in(assessment), conflict.question, side_of(request.membership)
    number = list(questionnaire.questions).index(question.id) + 1
    is_internal = conflict.theirs.is_internal
    row = row_of(question, answers_of(assessment), side, request, number, is_internal)
    context = {
        "row": replace(row, problem=_words_of(request, conflict), has_conflict=True),
        "mine": json.dumps(fields.pairs_of(question, conflict.mine)),
        "confidences": CONFIDENCES,
        "assessment": assessment,
        "is_vendor": side is Side.VENDOR,
    }
    template = "scorecards/answer_conflict.html"
    return TemplateResponse(request, f"{template}#row" if is_fragment(request) else template, context, status=409)


def _words_of(request: TenantRequest, conflict: AnswerConflict) -> str:
    theirs = Said.of(conflict.question, conflict.theirs, request)
    mine = in_words(conflict.question, conflict.mine)
    return f"{theirs.who} changed this meanwhile to “{theirs.words}”. You answered “{mine}”."
