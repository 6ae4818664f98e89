"""How a score comes about: the parts add up, and the formula says so with its numbers."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from scorecards.calculations import breakdown
from scorecards.calculations.breakdown import Breakdown
from scorecards.calculations.capabilities import AnswerValue, CapabilityScore, score
from scorecards.calculations.questionnaire import Choice, QuestionNode
from scorecards.enums import QuestionKind
from tests.scorecards.questionnaires import STEPS, an_id, category, graduated, questionnaire, step, topic

TREE = questionnaire(
    category(
        "fit",
        topic("openness", graduated("a"), graduated("b", weight=2), graduated("c"), graduated("d"), weight=Decimal(3)),
        topic("ways", graduated("e", weight="0.5")),
        weight=Decimal(2),
    ),
    category("skill", topic("sales", graduated("f"))),
    category("ours", topic("trust", graduated("g")), is_internal=True, weight=Decimal(5)),
)
NOT_APPLICABLE = AnswerValue(is_not_applicable=True)


def worked() -> CapabilityScore:
    answers = {"a": step("a", 80), "b": step("b", 40), "c": NOT_APPLICABLE, "d": step("d", 100), "g": step("g", 0)}
    return score(TREE, {an_id(key): answer for key, answer in answers.items()})


def adds_up(found: Breakdown) -> bool:
    return sum((part.points for part in found.parts if part.points is not None), Decimal(0)) == (found.total or 0)


def test_the_worked_example_is_written_with_its_numbers() -> None:
    found = breakdown.of_topic(worked().categories[0].topics[0])
    assert found.formula == "(1 × 80 + 2 × 40 + 1 × 100) / 4 = 65"
    assert [part.points for part in found.parts] == [Decimal(20), Decimal(20), None, Decimal(25)]
    assert found.total == 65 and adds_up(found)


def test_what_has_no_score_has_no_share() -> None:
    found = breakdown.of_overall(worked())
    assert [(part.name, part.share) for part in found.parts] == [("Fit", Decimal(1)), ("Skill", None)]


def test_the_internal_category_is_part_of_our_own_figure_only() -> None:
    assert [part.name for part in breakdown.of_overall(worked()).parts] == ["Fit", "Skill"]
    found = breakdown.of_overall(worked(), with_internal=True)
    assert [part.name for part in found.parts] == ["Fit", "Skill", "Ours"]
    assert found.formula == "(2 × 65 + 5 × 0) / 7 = 18.57" and adds_up(found)


def test_nothing_but_zeros_adds_up_to_zero() -> None:
    found = breakdown.of_topic(score(TREE, {an_id("f"): step("f", 0)}).categories[1].topics[0])
    assert found.total == 0 and found.parts[0].points == 0


def test_chosen_options_are_named_with_their_scores() -> None:
    choices = tuple(Choice(an_id(name), name, Decimal(60)) for name in "xyz")
    many = questionnaire(
        category("fit", topic("t", QuestionNode(an_id("m"), "m", "Which?", QuestionKind.MULTIPLE, choices=choices)))
    )
    two = score(many, {an_id("m"): AnswerValue(choices=(an_id("x"), an_id("y")))}).by_question()[an_id("m")]
    found = breakdown.of_question(two)
    assert ([part.name for part in found.parts], found.formula) == (["x", "y"], "60 + 60, at most 100 = 100")


def test_a_number_is_written_with_the_ends_of_its_scale() -> None:
    question = QuestionNode(
        an_id("n"), "n", "How many?", QuestionKind.NUMBER, number_zero=Decimal(6), number_full=Decimal(0)
    )
    scored = score(questionnaire(category("c", topic("t", question))), {an_id("n"): AnswerValue(number=Decimal(3))})
    assert breakdown.of_question(scored.by_question()[an_id("n")]).formula == "(3 − 6) / (0 − 6) × 100 = 50"


@given(st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from(STEPS)))
def test_every_breakdown_adds_up_to_its_score(chosen: dict[str, int]) -> None:
    result = score(TREE, {an_id(key): step(key, value) for key, value in chosen.items()})
    assert breakdown.of_overall(result).score == result.overall
    assert breakdown.of_overall(result, with_internal=True).score == result.with_internal
    assert adds_up(breakdown.of_overall(result)) and adds_up(breakdown.of_overall(result, with_internal=True))
    for each in result.categories:
        assert breakdown.of_category(each).score == each.score and adds_up(breakdown.of_category(each))
        assert all(adds_up(breakdown.of_topic(below)) for below in each.topics)
