"""Say that carried answers still hold."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from prm.people.models import Membership
from scorecards.calculations.capabilities import CapabilityScore
from scorecards.enums import Side
from scorecards.models import Answer, AnswerRevision, Assessment
from scorecards.operations.answer_statements import kept_answers
from scorecards.operations.answering import NotYourSide
from scorecards.operations.keeping import keep_score, revision_of, score_of
from scorecards.operations.rounds import lock_round
from scorecards.operations.stopwatch import count_activity
from scorecards.queries.rounds import asked_in
from scorecards.rules import side_of


@transaction.atomic
def confirm_answers(
    *,
    assessment: Assessment,
    side: Side,
    by: Membership,
    at: datetime,
    question_ids: Collection[UUID] | None = None,
) -> int:
    """Make carried answers of a side those of `by` and of now: all of them, or those to `question_ids`.

    Returns how many there were; answers that are confirmed already are left alone. A confirmed answer is later than
    the other side's from before, so scores may move. Raises `RoundClosed` and `NotYourSide`.
    """
    if side is not side_of(by):
        raise NotYourSide
    lock_round(assessment)
    carried = Answer.objects.filter(assessment=assessment, side=side, is_carried=True)
    if question_ids is not None:
        carried = carried.filter(question_id__in=question_ids)
    confirmed = list(carried)
    for answer in confirmed:
        answer.is_carried = False
        answer.revision += 1
        answer.answered_by, answer.answered_as, answer.answered_at = by, by.role, at
    Answer.objects.bulk_update(confirmed, ["is_carried", "revision", "answered_by", "answered_as", "answered_at"])
    AnswerRevision.objects.bulk_create(revision_of(answer) for answer in confirmed)
    if confirmed:
        keep_score(assessment, score_now(assessment))
        count_activity(assessment=assessment, side=side, by=by, at=at, answers=len(confirmed))
    return len(confirmed)


def score_now(assessment: Assessment) -> CapabilityScore:
    """What the answers score as they stand."""
    return score_of(asked_in(assessment), kept_answers(assessment))
