"""Give an answer: checked, kept with its history, and scored at once."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.models import new_id
from scorecards.calculations.answers import in_words, problem_with
from scorecards.calculations.capabilities import NOTHING, AnswerValue, CapabilityScore
from scorecards.calculations.questionnaire import Questionnaire, QuestionNode
from scorecards.enums import Side
from scorecards.models import Answer, AnswerRevision, Assessment
from scorecards.operations.answer_statements import kept_answers, locked_round, write_answer
from scorecards.operations.keeping import Kept, Place, RoundClosed, exact_to_four, rounded_score, score_of
from scorecards.operations.stopwatch import stopwatch_values
from scorecards.queries.answers import value_of
from scorecards.queries.rounds import asked_in
from scorecards.rules import side_of

_EVIDENCE_LENGTH = 1000


class NotAsked(Refused):
    """There is no such question in this round."""

    field = "question"


class NotYourSide(Refused):
    """People of the partner answer for the partner, people of the vendor for the vendor."""

    field = "side"


class NotAnAnswer(Refused):
    """This cannot be an answer to the question."""

    field = "value"


class EvidenceTooLong(Refused):
    """Use at most 1,000 characters."""

    field = "evidence"


class AnswerConflict(Refused):
    """Somebody else changed this answer meanwhile. `theirs` is what stands now, `mine` what was to be saved."""

    def __init__(self, question: QuestionNode, theirs: Answer, mine: AnswerValue) -> None:
        who = theirs.answered_by.display_name if theirs.answered_by else "Somebody"
        stands, sent = in_words(question, value_of(theirs)), in_words(question, mine)
        changed = f"{who} changed this answer meanwhile to “{stands}”. You sent “{sent}”."
        super().__init__(f"{changed} It is at revision {theirs.revision}.")
        self.question, self.theirs, self.mine = question, theirs, mine


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of an answer; None leaves a part as it is. See `answer_question`."""

    value: AnswerValue | None
    evidence: str | None = None
    confidence: str | None = None
    expected_revision: int | None = None
    delivery: UUID | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of it: the answer as it stands, and the scores with it. `is_new` is False when nothing had to change.

    `score` counts the later answer of both sides, of all questions that the member may see. `answered` of `asked`
    questions have an answer of the member's own side.
    """

    place: Place
    answer: Kept | None
    is_new: bool
    score: CapabilityScore
    answered: int
    asked: int


def answer_question(
    *,
    assessment: Assessment,
    question_id: UUID,
    side: Side,
    value: AnswerValue | None,
    by: Membership,
    at: datetime,
    expected_revision: int | None = None,
    evidence: str | None = None,
    confidence: str | None = None,
    delivery: UUID | None = None,
) -> Answered:
    """Keep an answer of one side; None for `value`, `evidence` or `confidence` leaves that as it is.

    An empty value takes the answer back, an empty text the evidence or the confidence. `expected_revision` is the
    revision that the change was made on, 0 for none: when another one stands, somebody was faster, and
    `AnswerConflict` tells what they answered. What arrives twice with one `delivery` is kept once. A carried answer
    that is given again is confirmed.

    Raises `RoundClosed`, `NotYourSide`, `NotAsked` for what this partner is not asked or the member may not see,
    `NotAnAnswer`, and `EvidenceTooLong`: nothing is written then. Needs a transaction, and an assessment of `rounds()`.
    """
    locked = locked_round(assessment.pk)
    if locked is None:
        raise Assessment.DoesNotExist
    return answer_locked(
        assessment=locked,
        question_id=question_id,
        side=side,
        change=Change(value, evidence, confidence, expected_revision, delivery),
        by=by,
        at=at,
    )


def answer_locked(
    *, assessment: Assessment, question_id: UUID, side: Side, change: Change, by: Membership, at: datetime
) -> Answered:
    """The same for whoever holds a `locked_round` in hand."""
    if assessment.closed_at is not None:
        raise RoundClosed
    questionnaire = asked_in(assessment)
    place = _checked(questionnaire, question_id, change, side=side, by=by)
    kept = kept_answers(assessment)
    after = _changed(kept.get((side, question_id)), change, at)
    is_new = after is not None and _is_next(assessment, place, side, after, change)
    if is_new and after is not None:
        kept[side, question_id] = after
    score = score_of(questionnaire, kept)
    if is_new and after is not None:
        write_answer(
            _row(assessment, place, side, after, by=by, delivery=change.delivery)
            | {"overall": exact_to_four(score.overall), "completeness": exact_to_four(score.completeness)}
            | stopwatch_values(assessment=assessment, side=side, by=by, at=at, answers=1)
        )
    given = sum(each.value.is_given and whose is side for (whose, _), each in kept.items())
    return Answered(place, kept.get((side, question_id)), is_new, score, given, len(questionnaire.questions))


def _checked(questionnaire: Questionnaire, question_id: UUID, change: Change, *, side: Side, by: Membership) -> Place:
    if side is not side_of(by):
        raise NotYourSide
    place = next((Place(*each) for each in questionnaire.walk() if each[2].id == question_id), None)
    if place is None:
        raise NotAsked
    if change.value is not None and (problem := problem_with(place.question, change.value)):
        raise NotAnAnswer(problem)
    if change.evidence is not None and len(change.evidence) > _EVIDENCE_LENGTH:
        raise EvidenceTooLong
    return place


def _changed(before: Kept | None, change: Change, at: datetime) -> Kept | None:
    """The answer after the change, or None when there is none. Options are compared as a set."""
    old = before or Kept(NOTHING, at, 0, False, "", "")
    new = Kept(
        value=old.value if change.value is None or _same(change.value, old.value) else change.value,
        answered_at=at,
        revision=old.revision + 1,
        is_carried=False,
        evidence=old.evidence if change.evidence is None else change.evidence,
        confidence=old.confidence if change.confidence is None else change.confidence,
    )
    same = (new.value, new.evidence, new.confidence) == (old.value, old.evidence, old.confidence)
    return None if same and not (old.is_carried and change.value is not None) else new


def _same(one: AnswerValue, other: AnswerValue) -> bool:
    return set(one.choices) == set(other.choices) and (one.number, one.text, one.is_not_applicable) == (
        other.number,
        other.text,
        other.is_not_applicable,
    )


def _is_next(assessment: Assessment, place: Place, side: Side, after: Kept, change: Change) -> bool:
    """True when the change is to be made, False when it was made already. Raises `AnswerConflict`."""
    if change.expected_revision == after.revision - 1:
        return True
    if change.delivery is not None and _has_arrived(assessment, place.question.id, side, change.delivery):
        return False
    if change.expected_revision is None:
        return True
    stands = Answer.objects.filter(assessment=assessment, question_id=place.question.id, side=side)
    theirs = stands.select_related("answered_by").first()
    if theirs is None:
        return True
    raise AnswerConflict(place.question, theirs, after.value)


def _has_arrived(assessment: Assessment, question_id: UUID, side: Side, delivery: UUID) -> bool:
    revisions = AnswerRevision.objects.filter(assessment=assessment, question_id=question_id, side=side)
    return revisions.filter(delivery=delivery).exists()


def _row(
    assessment: Assessment, place: Place, side: Side, after: Kept, *, by: Membership, delivery: UUID | None
) -> dict[str, object]:
    """What `write_answer` is filled in with, as far as the answer goes."""
    return {
        "answer_id": new_id(),
        "revision_id": new_id(),
        "question": place.question.id,
        "choices": json.dumps([str(choice) for choice in after.value.choices]),
        "number": after.value.number,
        "text": after.value.text,
        "is_not_applicable": after.value.is_not_applicable,
        "score": rounded_score(place.question, after.value),
        "evidence": after.evidence,
        "confidence": after.confidence,
        "role": by.role,
        "is_internal": place.category.is_internal,
        "revision": after.revision,
        "delivery": delivery,
    }
