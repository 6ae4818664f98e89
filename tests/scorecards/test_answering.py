"""Answers: checked, kept with who gave them, never lost, never counted twice."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from prm.people.models import Membership
from prm.tenancy.scope import in_tenant, tenant_scope
from scorecards.calculations.capabilities import NOTHING, AnswerValue
from scorecards.enums import Confidence, Side
from scorecards.models import Answer, AnswerRevision, Assessment
from scorecards.operations import answering
from scorecards.operations.answering import Answered, answer_question
from scorecards.operations.confirming import confirm_answers
from scorecards.operations.keeping import RoundClosed
from scorecards.operations.rounds import close_round
from scorecards.queries.answers import answers_of, history_of_answer, latest_answers
from scorecards.queries.rounds import rounds
from scorecards.rules import side_of
from tests.cast import NOW, Cast
from tests.scorecards.asked import Asked, make_set, opened

LATER = NOW + timedelta(minutes=5)


class Room:
    """A round of Polaris, and a way to answer it as anybody."""

    def __init__(self, cast: Cast, *, tier: str = "") -> None:
        self.cast = cast
        with in_tenant(cast.acme.pk):
            cast.polaris.tier = tier
            cast.polaris.save()
            self.asked: Asked = make_set()
            self.round: Assessment = opened(self.asked, cast.polaris, by=cast.bob, at=NOW)

    def answer(self, by: Membership, key: str, value: AnswerValue | None, **more: object) -> Answered:
        """Answer as `by`, in the scope that a request of theirs has."""
        from django.db import transaction

        given = {"side": side_of(by), "at": NOW, **more}
        with tenant_scope(by.scope()), transaction.atomic():
            return answer_question(
                assessment=rounds().get(pk=self.round.pk),
                question_id=self.asked.id(key),
                value=value,
                by=by,
                **given,  # type: ignore[arg-type]
            )

    def stored(self) -> Assessment:
        """The round as it stands."""
        with in_tenant(self.cast.acme.pk):
            return rounds().get(pk=self.round.pk)


@pytest.fixture
def room(cast: Cast) -> Room:
    return Room(cast)


def test_an_answer_is_kept_with_its_history_and_moves_the_score(room: Room) -> None:
    first = room.answer(room.cast.bob, "fit-1", room.asked.step("fit-1", 4), evidence="Seen in May")
    second = room.answer(room.cast.bob, "fit-1", room.asked.step("fit-1", 5), at=LATER, confidence=Confidence.HIGH)
    assert (first.score.overall, second.score.overall) == (Decimal(75), Decimal(100))
    with in_tenant(room.cast.acme.pk):
        answer = Answer.objects.get()
        told = [
            (each.revision, each.score, each.answered_as) for each in history_of_answer(room.round, answer.question_id)
        ]
    assert told == [(2, Decimal(100), "cam"), (1, Decimal(75), "cam")]
    assert (answer.revision, answer.evidence, answer.confidence) == (2, "Seen in May", "high")
    assert (room.stored().overall, room.stored().completeness) == (Decimal(100), Decimal("0.2500"))


def test_the_later_of_two_sides_counts_and_both_stay(room: Room) -> None:
    room.answer(room.cast.priya, "fit-1", room.asked.step("fit-1", 5), at=NOW)
    room.answer(room.cast.bob, "fit-1", room.asked.step("fit-1", 2), at=LATER)
    assert room.stored().overall == Decimal(25)
    room.answer(room.cast.priya, "fit-1", room.asked.step("fit-1", 3), at=LATER + timedelta(seconds=1))
    assert room.stored().overall == Decimal(50)
    with in_tenant(room.cast.acme.pk):
        sides = answers_of(room.round)
    assert {side: [each.score for each in found.values()] for side, found in sides.items()} == {
        Side.PARTNER: [Decimal(50)],
        Side.VENDOR: [Decimal(25)],
    }


def test_an_answer_that_is_taken_back_lets_the_other_sides_stand(room: Room) -> None:
    room.answer(room.cast.priya, "fit-1", room.asked.step("fit-1", 5))
    room.answer(room.cast.bob, "fit-1", room.asked.step("fit-1", 2), at=LATER)
    room.answer(room.cast.bob, "fit-1", NOTHING, at=LATER)
    assert room.stored().overall == Decimal(100)
    with in_tenant(room.cast.acme.pk):
        assert list(latest_answers(answers_of(room.round)).values()) == [room.asked.step("fit-1", 5)]


def test_internal_answers_count_for_us_only(room: Room) -> None:
    room.answer(room.cast.bob, "fit-1", room.asked.step("fit-1", 5))
    outcome = room.answer(room.cast.bob, "trust", room.asked.step("trust", 1))
    assert (outcome.score.overall, outcome.score.with_internal) == (Decimal(100), Decimal(50))
    assert room.stored().overall == Decimal(100)
    with in_tenant(room.cast.acme.pk):
        assert Answer.objects.get(question_id=room.asked.id("trust")).is_internal is True


def test_the_slower_of_two_people_is_told_both_values(room: Room) -> None:
    room.answer(room.cast.bob, "fit-1", room.asked.step("fit-1", 4), expected_revision=0)
    with pytest.raises(answering.AnswerConflict) as caught:
        room.answer(room.cast.alice, "fit-1", room.asked.step("fit-1", 2), at=LATER, expected_revision=0)
    theirs = caught.value.theirs
    assert (theirs.revision, theirs.answered_by.display_name, theirs.score) == (1, "Bob", Decimal(75))
    assert caught.value.mine == room.asked.step("fit-1", 2)
    room.answer(room.cast.alice, "fit-1", room.asked.step("fit-1", 2), at=LATER, expected_revision=1)
    assert room.stored().overall == Decimal(25)


def test_two_people_who_agree_do_not_stand_in_each_others_way(room: Room) -> None:
    room.answer(room.cast.bob, "fit-1", room.asked.step("fit-1", 4), expected_revision=0)
    outcome = room.answer(room.cast.alice, "fit-1", room.asked.step("fit-1", 4), expected_revision=0)
    assert (outcome.is_new, outcome.answer and outcome.answer.revision) == (False, 1)


@pytest.mark.parametrize("expected", [0, None])
def test_what_is_delivered_twice_is_kept_once(room: Room, expected: int | None) -> None:
    delivery = uuid4()
    step = room.asked.step("fit-1", 4)
    first = room.answer(room.cast.bob, "fit-1", step, expected_revision=expected, delivery=delivery)
    room.answer(room.cast.alice, "fit-1", room.asked.step("fit-1", 2), at=LATER)
    again = room.answer(room.cast.bob, "fit-1", step, at=LATER, expected_revision=expected, delivery=delivery)
    assert (first.is_new, again.is_new, again.score.overall) == (True, False, Decimal(25))
    with in_tenant(room.cast.acme.pk):
        assert AnswerRevision.objects.count() == 2


REFUSED = [
    ("fit-1", AnswerValue(text="words"), "Choose one of the options."),
    ("courses", AnswerValue(number=Decimal(1)), "Choose one of the options."),
    ("deals", AnswerValue(text="many"), "Give a number."),
    ("deals", AnswerValue(number=Decimal("NaN")), "Give a number."),
    ("deals", AnswerValue(number=Decimal(10) ** 14), "Give a number of at most 14 digits."),
    ("deals", AnswerValue(number=Decimal("0.00001")), "Use at most 4 digits behind the point."),
    ("story", AnswerValue(number=Decimal(1)), "Answer in words."),
    ("story", AnswerValue(text="x" * 4001), "Use at most 4,000 characters."),
    ("story", AnswerValue(text="x", is_not_applicable=True), "Something not applicable has no answer."),
]


@pytest.mark.parametrize(("key", "value", "words"), REFUSED)
def test_what_cannot_be_an_answer_is_refused(room: Room, key: str, value: AnswerValue, words: str) -> None:
    with pytest.raises(answering.NotAnAnswer) as caught:
        room.answer(room.cast.bob, key, value)
    assert str(caught.value) == words


def test_options_of_other_questions_and_second_ones_are_refused(room: Room) -> None:
    with pytest.raises(answering.NotAnAnswer, match="Choose one of the options"):
        room.answer(room.cast.bob, "fit-1", room.asked.step("fit-2", 1))
    with pytest.raises(answering.NotAnAnswer, match="Choose one option only"):
        room.answer(room.cast.bob, "fit-1", room.asked.step("fit-1", 1, 2))
    assert room.answer(room.cast.bob, "courses", room.asked.step("courses", 1, 3)).score.overall == Decimal(80)


def test_only_what_the_partner_is_asked_can_be_answered(cast: Cast) -> None:
    silver, question = Room(cast, tier="Silver"), "gold"
    with pytest.raises(answering.NotAsked):
        silver.answer(cast.bob, question, silver.asked.step(question, 1))


def test_internal_questions_are_not_there_for_partners(room: Room) -> None:
    with pytest.raises(answering.NotAsked):
        room.answer(room.cast.priya, "trust", room.asked.step("trust", 1))


def test_nobody_answers_for_the_other_side(room: Room) -> None:
    for member, side in ((room.cast.priya, Side.VENDOR), (room.cast.bob, Side.PARTNER)):
        with pytest.raises(answering.NotYourSide):
            room.answer(member, "fit-1", room.asked.step("fit-1", 1), side=side)


def test_a_closed_round_takes_nothing_more(room: Room) -> None:
    room.answer(room.cast.bob, "fit-1", room.asked.step("fit-1", 1))
    with in_tenant(room.cast.acme.pk):
        close_round(assessment=rounds().get(pk=room.round.pk), by=room.cast.bob, at=LATER)
    with pytest.raises(RoundClosed):
        room.answer(room.cast.bob, "fit-1", room.asked.step("fit-1", 2))
    with pytest.raises(RoundClosed), in_tenant(room.cast.acme.pk):
        confirm_answers(assessment=room.round, side=Side.VENDOR, by=room.cast.bob, at=LATER)


def test_rounds_of_others_are_not_there(room: Room) -> None:
    for stranger in (room.cast.omar, room.cast.dana, room.cast.charlie, room.cast.zoe):
        with pytest.raises(Assessment.DoesNotExist):
            room.answer(stranger, "fit-1", room.asked.step("fit-1", 1))


@pytest.mark.parametrize("others", [0, 12])
def test_an_answer_takes_as_many_queries_whatever_is_answered_already(
    room: Room, django_assert_num_queries: object, others: int
) -> None:
    from django.db import transaction

    room.answer(room.cast.bob, "fit-1", room.asked.step("fit-1", 1))
    if others:
        for key in ("fit-2", "courses", "trust"):
            room.answer(room.cast.bob, key, room.asked.step(key, 1))
            room.answer(room.cast.alice, key, room.asked.step(key, 2))
    with tenant_scope(room.cast.bob.scope()), transaction.atomic():
        assessment = rounds().get(pk=room.round.pk)
        # The round under a lock, the answers; and all that is written, in one.
        with django_assert_num_queries(3):  # type: ignore[operator]
            answer_question(
                assessment=assessment,
                question_id=room.asked.id("fit-1"),
                side=Side.VENDOR,
                value=room.asked.step("fit-1", 2),
                by=room.cast.bob,
                at=LATER,
                expected_revision=1,
            )
