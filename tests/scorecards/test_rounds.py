"""Rounds: what they begin with, when they close, and how long filling them in takes."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prm.kernel.stopwatch import FillTimes, fill_times_from
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from scorecards.calculations.answers import carried_over, in_words
from scorecards.calculations.capabilities import NOTHING, AnswerValue
from scorecards.calculations.questionnaire import QuestionNode
from scorecards.enums import QuestionKind, Side, VersionState
from scorecards.models import Answer, AnsweringTime, AnswerRevision, Assessment, QuestionSetVersion
from scorecards.operations import rounds as operations
from scorecards.operations.answering import answer_question
from scorecards.operations.confirming import confirm_answers
from scorecards.operations.keeping import RoundClosed
from scorecards.operations.stopwatch import count_activity
from scorecards.queries.answers import answers_of
from scorecards.queries.rounds import fill_times, rounds
from scorecards.rules import side_of
from tests.cast import NOW, Cast
from tests.scorecards.asked import Asked, make_set, next_version, opened
from tests.scorecards.questionnaires import an_id, graduated, step

DAY = timedelta(days=1)


def give(asked: Asked, round_: Assessment, by: Membership, key: str, *steps: int, at: datetime = NOW) -> None:
    """An answer of `by`."""
    value = asked.step(key, *steps) if steps else AnswerValue(text="So it is")
    answer_question(assessment=round_, question_id=asked.id(key), side=side_of(by), value=value, by=by, at=at)


def close(round_: Assessment, by: Membership, at: datetime) -> None:
    operations.close_round(assessment=rounds().get(pk=round_.pk), by=by, at=at)


def test_a_round_begins_with_the_answers_of_the_last_closed_one(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        asked = make_set()
        first = opened(asked, cast.polaris, by=cast.bob, at=NOW)
        give(asked, first, cast.bob, "fit-1", 4)
        give(asked, first, cast.bob, "trust", 2)
        give(asked, first, cast.priya, "fit-1", 3)
        close(first, cast.bob, NOW + DAY)
        following = next_version(asked)
        again = opened(following, cast.polaris, by=cast.bob, at=NOW + 90 * DAY)
        kept = answers_of(again)
        told = {
            (answer.side, answer.question.key): (
                answer.score,
                answer.is_carried,
                answer.answered_by,
                answer.answered_at,
            )
            for answer in Answer.objects.filter(assessment=again).select_related("question", "answered_by")
        }
    assert told == {
        ("vendor", "fit-1"): (Decimal(75), True, cast.bob, NOW),
        ("vendor", "trust"): (Decimal(25), True, cast.bob, NOW),
        ("partner", "fit-1"): (Decimal(50), True, cast.priya, NOW),
    }
    assert set(kept[Side.VENDOR]) == {following.id("fit-1"), following.id("trust")}
    assert again.overall == Decimal(75)


def test_a_carried_answer_is_confirmed_alone_or_with_all_others(cast: Cast) -> None:
    later = NOW + 90 * DAY
    with in_tenant(cast.acme.pk):
        asked = make_set()
        first = opened(asked, cast.polaris, by=cast.bob, at=NOW)
        for key in ("fit-1", "fit-2", "courses"):
            give(asked, first, cast.bob, key, 2)
        close(first, cast.bob, NOW)
        again = opened(asked, cast.polaris, by=cast.bob, at=later)
        one = [asked.id("fit-1")]
        counts = [
            confirm_answers(assessment=again, side=Side.VENDOR, by=cast.alice, at=later, question_ids=ids)
            for ids in (one, one, None, None)
        ]
        answers = list(Answer.objects.filter(assessment=again))
    assert counts == [1, 0, 2, 0]
    assert {(each.is_carried, each.revision, each.answered_by_id, each.answered_at) for each in answers} == {
        (False, 2, cast.alice.pk, later)
    }


def test_the_same_answer_given_again_confirms_it(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        asked = make_set()
        first = opened(asked, cast.polaris, by=cast.bob, at=NOW)
        give(asked, first, cast.bob, "fit-1", 4)
        close(first, cast.bob, NOW)
        again = opened(asked, cast.polaris, by=cast.bob, at=NOW + DAY)
        give(asked, again, cast.bob, "fit-1", 4, at=NOW + DAY)
        answer = Answer.objects.get(assessment=again)
    assert (answer.is_carried, answer.revision, answer.answered_at) == (False, 2, NOW + DAY)


def test_what_is_not_asked_any_more_stays_behind(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        asked = make_set()
        cast.polaris.tier = "Gold"
        cast.polaris.save()
        first = opened(asked, cast.polaris, by=cast.bob, at=NOW)
        give(asked, first, cast.bob, "gold", 4)
        close(first, cast.bob, NOW)
        cast.polaris.tier = "Silver"
        cast.polaris.save()
        again = opened(asked, cast.polaris, by=cast.bob, at=NOW + DAY)
        assert Answer.objects.filter(assessment=again).count() == 0


def test_only_one_round_of_a_set_is_open(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        asked = make_set()
        opened(asked, cast.polaris, by=cast.bob, at=NOW)
        with pytest.raises(operations.RoundIsOpen):
            opened(asked, cast.polaris, by=cast.bob, at=NOW)
        QuestionSetVersion.objects.filter(pk=asked.version.pk).update(state=VersionState.RETIRED)
        with pytest.raises(operations.NothingToAsk):
            opened(asked, cast.vega, by=cast.bob, at=NOW)


def test_a_closed_round_opens_again_within_a_day(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        asked = make_set()
        round_ = opened(asked, cast.polaris, by=cast.bob, at=NOW)
        with pytest.raises(operations.NothingAnswered):
            close(round_, cast.bob, NOW)
        give(asked, round_, cast.bob, "fit-1", 4)
        close(round_, cast.bob, NOW)
        stored = rounds().get(pk=round_.pk)
        with pytest.raises(RoundClosed):
            close(round_, cast.bob, NOW)
        with pytest.raises(operations.ClosedTooLong):
            operations.reopen_round(assessment=stored, by=cast.bob, at=NOW + DAY + timedelta(seconds=1))
        operations.reopen_round(assessment=stored, by=cast.bob, at=NOW + DAY)
        with pytest.raises(operations.NotClosed):
            operations.reopen_round(assessment=stored, by=cast.bob, at=NOW + DAY)


def test_an_opening_is_taken_back_while_nobody_has_answered(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        asked = make_set()
        first = opened(asked, cast.polaris, by=cast.bob, at=NOW)
        give(asked, first, cast.bob, "fit-1", 4)
        with pytest.raises(operations.AnsweredAlready):
            operations.withdraw_round(assessment=first, by=cast.bob, at=NOW)
        close(first, cast.bob, NOW)
        again = opened(asked, cast.polaris, by=cast.bob, at=NOW + DAY)
        operations.withdraw_round(assessment=again, by=cast.bob, at=NOW + DAY)
        assert list(Assessment.objects.values_list("pk", flat=True)) == [first.pk]
        assert AnswerRevision.objects.count() == 1


def test_only_partners_say_that_the_partner_is_through(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        round_ = opened(make_set(), cast.polaris, by=cast.bob, at=NOW)
        with pytest.raises(operations.NotAPartner):
            operations.finish_answering(assessment=round_, by=cast.bob, at=NOW)
        for at in (NOW, NOW + DAY):
            operations.finish_answering(assessment=round_, by=cast.priya, at=at)
        assert rounds().get(pk=round_.pk).partner_finished_at == NOW


PAUSES = [
    ((0, 10, 20, 60), 60),
    ((0, 60, 121), 60),
    ((0, 61), 0),
    ((0, 0.4, 0.8, 1.2, 1.6, 2.0), 2),
    ((0, 30, 20), 30),
    ((0, 3600, 3610), 10),
]


@pytest.mark.parametrize(("moments", "seconds"), PAUSES)
def test_pauses_of_more_than_a_minute_do_not_count(cast: Cast, moments: tuple[float, ...], seconds: int) -> None:
    with in_tenant(cast.acme.pk):
        round_ = opened(make_set(), cast.polaris, by=cast.bob, at=NOW)
        for moment in moments:
            count_activity(assessment=round_, side=Side.VENDOR, by=cast.bob, at=NOW + timedelta(seconds=moment))
        assert AnsweringTime.objects.get().active_seconds == seconds


def test_fill_times_are_those_of_sides_that_filled_a_closed_round_in(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        asked = make_set()
        for number, answers in enumerate((6, 6, 1)):
            round_ = opened(asked, (cast.polaris, cast.vega, cast.orion)[number], by=cast.alice, at=NOW)
            give(asked, round_, cast.alice, "fit-1", 4)
            AnsweringTime.objects.update_or_create(
                assessment=round_,
                membership=cast.alice,
                defaults={"active_seconds": 100 + number, "answers": answers},
            )
            if number:
                close(round_, cast.alice, NOW)
        second = timedelta(seconds=101)
        assert fill_times(asked.version) == FillTimes(second, second, 1)


@given(st.lists(st.integers(0, 10_000), min_size=1))
def test_fill_times_are_times_that_somebody_took(seconds: list[int]) -> None:
    times = fill_times_from(seconds)
    assert times.median is not None and times.ninth_decile is not None
    assert {times.median.seconds, times.ninth_decile.seconds} <= set(seconds)
    assert times.median <= times.ninth_decile
    assert sum(each <= times.ninth_decile.seconds for each in seconds) >= 0.9 * len(seconds)


def test_options_are_carried_by_their_words() -> None:
    was, now = graduated("fit"), graduated("fit")
    answer = step("fit", 40)
    assert carried_over(answer, was=was, now=now) == answer
    other = QuestionNode(an_id("n"), "fit", "How much?", QuestionKind.NUMBER)
    assert carried_over(answer, was=was, now=other) == NOTHING
    assert carried_over(AnswerValue(is_not_applicable=True), was=was, now=other) == AnswerValue(is_not_applicable=True)
    assert carried_over(AnswerValue(number=Decimal("2.50")), was=other, now=other) == AnswerValue(
        number=Decimal("2.50")
    )


WORDS = [
    (AnswerValue(number=Decimal("12.5000")), "12.5 %"),
    (AnswerValue(number=Decimal("1200.0000")), "1200 %"),
    (AnswerValue(text="Yes"), "Yes"),
    (AnswerValue(is_not_applicable=True), "Not applicable"),
    (NOTHING, "–"),
]


@pytest.mark.parametrize(("value", "words"), WORDS)
def test_answers_read_as_people_write_them(value: AnswerValue, words: str) -> None:
    assert in_words(QuestionNode(an_id("n"), "n", "How much?", QuestionKind.NUMBER, unit="%"), value) == words


def test_the_stopwatch_belongs_to_one_person(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        round_ = opened(make_set(), cast.polaris, by=cast.bob, at=NOW)
        for member in (cast.bob, cast.alice, cast.bob):
            count_activity(assessment=round_, side=Side.VENDOR, by=member, at=NOW)
        assert AnsweringTime.objects.count() == 2
