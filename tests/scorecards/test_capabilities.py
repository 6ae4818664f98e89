"""Scores of a questionnaire; rule and worked table: docs/calculations/capabilities.md."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prm.kernel.status import TrafficLight
from scorecards.calculations.capabilities import AnswerValue, CapabilityScore, score, score_answer, shown
from scorecards.calculations.questionnaire import Choice, Profile, QuestionNode
from scorecards.enums import QuestionKind
from tests.scorecards.questionnaires import STEPS, an_id, category, graduated, questionnaire, step, topic

NOT_APPLICABLE = AnswerValue(is_not_applicable=True)
FOUR = questionnaire(
    category("fit", topic("openness", graduated("a"), graduated("b", weight=2), graduated("c"), graduated("d")))
)


def scored(*answers: tuple[str, AnswerValue]) -> CapabilityScore:
    return score(FOUR, {an_id(key): answer for key, answer in answers})


def test_the_worked_example_scores_65() -> None:
    result = scored(("a", step("a", 80)), ("b", step("b", 40)), ("c", NOT_APPLICABLE), ("d", step("d", 100)))
    assert result.overall == 65
    assert (result.answered, result.applicable) == (3, 3)
    assert result.completeness == 1
    assert result.light is TrafficLight.WATCH


def test_nothing_answered_is_no_score_and_not_zero() -> None:
    result = scored()
    assert result.overall is None
    assert shown(result.overall) is None
    assert result.light is TrafficLight.NO_DATA
    assert result.is_provisional


def test_all_not_applicable_is_no_score_and_nothing_left_to_answer() -> None:
    result = scored(*((key, NOT_APPLICABLE) for key in "abcd"))
    assert result.overall is None
    assert (result.applicable, int(result.completeness)) == (0, 0)


def test_a_topic_without_answers_does_not_pull_its_category_down() -> None:
    result = score(
        questionnaire(category("fit", topic("x", graduated("a")), topic("y", graduated("b")))),
        {an_id("a"): step("a", 80)},
    )
    assert result.overall == 80
    assert result.completeness == Decimal("0.5")
    assert result.is_provisional


def test_three_of_five_answered_is_complete_enough() -> None:
    five = questionnaire(category("fit", topic("x", *(graduated(key) for key in "abcde"))))
    assert not score(five, {an_id(key): step(key, 50) for key in "abc"}).is_provisional


def test_the_internal_category_counts_for_our_own_people_only() -> None:
    both = questionnaire(
        category("fit", topic("x", graduated("a"))), category("ours", topic("y", graduated("b")), is_internal=True)
    )
    answers = {an_id("a"): step("a", 80), an_id("b"): step("b", 40)}
    result = score(both, answers)
    assert (result.overall, result.with_internal) == (Decimal(80), Decimal(60))
    assert (result.answered, result.applicable) == (1, 1)
    partners = score(both.without_internal(), answers)
    assert partners.overall == partners.with_internal == 80
    assert len(partners.categories) == 1


def test_a_question_of_weight_zero_tells_about_the_partner_and_counts_for_nothing() -> None:
    weightless = questionnaire(category("fit", topic("x", graduated("a"), graduated("b", weight=0))))
    result = score(weightless, {an_id("a"): step("a", 80), an_id("b"): step("b", 0)})
    assert result.overall == 80
    assert result.applicable == 1


def test_several_choices_add_up_to_at_most_100() -> None:
    choices = tuple(Choice(an_id(name), name, Decimal(60)) for name in "xyz")
    question = QuestionNode(an_id("many"), "many", "Which?", QuestionKind.MULTIPLE, choices=choices)
    assert score_answer(question, AnswerValue(choices=(an_id("x"),))) == 60
    assert score_answer(question, AnswerValue(choices=(an_id("x"), an_id("y")))) == 100
    assert score_answer(question, AnswerValue(choices=(an_id("unknown"),))) is None


@pytest.mark.parametrize(
    ("number", "zero", "full", "expected"),
    [(5, 0, 10, 50), (12, 0, 10, 100), (-1, 0, 10, 0), (3, 6, 0, 50), (5, 10, 10, None)],
)
def test_a_number_scores_in_proportion_whichever_end_is_best(
    number: int, zero: int, full: int, expected: int | None
) -> None:
    question = QuestionNode(
        an_id("n"), "n", "How many?", QuestionKind.NUMBER, number_zero=Decimal(zero), number_full=Decimal(full)
    )
    assert score_answer(question, AnswerValue(number=Decimal(number))) == expected


@pytest.mark.parametrize(("exact", "seen"), [("0", 1), ("0.4", 1), ("74.5", 75), ("74.49", 74), ("100", 100)])
def test_a_score_is_shown_as_a_whole_number_from_1_to_100(exact: str, seen: int) -> None:
    assert shown(Decimal(exact)) == seen


def test_what_reads_75_is_as_green_as_75() -> None:
    assert FOUR.green_from == 75
    half = questionnaire(category("fit", topic("x", graduated("a", weight=1), graduated("b", weight=49))))
    result = score(half, {an_id("a"): step("a", 50), an_id("b"): step("b", 75)})
    assert result.overall == Decimal("74.5")
    assert result.light is TrafficLight.ON_TRACK


def test_topics_are_asked_by_type_tier_and_stage() -> None:
    whole = questionnaire(
        category("fit", topic("all", graduated("a")), topic("msp", graduated("b"), partner_types=frozenset({"MSP"}))),
        category("gold", topic("x", graduated("c"), tiers=frozenset({"Gold"}))),
    )
    asked = [question.key for question in whole.for_partner(Profile(type="msp", tier="Silver")).questions.values()]
    assert asked == ["a", "b"]


@given(st.dictionaries(st.sampled_from("abcd"), st.sampled_from(STEPS)))
def test_the_overall_score_lies_between_the_lowest_and_the_highest_answer(chosen: dict[str, int]) -> None:
    result = scored(*((key, step(key, value)) for key, value in chosen.items()))
    if not chosen:
        assert result.overall is None
    else:
        assert result.overall is not None and min(chosen.values()) <= result.overall <= max(chosen.values())


@given(st.dictionaries(st.sampled_from("abcd"), st.sampled_from(STEPS), min_size=1), st.sampled_from("abcd"))
def test_a_better_answer_never_lowers_the_score(chosen: dict[str, int], better: str) -> None:
    if better not in chosen:
        return
    before = scored(*((key, step(key, value)) for key, value in chosen.items())).overall
    after = scored(*((key, step(key, value)) for key, value in (chosen | {better: 100}).items())).overall
    assert before is not None and after is not None and after >= before
