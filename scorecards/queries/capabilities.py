"""Scores of rounds: of one side, of what counts, and which round is the latest."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from partners.models import Partner
from scorecards.calculations.capabilities import AnswerValue, CapabilityScore, score
from scorecards.calculations.questionnaire import Questionnaire
from scorecards.enums import Side, VersionState
from scorecards.models import Answer, Assessment, QuestionSet, QuestionSetVersion
from scorecards.queries.answers import AnswersBySide, answers_of, latest_answers, values_of
from scorecards.queries.questionnaires import profile_of, questionnaire_of


def capability_score_of(assessment: Assessment, *, side: Side | None = None) -> CapabilityScore:
    """The score of a round: of one side's answers, or without `side` of those that count.

    One query, and four more the first time that a process meets the version; select partner and version's set along.
    """
    answers = answers_of(assessment)
    return score(asked_and_answered(assessment, answers), values_for(answers, side))


def asked_and_answered(assessment: Assessment, answers: AnswersBySide, *, internal: bool = True) -> Questionnaire:
    """What a round asks its partner. A round that is over keeps the topics that it has answers to.

    Without `internal` the internal category is left out for our own people, too.
    """
    whole = questionnaire_of(assessment.version)
    whole = whole if internal else whole.without_internal()
    profile = profile_of(assessment.partner)
    if assessment.is_open:
        return whole.for_partner(profile)
    return whole.as_it_was_asked(profile, {question_id for given in answers.values() for question_id in given})


def values_for(answers: AnswersBySide, side: Side | None) -> Mapping[UUID, AnswerValue]:
    """One side's answers, or without `side` those that count."""
    return latest_answers(answers) if side is None else values_of(answers[side])


def rounds_of(partner: Partner) -> QuerySet[Assessment]:
    """All rounds of a partner over all question sets, newest first, with the versions and their sets."""
    rounds = Assessment.objects.filter(partner=partner).select_related("version__question_set")
    return rounds.order_by("-opened_at", "-pk")


def question_sets_for(rounds: Iterable[Assessment]) -> QuerySet[QuestionSet]:
    """Sets that a partner with these rounds may look at: those offered to new rounds, and those of its rounds."""
    offered = Exists(QuestionSetVersion.objects.filter(question_set=OuterRef("pk"), state=VersionState.PUBLISHED))
    answered = Q(pk__in={each.question_set_id for each in rounds})
    return QuestionSet.objects.filter(answered | Q(offered, is_active=True)).order_by("created_at", "key")


def answers_of_rounds(rounds: Iterable[Assessment]) -> dict[UUID, AnswersBySide]:
    """The answers of several rounds in one query, by id of the round; see `answers_of`."""
    found: dict[UUID, AnswersBySide] = {each.pk: {side: {} for side in Side} for each in rounds}
    for answer in Answer.objects.filter(assessment__in=found).select_related("answered_by"):
        found[answer.assessment_id][Side(answer.side)][answer.question_id] = answer
    return found


def latest_assessment(partner: Partner, question_set: QuestionSet) -> Assessment | None:
    """The newest round that has a score; without one the newest, and None where there is none at all."""
    rounds = list(rounds_of(partner).filter(question_set=question_set))
    return latest_of_rounds(rounds)


def latest_of_rounds(rounds: Iterable[Assessment]) -> Assessment | None:
    """The same of rounds at hand, newest first."""
    listed = list(rounds)
    return next((each for each in listed if each.overall is not None), listed[0] if listed else None)


def previous_assessment(assessment: Assessment) -> Assessment | None:
    """The newest round of the same set before this one that has a score."""
    earlier = rounds_of(assessment.partner).filter(
        question_set_id=assessment.question_set_id, opened_at__lt=assessment.opened_at, overall__isnull=False
    )
    return earlier.first()
