"""Rounds of questions: what each asks, how far it is, and how long it took."""

from django.db.models import Count, F, Q, QuerySet, Sum

from partners.models import Partner
from prm.kernel.stopwatch import FillTimes, fill_times_from
from scorecards.calculations.questionnaire import Questionnaire
from scorecards.enums import Side, VersionState
from scorecards.models import AnsweringTime, Assessment, QuestionSet, QuestionSetVersion
from scorecards.queries.questionnaires import profile_of, questionnaire_of

_ANSWERED = ~Q(answers__choices=[], answers__number=None, answers__text="", answers__is_not_applicable=False)


def rounds() -> QuerySet[Assessment]:
    """Rounds with all that is needed to know what they ask, newest first."""
    return Assessment.objects.select_related("version__question_set", "question_set", "partner").order_by("-opened_at")


def counted() -> QuerySet[Assessment]:
    """Rounds, with how many answers each side has given or confirmed: `by_partner` and `by_vendor`."""
    sure = Q(answers__is_carried=False) & _ANSWERED
    return rounds().annotate(
        by_partner=Count("answers", filter=sure & Q(answers__side=Side.PARTNER)),
        by_vendor=Count("answers", filter=sure & Q(answers__side=Side.VENDOR)),
    )


def asked_in(assessment: Assessment) -> Questionnaire:
    """What the round's partner is asked; without the internal category in a partner's scope."""
    return questionnaire_of(assessment.version, profile_of(assessment.partner))


def open_by_due() -> QuerySet[Assessment]:
    """Every open round in reach: those that are due first, those without a day last, the oldest of equals first."""
    return rounds().filter(closed_at=None).order_by(F("due_date").asc(nulls_last=True), "opened_at", "pk")


def open_round(partner: Partner, question_set: QuestionSet) -> Assessment | None:
    """The round of a set that the partner is in, if any."""
    return rounds().filter(partner=partner, question_set=question_set, closed_at=None).first()


def last_closed_round(partner: Partner, question_set: QuestionSet) -> Assessment | None:
    """The round of a set that was closed last, if any."""
    return rounds().filter(partner=partner, question_set=question_set, closed_at__isnull=False).first()


def left_to_answer() -> int:
    """How many questions wait for the people of the partner in scope, in all their open rounds: one query."""
    return sum(
        max(0, len(asked_in(each).questions) - each.by_partner)  # type: ignore[attr-defined]
        for each in counted().filter(closed_at=None, partner_finished_at=None)
    )


def sets_to_open(partner: Partner) -> QuerySet[QuestionSet]:
    """Sets that can be asked, and of which the partner has no open round."""
    return QuestionSet.objects.filter(
        pk__in=QuestionSetVersion.objects.filter(state=VersionState.PUBLISHED).values("question_set_id"),
        is_active=True,
    ).exclude(pk__in=Assessment.objects.filter(partner=partner, closed_at=None).values("question_set_id"))


def fill_times(version: QuestionSetVersion) -> FillTimes:
    """How long it takes to fill a version in.

    One filling is what all people of one side did in one closed round: their active time together. Sides that gave
    fewer answers than keep a score from being provisional did not fill it in, and are left out.
    """
    enough = version.question_set.provisional_below_percent * len(questionnaire_of(version).questions)
    sides = (
        AnsweringTime.objects.filter(assessment__version=version, assessment__closed_at__isnull=False)
        .values("assessment", "side")
        .annotate(seconds=Sum("active_seconds"), given=Sum("answers"))
    )
    return fill_times_from(each["seconds"] for each in sides if each["given"] * 100 >= enough)


def versions_with_times() -> list[tuple[QuestionSetVersion, FillTimes]]:
    """Every version that was filled in, with how long that took: newest first, few queries a version."""
    filled = QuestionSetVersion.objects.filter(
        pk__in=Assessment.objects.filter(closed_at__isnull=False).values("version_id")
    )
    ordered = filled.select_related("question_set").order_by("question_set__name", "-number")
    times = [(version, fill_times(version)) for version in ordered]
    return [(version, taken) for version, taken in times if taken.count]
