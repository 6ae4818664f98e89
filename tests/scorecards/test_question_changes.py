"""What differs between two versions is told in words; and the longest texts are those of the tables."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from scorecards.calculations.outlines.changes import Change, changes_between
from scorecards.calculations.outlines.fields import LONGEST, Unfit, flag_of, number_of, score_of, words_of
from scorecards.calculations.outlines.nodes import OptionOutline, Outline, TopicOutline, key_of
from scorecards.models import Category, Option, Question, Topic
from tests.scorecards.outlines import a_question, an_outline, any_outline

BEFORE = an_outline(a_question("one"), a_question("two"))
MODELS: dict[str, Any] = {"category": Category, "topic": Topic, "question": Question, "option": Option}


def with_questions(*questions: Any) -> Outline:
    return an_outline(*questions)


@given(any_outline)
@settings(max_examples=25)
def test_nothing_differs_from_itself(outline: Outline) -> None:
    assert changes_between(outline, outline) == []


def test_what_is_added_and_removed_is_named() -> None:
    after = with_questions(a_question("one"), a_question("three"))
    assert changes_between(BEFORE, after) == [
        Change("removed", "question", "How is two?"),
        Change("added", "question", "How is three?"),
    ]


def test_every_changed_field_is_told_with_both_values() -> None:
    changed = a_question("one", text="What is one?", weight=Decimal("2.50"), is_scored=False, guidance="Look")
    [change] = changes_between(BEFORE, with_questions(changed, a_question("two")))
    assert change.details == (
        "Wording: “How is one?” → “What is one?”",
        "Guidance: nothing → “Look”",
        "Scored: yes → no",
        "Weight: 1 → 2.5",
    )


def test_options_are_compared_by_their_words() -> None:
    options = (OptionOutline("Step 50", Decimal(60)), OptionOutline("Step 0", Decimal(0)), OptionOutline("New"))
    [change] = changes_between(BEFORE, with_questions(a_question("one", options=options), a_question("two")))
    assert change.details == (
        "Option “Step 100” removed.",
        "Option “Step 50”: Score: 50 → 60",
        "Option “New” added.",
        "The order of the options changed.",
    )


def test_a_new_order_is_told_once() -> None:
    assert changes_between(BEFORE, with_questions(a_question("two"), a_question("one"))) == [
        Change("changed", "question", "Order", ("The order of the questions changed.",))
    ]


def test_a_move_to_another_topic_is_told() -> None:
    [category] = BEFORE.categories
    [topic] = category.topics
    topics = (
        replace(topic, questions=topic.questions[:1]),
        TopicOutline("more", "More", questions=topic.questions[1:]),
    )
    assert changes_between(BEFORE, Outline((replace(category, topics=topics),))) == [
        Change("added", "topic", "More"),
        Change("changed", "question", "How is two?", ("Moved from “Basics” to “More”.",)),
    ]


def test_hiding_a_category_is_told() -> None:
    hidden = Outline((replace(BEFORE.categories[0], is_internal=True),))
    [change] = changes_between(BEFORE, hidden)
    assert change.details == ("For our own people only: no → yes",)


@pytest.mark.parametrize("part", MODELS)
def test_the_longest_texts_are_those_of_the_tables(part: str) -> None:
    assert {field: MODELS[part]._meta.get_field(field).max_length for field in LONGEST[part]} == LONGEST[part]


@pytest.mark.parametrize(
    ("words", "key"), [("How fast?", "how-fast"), ("Über uns", "uber-uns"), ("品質", "item"), ("x" * 99, "x" * 55)]
)
def test_keys_are_made_of_words(words: str, key: str) -> None:
    assert key_of(words) == key


def test_a_taken_key_is_numbered() -> None:
    assert key_of("A", taken={"a", "a-2"}) == "a-3"


@pytest.mark.parametrize("value", ["NaN", "1e999999", "-1", "100.001", "", "Infinity"])
def test_scores_that_are_none_are_refused(value: str) -> None:
    with pytest.raises(Unfit):
        score_of(value)


def test_values_are_read_as_people_write_them() -> None:
    assert (number_of("1,5"), flag_of(" Yes "), flag_of(False)) == (Decimal("1.5"), True, False)
    assert words_of("MSP; Reseller ;MSP") == ("MSP", "Reseller")
