"""What both sides answered in the last quarters, and a round that is half answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from random import Random

from partners.models import Partner
from prm.demo.history import History
from prm.demo.people import People, cam_on
from prm.demo.profiles import Profiles, ours
from prm.demo.vendors.spec import Course, PartnerSpec, Vendor
from prm.people.models import Membership
from prm.people.permissions import Role
from scorecards.calculations.capabilities import AnswerValue, score
from scorecards.calculations.questionnaire import Questionnaire, QuestionNode
from scorecards.enums import Confidence, QuestionKind, Side, VersionState
from scorecards.models import Answer, AnsweringTime, AnswerRevision, Assessment, QuestionSetVersion
from scorecards.operations.answering import answer_question
from scorecards.operations.confirming import confirm_answers
from scorecards.operations.keeping import columns_of, exact_to_four, revision_of, rounded_score
from scorecards.operations.rounds import start_round
from scorecards.queries.answers import latest_of, value_of
from scorecards.queries.questionnaires import profile_of, questionnaire_of

QUARTERS = 3
OPENED_BEFORE_END, CLOSED_BEFORE_END = timedelta(days=20), timedelta(days=4)
# How able a partner of each course is, out of 1, and what a quarter adds to that.
_LEVELS = {
    Course.GROWING: (0.62, 0.05),
    Course.STEADY: (0.60, 0.015),
    Course.SHRINKING: (0.55, -0.04),
    Course.QUIET: (0.5, -0.05),
    Course.SILENT: (0.42, -0.03),
    Course.NEW: (0.5, 0.0),
}
_WORDS = (
    "We bring our own service desk into every first meeting.",
    "The plan for the next two quarters is written down and signed.",
    "Our engineers want more time in your lab.",
    "Two of our largest customers would speak for us.",
)
_EVIDENCE = ("Seen in the last review", "Certificates on file", "Said by their head of sales", "Order history")


@dataclass(frozen=True)
class _Round:
    """A closed round of the demo, and what its answers are drawn with."""

    assessment: Assessment
    asked: Questionnaire
    level: float
    random: Random
    people: dict[Side, Membership | None]


def plant_assessments(vendor: Vendor, profiles: Profiles, people: People, history: History, *, at: datetime) -> None:
    """Closed rounds of the last quarters for all partners that sell, and an open one of the first partner."""
    published = QuestionSetVersion.objects.filter(state=VersionState.PUBLISHED, question_set__key="capabilities")
    version = published.select_related("question_set").get()
    rounds = list(_closed_rounds(vendor, profiles, people, history, version))
    answers = {each.assessment.pk: list(_answers(each)) for each in rounds}
    for each in rounds:
        _score(each, answers[each.assessment.pk])
    Assessment.objects.bulk_create(each.assessment for each in rounds)
    Answer.objects.bulk_create((answer for given in answers.values() for answer in given), batch_size=1000)
    latest = {each.assessment.partner_id: each.assessment.pk for each in rounds}
    AnswerRevision.objects.bulk_create(
        (revision_of(answer) for pk in latest.values() for answer in answers[pk]), batch_size=1000
    )
    AnsweringTime.objects.bulk_create(time_ for each in rounds for time_ in _times(each, answers[each.assessment.pk]))
    _open_round(profiles[vendor.partners[0].name], people, version, at)


def _closed_rounds(
    vendor: Vendor, profiles: Profiles, people: People, history: History, version: QuestionSetVersion
) -> Iterator[_Round]:
    """Oldest first."""
    quarter = history.calendar.quarter_of(history.last)
    past = [quarter := quarter.previous() for _ in range(QUARTERS)]
    for age, each in reversed(list(enumerate(past))):
        end = datetime.combine(history.calendar.quarter(each).end_date, time(15), UTC)
        for number, spec in enumerate(vendor.partners):
            if spec.course in _LEVELS and (age == 0 or spec.course is not Course.NEW):
                yield _round(spec, number, profiles, people, version, vendor, history, end, age)


def _round(
    spec: PartnerSpec,
    number: int,
    profiles: Profiles,
    people: People,
    version: QuestionSetVersion,
    vendor: Vendor,
    history: History,
    end: datetime,
    age: int,
) -> _Round:
    partner = profiles[spec.name]
    start, step = _LEVELS[spec.course]
    closed_at = end - CLOSED_BEFORE_END
    cam = people.get(cam_on(closed_at.date(), spec, vendor, history))
    assessment = ours(
        Assessment(
            partner=partner,
            question_set=version.question_set,
            version=version,
            opened_at=end - OPENED_BEFORE_END,
            opened_by=cam,
            partner_finished_at=closed_at - timedelta(days=2),
            closed_at=closed_at,
            closed_by=cam,
        )
    )
    # Partners differ, and keep what sets them apart from one quarter to the next.
    apart = Random(f"{vendor.seed}/{number}").uniform(-0.16, 0.16)
    level = start + apart + step * (QUARTERS - age)
    own = next((each for each in people.values() if each.partner_id == partner.pk), None)
    asked = questionnaire_of(version).for_partner(profile_of(partner))
    random = Random(f"{vendor.seed}/{number}/{age}")
    return _Round(assessment, asked, level, random, {Side.PARTNER: own, Side.VENDOR: cam})


def _answers(each: _Round) -> Iterator[Answer]:
    """Partners answer nearly everything, and a little too well; CAMs what they know, and our own category."""
    bent = {question.id: each.random.gauss(0, 0.16) for _, _, question in each.asked.walk()}
    for category, _, question in each.asked.walk():
        for side, share, shift in ((Side.PARTNER, 0.95, 0.05), (Side.VENDOR, 0.4, -0.04)):
            if category.is_internal and side is Side.PARTNER:
                continue
            if category.is_internal or each.random.random() < share:
                value = _answer_to(question, each.level + bent[question.id] + shift, each.random)
                yield _answer(each, question, side, value, is_internal=category.is_internal)


def _answer(each: _Round, question: QuestionNode, side: Side, value: AnswerValue, *, is_internal: bool) -> Answer:
    member, is_vendor = each.people[side], side is Side.VENDOR
    days = 9 if is_vendor else 4
    return ours(
        Answer(
            assessment=each.assessment,
            partner_id=each.assessment.partner_id,
            question_id=question.id,
            side=side,
            **columns_of(value),
            score=rounded_score(question, value),
            evidence=each.random.choice(_EVIDENCE) if is_vendor and each.random.random() < 0.4 else "",
            confidence=each.random.choice(list(Confidence)).value if is_vendor else "",
            answered_by=member,
            answered_as=member.role if member else Role.CAM if is_vendor else Role.CHAMPION,
            answered_at=each.assessment.opened_at + timedelta(days=days, minutes=each.random.randrange(90)),
            is_internal=is_internal,
        )
    )


def _answer_to(question: QuestionNode, level: float, random: Random) -> AnswerValue:
    """An answer that scores about `level`, 0 to 1."""
    wanted = Decimal(str(round(min(max(level, 0.0), 1.0) * 100, 2)))
    if question.kind is QuestionKind.OPEN:
        return AnswerValue(text=random.choice(_WORDS))
    if question.kind is QuestionKind.NUMBER:
        zero, full = question.number_zero or Decimal(0), question.number_full or Decimal(100)
        return AnswerValue(number=(zero + (full - zero) * wanted / 100).quantize(Decimal(1)))
    if question.kind is QuestionKind.MULTIPLE:
        count = max(1, round(level * len(question.choices)))
        return AnswerValue(choices=tuple(choice.id for choice in question.choices[:count]))
    nearest = min(question.choices, key=lambda choice: abs((choice.score or Decimal(0)) - wanted))
    return AnswerValue(choices=(nearest.id,))


def _score(each: _Round, answers: list[Answer]) -> None:
    """The round's own figures, from the later answer of both sides."""
    values = latest_of((answer.question_id, answer.answered_at, value_of(answer)) for answer in answers)
    result = score(each.asked, values)
    each.assessment.overall = exact_to_four(result.overall)
    each.assessment.completeness = exact_to_four(result.completeness) or Decimal(0)


def _times(each: _Round, answers: list[Answer]) -> Iterator[AnsweringTime]:
    """Four to eight minutes for a partner, half of that for a CAM."""
    for side, member in each.people.items():
        given = [answer for answer in answers if answer.side == side]
        if member is None or not given:
            continue
        started_at = min(answer.answered_at for answer in given)
        seconds = len(given) * each.random.randint(5, 9)
        yield ours(
            AnsweringTime(
                assessment=each.assessment,
                partner_id=each.assessment.partner_id,
                membership=member,
                side=side,
                active_seconds=seconds,
                started_at=started_at,
                last_active_at=started_at + timedelta(seconds=seconds),
                answers=len(given),
            )
        )


def _open_round(partner: Partner, people: People, version: QuestionSetVersion, at: datetime) -> None:
    """Begun a week ago with the answers of last time; the champion is half through, the CAM has begun."""
    champion = next((each for each in people.values() if each.role_enum is Role.CHAMPION), None)
    cam = next(each for each in people.values() if each.role_enum is Role.CAM)
    opened_at = at - timedelta(days=7)
    assessment = start_round(
        partner=partner,
        question_set=version.question_set,
        by=cam,
        at=opened_at,
        due_date=(at + timedelta(days=10)).date(),
    )
    asked = questionnaire_of(version).for_partner(profile_of(partner))
    shared = list(asked.without_internal().questions.values())
    if champion is None or champion.partner_id != partner.pk:
        return
    confirmed = [each.id for each in shared[: len(shared) // 2]]
    for side, by, ids, days in ((Side.PARTNER, champion, confirmed, 3), (Side.VENDOR, cam, confirmed[:9], 2)):
        confirm_answers(assessment=assessment, side=side, by=by, at=at - timedelta(days=days), question_ids=ids)
    best = next(each for each in shared if each.kind is QuestionKind.GRADUATED)
    answer_question(
        assessment=assessment,
        question_id=best.id,
        side=Side.PARTNER,
        value=AnswerValue(choices=(best.choices[-1].id,)),
        by=champion,
        at=at - timedelta(days=3),
    )
