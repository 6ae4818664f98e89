"""Give an answer: checked, kept with its history, and scored at once."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from prm.kernel.refusal import Refused
from prm.people.models import Membership
from scorecards.calculations.answers import problem_with
from scorecards.calculations.capabilities import NOTHING, AnswerValue, CapabilityScore
from scorecards.calculations.questionnaire import Questionnaire, QuestionNode
from scorecards.enums import Confidence, Side
from scorecards.models import Answer, AnswerRevision, Assessment
from scorecards.operations.keeping import (
    Kept,
    Place,
    columns_of,
    keep_score,
    kept_answers,
    lock_round,
    rounded_score,
    score_of,
)
from scorecards.operations.stopwatch import count_activity
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
        super().__init__()
        self.question, self.theirs, self.mine = question, theirs, mine


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
    confidence: Confidence | str | None = None,
    delivery: UUID | None = None,
) -> Answered:
    """Keep an answer of one side; None for `value`, `evidence` or `confidence` leaves that as it is.

    An empty value takes the answer back, an empty text the evidence or the confidence. `expected_revision` is the revision that the change was made on, 0 for none:
    when another one stands, somebody was faster, and `AnswerConflict` tells what they answered. What arrives twice
    with one `delivery` is kept once. A carried answer that is given again is confirmed.

    Raises `RoundClosed`, `NotYourSide`, `NotAsked` for what this partner is not asked or the member may not see,
    `NotAnAnswer`, and `EvidenceTooLong`: nothing is written then. Needs a transaction, and an assessment of `rounds()`.
    """
    lock_round(assessment)
    questionnaire = asked_in(assessment)
    place = _checked(questionnaire, question_id, value=value, evidence=evidence, side=side, by=by)
    kept = kept_answers(assessment)
    before = kept.get((side, question_id))
    after = _changed(before, value=value, evidence=evidence, confidence=confidence, at=at)
    is_new = after is not None and _is_next(assessment, place, side, after, expected_revision, delivery)
    if is_new and after is not None:
        kept[side, question_id] = _write(assessment, place, side, after, by=by, delivery=delivery)
    score_now = score_of(questionnaire, kept)
    if is_new:
        keep_score(assessment, score_now)
        count_activity(assessment=assessment, side=side, by=by, at=at, answers=1)
    given = sum(each.value.is_given and whose == side for (whose, _), each in kept.items())
    return Answered(place, kept.get((side, question_id)), is_new, score_now, given, len(questionnaire.questions))


def _checked(
    questionnaire: Questionnaire,
    question_id: UUID,
    *,
    value: AnswerValue | None,
    evidence: str | None,
    side: Side,
    by: Membership,
) -> Place:
    if side is not side_of(by):
        raise NotYourSide
    place = next((Place(*each) for each in questionnaire.walk() if each[2].id == question_id), None)
    if place is None:
        raise NotAsked
    if value is not None and (problem := problem_with(place.question, value)):
        raise NotAnAnswer(problem)
    if evidence is not None and len(evidence) > _EVIDENCE_LENGTH:
        raise EvidenceTooLong
    return place


def _changed(
    before: Kept | None,
    *,
    value: AnswerValue | None,
    evidence: str | None,
    confidence: Confidence | str | None,
    at: datetime,
) -> Kept | None:
    """The answer after the change, or None when there is none. Options are compared as a set."""
    old = before or Kept(None, NOTHING, at, 0, False, "", "")
    new = Kept(
        id=old.id,
        value=old.value if value is None or _same(value, old.value) else value,
        answered_at=at,
        revision=old.revision + 1,
        is_carried=False,
        evidence=old.evidence if evidence is None else evidence,
        confidence=old.confidence if confidence is None else str(confidence),
    )
    same = (new.value, new.evidence, new.confidence) == (old.value, old.evidence, old.confidence)
    return None if same and not (old.is_carried and value is not None) else new


def _same(one: AnswerValue, other: AnswerValue) -> bool:
    return set(one.choices) == set(other.choices) and (one.number, one.text, one.is_not_applicable) == (
        other.number,
        other.text,
        other.is_not_applicable,
    )


def _is_next(
    assessment: Assessment,
    place: Place,
    side: Side,
    after: Kept,
    expected: int | None,
    delivery: UUID | None,
) -> bool:
    """True when the change is to be made, False when it was made already. Raises `AnswerConflict`."""
    if expected == after.revision - 1:
        return True
    if delivery is not None and _has_arrived(assessment, place.question.id, side, delivery):
        return False
    if expected is None:
        return True
    stands = Answer.objects.filter(assessment=assessment, question_id=place.question.id, side=side)
    theirs = stands.select_related("answered_by").first()
    if theirs is None:
        return True
    raise AnswerConflict(place.question, theirs, after.value)


def _has_arrived(assessment: Assessment, question_id: UUID, side: Side, delivery: UUID) -> bool:
    revisions = AnswerRevision.objects.filter(assessment=assessment, question_id=question_id, side=side)
    return revisions.filter(delivery=delivery).exists()


def _write(
    assessment: Assessment, place: Place, side: Side, after: Kept, *, by: Membership, delivery: UUID | None
) -> Kept:
    fields = {
        **columns_of(after.value),
        "score": rounded_score(place.question, after.value),
        "evidence": after.evidence,
        "confidence": after.confidence,
        "answered_by": by,
        "answered_as": by.role,
        "answered_at": after.answered_at,
        "revision": after.revision,
    }
    always = {
        "tenant_id": assessment.tenant_id,
        "assessment": assessment,
        "partner_id": assessment.partner_id,
        "question_id": place.question.id,
        "side": side,
        "is_internal": place.category.is_internal,
    }
    AnswerRevision(**always, **fields, delivery=delivery).save(force_insert=True)
    if after.id is not None:
        Answer.objects.filter(pk=after.id).update(**fields, is_carried=False)
        return after
    made = Answer(**always, **fields)
    made.save(force_insert=True)
    return replace(after, id=made.pk)
