"""Rounds of questions: opened with what is known from the round before, closed, and taken back."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from partners.models import Partner
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.scope import require_tenant_id
from scorecards import events
from scorecards.calculations.answers import carried_over
from scorecards.calculations.questionnaire import QuestionNode
from scorecards.enums import Side, VersionState
from scorecards.models import Answer, AnswerRevision, Assessment, QuestionSet, QuestionSetVersion
from scorecards.operations.answer_statements import kept_answers, locked_round
from scorecards.operations.keeping import (
    Place,
    RoundClosed,
    columns_of,
    keep_score,
    revision_of,
    rounded_score,
    score_of,
)
from scorecards.queries.answers import value_of
from scorecards.queries.questionnaires import questionnaire_of
from scorecards.queries.rounds import asked_in, last_closed_round, open_round
from scorecards.rules import side_of

# For so long a closed round can be opened again: a slip, not a change of history.
REOPENED_WITHIN = timedelta(days=1)


class NothingToAsk(Refused):
    """This question set has no published version yet."""

    field = "question_set"


class RoundIsOpen(Refused):
    """A round of this question set is open already."""

    field = "question_set"


class NothingAnswered(Refused):
    """Nothing is answered yet. Withdraw the round instead."""


class NotClosed(Refused):
    """This round is open already."""


class ClosedTooLong(Refused):
    """This round was closed more than a day ago. Open a new one; it begins with these answers."""


class AnsweredAlready(Refused):
    """Somebody has answered by now. Close the round instead."""


class NotAPartner(Refused):
    """Only people of the partner say that the partner is through."""


@transaction.atomic
def start_round(
    *, partner: Partner, question_set: QuestionSet, by: Membership | None, at: datetime, due_date: date | None = None
) -> Assessment:
    """Open a round of the set's published version, and carry the answers of the last closed round over.

    Answers are carried by key of question and label of option, with their date and person; each waits to be confirmed.
    Raises `NothingToAsk` and `RoundIsOpen`.
    """
    Partner.objects.select_for_update().get(pk=partner.pk)
    version = _published(question_set)
    if open_round(partner, question_set) is not None:
        raise RoundIsOpen
    assessment = Assessment(
        tenant_id=require_tenant_id(),
        partner=partner,
        question_set=question_set,
        version=version,
        opened_at=at,
        opened_by=by,
        due_date=due_date,
    )
    assessment.save(force_insert=True)
    _carry_over(assessment, last_closed_round(partner, question_set))
    record(events.ROUND_OPENED, subject=assessment, by=by, at=at, partner_id=partner.pk)
    return assessment


@transaction.atomic
def close_round(*, assessment: Assessment, by: Membership | None, at: datetime) -> Assessment:
    """Let nobody answer any more; the score is final. Raises `RoundClosed` and `NothingAnswered`."""
    lock_round(assessment)
    kept = kept_answers(assessment)
    if not any(each.value.is_given for each in kept.values()):
        raise NothingAnswered
    keep_score(assessment, score_of(asked_in(assessment), kept))
    assessment.closed_at, assessment.closed_by = at, by
    assessment.save(update_fields=["closed_at", "closed_by"])
    record(events.ROUND_CLOSED, subject=assessment, by=by, at=at, partner_id=assessment.partner_id)
    return assessment


@transaction.atomic
def reopen_round(*, assessment: Assessment, by: Membership, at: datetime) -> Assessment:
    """Take a closing of the last day back. Raises `NotClosed`, `ClosedTooLong`, and `RoundIsOpen` for a newer one."""
    Partner.objects.select_for_update().get(pk=assessment.partner_id)
    closed_at = Assessment.objects.select_for_update().values_list("closed_at", flat=True).get(pk=assessment.pk)
    if closed_at is None:
        raise NotClosed
    if at - closed_at > REOPENED_WITHIN:
        raise ClosedTooLong
    if open_round(assessment.partner, assessment.question_set) is not None:
        raise RoundIsOpen("A newer round of this question set is open.")
    assessment.closed_at = assessment.closed_by = None
    assessment.save(update_fields=["closed_at", "closed_by"])
    record(events.ROUND_REOPENED, subject=assessment, by=by, at=at, partner_id=assessment.partner_id)
    return assessment


@transaction.atomic
def withdraw_round(*, assessment: Assessment, by: Membership, at: datetime) -> None:
    """Take the opening back, while nobody has answered. Raises `RoundClosed` and `AnsweredAlready`."""
    lock_round(assessment)
    if Answer.objects.filter(assessment=assessment, is_carried=False).exists():
        raise AnsweredAlready
    record(events.ROUND_WITHDRAWN, subject=assessment, by=by, at=at, partner_id=assessment.partner_id)
    assessment.delete()


@transaction.atomic
def finish_answering(*, assessment: Assessment, by: Membership, at: datetime) -> Assessment:
    """Say that the partner's people are through. They may still change answers. Saying it twice changes nothing.

    Raises `RoundClosed` and `NotAPartner`.
    """
    if side_of(by) is not Side.PARTNER:
        raise NotAPartner
    lock_round(assessment)
    if assessment.partner_finished_at is None:
        assessment.partner_finished_at = at
        assessment.save(update_fields=["partner_finished_at"])
        record(events.ROUND_FINISHED, subject=assessment, by=by, at=at, partner_id=assessment.partner_id)
    return assessment


def lock_round(assessment: Assessment) -> None:
    """Have everybody else who changes the round wait until this transaction is over. Raises `RoundClosed`."""
    locked = locked_round(assessment.pk)
    if locked is None or locked.closed_at is not None:
        raise RoundClosed


def _published(question_set: QuestionSet) -> QuestionSetVersion:
    versions = QuestionSetVersion.objects.filter(question_set=question_set, state=VersionState.PUBLISHED)
    version = versions.select_related("question_set").first()
    if version is None or not question_set.is_active:
        raise NothingToAsk
    return version


def _carry_over(assessment: Assessment, last: Assessment | None) -> None:
    """Bring the answers of `last` along; what no longer is asked, or has no such option any more, stays behind."""
    if last is None:
        return
    was, asked = questionnaire_of(last.version).questions, asked_in(assessment)
    now = {question.key: Place(category, topic, question) for category, topic, question in asked.walk()}
    carried = [
        copy
        for answer in Answer.objects.filter(assessment=last)
        if (old := was.get(answer.question_id)) and (place := now.get(old.key))
        for copy in _copies(answer, assessment, old, place)
    ]
    Answer.objects.bulk_create(carried)
    AnswerRevision.objects.bulk_create(revision_of(answer) for answer in carried)
    keep_score(assessment, score_of(asked, kept_answers(assessment)))


def _copies(answer: Answer, assessment: Assessment, old: QuestionNode, place: Place) -> Iterator[Answer]:
    """The answer in the new round, with date and person of the old one; nothing when it says nothing there."""
    value = carried_over(value_of(answer), was=old, now=place.question)
    if not value.is_given:
        return
    yield Answer(
        tenant_id=assessment.tenant_id,
        assessment=assessment,
        partner_id=answer.partner_id,
        question_id=place.question.id,
        side=answer.side,
        **columns_of(value),
        score=rounded_score(place.question, value),
        evidence=answer.evidence,
        confidence=answer.confidence,
        answered_by_id=answer.answered_by_id,
        answered_as=answer.answered_as,
        answered_at=answer.answered_at,
        is_internal=place.category.is_internal,
        is_carried=True,
    )
