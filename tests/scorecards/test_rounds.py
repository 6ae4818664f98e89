"""Rounds beside each other, on the questions that both asked; and both sides' views of one round."""

from dataclasses import replace
from decimal import Decimal

from scorecards.calculations.capabilities import AnswerValue, CapabilityScore, score
from scorecards.calculations.questionnaire import Questionnaire
from scorecards.calculations.rounds import compare, like_for_like
from scorecards.calculations.two_views import two_views
from tests.scorecards.questionnaires import an_id, category, graduated, questionnaire, step, topic

OLD = questionnaire(
    category("fit", topic("x", graduated("a"), graduated("b"), graduated("gone"))),
    category("ours", topic("z", graduated("i")), is_internal=True),
)
# The second edition: "gone" is gone, "new" is new, and "a" weighs three times as much.
NEW = replace(
    questionnaire(
        category("fit", topic("x", graduated("a", weight=3), graduated("b"), graduated("new"))),
        category("ours", topic("z", graduated("i")), is_internal=True),
    ),
    number=2,
)


def scored(tree: Questionnaire, **chosen: int) -> CapabilityScore:
    return score(tree, {an_id(key): step(key, value) for key, value in chosen.items()})


def figures(*exact: Decimal | None) -> list[int | None]:
    return [None if each is None else int(each) for each in exact]


def test_only_questions_of_both_versions_are_compared_by_the_newer_weights() -> None:
    change = compare(scored(NEW, a=80, b=40, new=0), scored(OLD, a=40, b=40, gone=100))
    assert figures(change.before, change.now, change.difference) == [40, 70, 30]
    assert change.shared == 3
    assert [move.question.key for move in change.moves] == ["a"]
    assert figures(change.moves[0].before, change.moves[0].now) == [40, 80]


def test_up_and_down_are_told_apart_with_the_largest_first() -> None:
    change = compare(scored(OLD, a=100, b=25, gone=80, i=50), scored(OLD, a=40, b=75, gone=75, i=0))
    assert [f"{move.question.key} {move.difference:+}" for move in change.up] == ["a +60", "i +50", "gone +5"]
    assert [f"{move.question.key} {move.difference:+}" for move in change.down] == ["b -50"]
    assert (change.before, change.now) == (Decimal(190) / 3, Decimal(205) / 3), "the internal category has no part"


def test_categories_move_too() -> None:
    change = compare(scored(NEW, a=80, b=40), scored(OLD, a=40, b=40, i=50))
    fit, ours = change.of_category("fit"), change.of_category("ours")
    assert fit is not None and figures(fit.before, fit.now, fit.difference) == [40, 70, 30]
    assert ours is not None and figures(ours.before, ours.now, ours.difference) == [50, None, None]
    assert change.of_category("unknown") is None


def test_a_trend_over_rounds_compares_like_with_like() -> None:
    rounds = [scored(OLD, a=40, b=40, gone=100), scored(OLD), scored(NEW, a=80, b=40, new=0)]
    assert figures(*like_for_like(rounds)) == [40, None, 70]
    assert like_for_like([]) == ()
    assert figures(*like_for_like([scored(OLD, a=40, b=80)])) == [60]


def test_disagreements_come_first_and_the_farthest_apart_on_top() -> None:
    partner = score(
        OLD,
        {
            an_id("a"): step("a", 100),
            an_id("b"): step("b", 75),
            an_id("gone"): AnswerValue(is_not_applicable=True),
            an_id("i"): step("i", 50),
        },
    )
    vendor = scored(OLD, a=25, b=75, gone=40)
    found = two_views(partner, vendor)
    assert [(each.partner.question.key, each.difference, each.is_agreed) for each in found] == [
        ("a", 75, False),
        ("gone", None, False),
        ("b", 0, True),
    ]
