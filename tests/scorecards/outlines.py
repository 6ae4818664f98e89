"""Made-up outlines, fixed ones and any."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from scorecards.calculations.outlines.nodes import (
    CategoryOutline,
    OptionOutline,
    Outline,
    QuestionOutline,
    TopicOutline,
)
from scorecards.enums import QuestionKind

SCORES = (0, 50, 100)


def a_question(key: str = "stock", **fields: Any) -> QuestionOutline:
    """A graduated question whose three options score 0, 50 and 100."""
    options = tuple(OptionOutline(f"Step {score}", Decimal(score)) for score in SCORES)
    given = {"text": f"How is {key}?", "kind": QuestionKind.GRADUATED, "options": options} | fields
    return QuestionOutline(key=key, **given)


def an_outline(*questions: QuestionOutline, **category: Any) -> Outline:
    """One category with one topic of these questions."""
    topic = TopicOutline("basics", "Basics", questions=questions or (a_question(),))
    given = {"key": "fit", "name": "Fit", "topics": (topic,)} | category
    return Outline((CategoryOutline(**given),))


# One-line texts as people type them, among them what spreadsheets would take for formulas.
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=25).map(
    lambda text: " ".join(text.split())
).filter(bool) | st.sampled_from(["=1+1", "+4", "-a", "@x", "'=quoted", "''", "yes", "1,5", '"', "a;b"])
maybe = st.just("") | words
weights = st.decimals(0, 1000, places=2, allow_nan=False)
scores = st.decimals(0, 100, places=2, allow_nan=False)
numbers = st.none() | st.decimals(-(10**9), 10**9, places=4, allow_nan=False)
lists = st.lists(words.filter(lambda text: ";" not in text), max_size=2, unique=True).map(tuple)

options = st.builds(OptionOutline, words, st.none() | scores, st.booleans(), maybe)


def _keyed(build: Callable[[str], st.SearchStrategy[Any]], prefix: str, most: int) -> st.SearchStrategy[Any]:
    """Up to `most` parts whose keys are made unique afterwards."""
    return st.lists(build(prefix), max_size=most).map(tuple)


def _question(key: str) -> st.SearchStrategy[QuestionOutline]:
    return st.builds(
        QuestionOutline,
        key=st.just(key),
        text=words,
        kind=st.sampled_from(QuestionKind),
        is_scored=st.booleans(),
        weight=weights,
        best_practice=scores,
        best_practice_text=maybe,
        guidance=maybe,
        action=maybe,
        resources=maybe,
        number_zero=numbers,
        number_full=numbers,
        unit=maybe,
        is_active=st.booleans(),
        options=st.lists(options, max_size=4).map(tuple),
    )


def _topic(key: str) -> st.SearchStrategy[TopicOutline]:
    return st.builds(
        TopicOutline,
        key=st.just(key),
        name=words,
        weight=weights,
        partner_types=lists,
        tiers=lists,
        life_stages=lists,
        is_active=st.booleans(),
        questions=_keyed(_question, "q", 3),
    )


def _category(key: str) -> st.SearchStrategy[CategoryOutline]:
    return st.builds(
        CategoryOutline,
        key=st.just(key),
        name=words,
        description=maybe,
        weight=weights,
        is_internal=st.booleans(),
        is_active=st.booleans(),
        topics=_keyed(_topic, "t", 3),
    )


def _with_own_keys(categories: tuple[CategoryOutline, ...]) -> Outline:
    from dataclasses import replace
    from itertools import count

    number = count(1)
    return Outline(
        tuple(
            replace(
                category,
                key=f"c{next(number)}",
                topics=tuple(
                    replace(
                        topic,
                        key=f"t{next(number)}",
                        questions=tuple(replace(question, key=f"q-{next(number)}") for question in topic.questions),
                    )
                    for topic in category.topics
                ),
            )
            for category in categories
        )
    )


any_outline = st.lists(_category("c"), min_size=1, max_size=3).map(tuple).map(_with_own_keys)
