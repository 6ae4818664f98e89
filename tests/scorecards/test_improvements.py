"""What to improve first; rule and worked table: docs/calculations/improvements.md."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.calculations.capabilities import AnswerValue, CapabilityScore, score
from scorecards.calculations.goals import GoalState, goal_state
from scorecards.calculations.improvements import improvements, plain, projected
from tests.scorecards.questionnaires import STEPS, an_id, category, graduated, questionnaire, step, topic

TREE = questionnaire(
    category(
        "fit", topic("x", graduated("a", weight=2), graduated("b"), graduated("w", weight=0)), weight=Decimal("1.5")
    ),
    category("skill", topic("y", graduated("c", best_practice=Decimal(80)), graduated("d"))),
    category("ours", topic("z", graduated("i")), is_internal=True, weight=Decimal(9)),
)


def scored(**chosen: int) -> CapabilityScore:
    return score(TREE, {an_id(key): step(key, value) for key, value in chosen.items()})


def test_the_worked_table_is_ranked_by_gap_times_weights() -> None:
    found = improvements(scored(a=40, b=25, c=25, d=100, w=0))
    written = [f"{each.scored.question.key}: gap {plain(each.gap)}, priority {plain(each.priority)}" for each in found]
    assert written == ["a: gap 60, priority 180", "b: gap 75, priority 112.5", "c: gap 55, priority 55"]
    assert found[0].formula == "60 × 2 × 1.5 = 180"


def test_equals_stay_in_the_order_of_the_questionnaire() -> None:
    assert [each.scored.question.key for each in improvements(scored(d=75, c=75, i=100))] == ["d", "c"]
    assert [each.scored.question.key for each in improvements(scored(b=50, a=75))] == ["a", "b"]


def test_the_lowest_chosen_option_says_what_to_do_before_the_question_does() -> None:
    question = graduated("q", action="Talk about it")
    choices = tuple(replace(each, action="Hire somebody") if each.score == 25 else each for each in question.choices)
    tree = questionnaire(category("c", topic("t", replace(question, choices=choices))))

    def action(value: int) -> str:
        return improvements(score(tree, {an_id("q"): step("q", value)}))[0].action

    assert (action(25), action(40)) == ("Hire somebody", "Talk about it")


def test_what_is_not_answered_or_not_applicable_is_not_suggested() -> None:
    assert improvements(score(TREE, {an_id("a"): AnswerValue(is_not_applicable=True)})) == ()


def test_reached_goals_lift_the_overall_score() -> None:
    now = scored(a=40, b=25, c=80, d=100, i=0)
    assert now.overall == (Decimal("1.5") * 35 + 90) / Decimal("2.5")
    assert projected(now, {"a": Decimal(100)}) == (Decimal("1.5") * 75 + 90) / Decimal("2.5")
    assert projected(now, {}) == now.overall
    assert projected(now, {"i": Decimal(100)}) == now.overall
    assert projected(now, {"gone": Decimal(100), "a": Decimal(1)}) == now.overall


@given(st.dictionaries(st.sampled_from("abcd"), st.sampled_from(STEPS), min_size=1))
def test_goals_never_lower_the_projection_and_all_best_practice_ends_it(chosen: dict[str, int]) -> None:
    now = scored(**chosen)
    goals = {each.scored.question.key: each.scored.question.best_practice for each in improvements(now)}
    after = projected(now, goals)
    assert now.overall is not None and after is not None and after >= now.overall


@pytest.mark.parametrize(
    ("goal", "now", "again", "state"),
    [
        (75, "74.5", False, GoalState.REACHED),
        (75, "74.4", False, GoalState.WAITING),
        (75, "74.4", True, GoalState.MISSED),
        (75, None, True, GoalState.WAITING),
        (75, "100", True, GoalState.REACHED),
    ],
)
def test_a_goal_is_judged_by_what_is_shown(goal: int, now: str | None, again: bool, state: GoalState) -> None:
    scored_now = None if now is None else Decimal(now)
    assert goal_state(goal=Decimal(goal), score=scored_now, is_scored_again=again) is state
