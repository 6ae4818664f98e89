"""What keeps an outline from being published, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from scorecards.calculations.outlines.nodes import CategoryOutline, Outline, QuestionOutline, TopicOutline
from scorecards.enums import QuestionKind

FULL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right. `part` and `key` say where: "category", "topic" or "question"; empty for the whole."""

    sentence: str
    part: str = ""
    key: str = ""


def problems_of(outline: Outline) -> list[Problem]:
    """Everything that is wrong, in order. What is switched off may be wrong: nobody is asked it."""
    if not outline.question_count:
        return [Problem("No question is asked. Add one, or switch one on.")]
    return [
        *_same_keys(outline),
        *_of_weights(outline),
        *chain.from_iterable(map(_of_category, _asked(outline.categories))),
    ]


def question_problems(question: QuestionOutline) -> list[str]:
    """What is wrong with a single question, in sentences."""
    if question.kind.has_options:
        return list(_of_options(question))
    return list(_of_number(question)) if question.kind is QuestionKind.NUMBER and question.is_scored else []


def _same_keys(outline: Outline) -> Iterator[Problem]:
    topics = [topic for category in outline.categories for topic in category.topics]
    questions = [question for topic in topics for question in topic.questions]
    for part, nodes in (("category", outline.categories), ("topic", topics), ("question", questions)):
        keys = [node.key for node in nodes]
        for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
            yield Problem(f"Two parts have the key “{key}”. Give one of them another.", part, key)


def _of_weights(outline: Outline) -> Iterator[Problem]:
    shared = [category for category in _asked(outline.categories) if not category.is_internal]
    if shared and not any(category.weight for category in shared):
        yield Problem("All categories that partners see weigh 0, so there is no overall score. Give one a weight.")


def _of_category(category: CategoryOutline) -> Iterator[Problem]:
    topics = _asked(category.topics)
    if not topics:
        yield Problem(f"“{category.name}” has no topic. Add one, or switch the category off.", "category", category.key)
    elif not any(topic.weight for topic in topics):
        yield Problem(f"All topics of “{category.name}” weigh 0. Give one a weight.", "category", category.key)
    for topic in topics:
        yield from _of_topic(topic)


def _of_topic(topic: TopicOutline) -> Iterator[Problem]:
    questions = _asked(topic.questions)
    if not questions:
        yield Problem(f"“{topic.name}” has no question. Add one, or switch the topic off.", "topic", topic.key)
    scored = [each for each in questions if each.is_scored and each.kind is not QuestionKind.OPEN]
    if scored and not any(each.weight for each in scored):
        yield Problem(
            f"All scored questions of “{topic.name}” weigh 0. Give one a weight, or mark them as not scored.",
            "topic",
            topic.key,
        )
    for question in questions:
        for sentence in question_problems(question):
            yield Problem(f"“{question.text}” {sentence}", "question", question.key)


def _of_options(question: QuestionOutline) -> Iterator[str]:
    labels = [option.label.casefold() for option in question.options]
    if len(labels) < 2:
        yield "needs at least two options."
    if len(set(labels)) < len(labels):
        yield "has the same option twice."
    if question.is_scored:
        yield from _of_scores(question)


def _of_scores(question: QuestionOutline) -> Iterator[str]:
    missing = [option.label for option in question.options if option.score is None]
    if missing:
        yield f"has no score for “{missing[0]}”. Give every option a score, or mark the question as not scored."
    scores = [option.score for option in question.options if option.score is not None]
    together = sum(scores, Decimal(0)) if question.kind is QuestionKind.MULTIPLE else max(scores, default=Decimal(0))
    highest = min(FULL, together)
    if scores and not missing and highest < question.best_practice:
        yield (
            f"aims for {question.best_practice.normalize():f}, but its options reach {highest.normalize():f} at most."
            " Lower the best practice score, or raise an option's."
        )


def _of_number(question: QuestionOutline) -> Iterator[str]:
    if question.number_zero is None or question.number_full is None:
        yield "needs the number that scores 0 and the number that scores 100."
    elif question.number_zero == question.number_full:
        yield "scores 0 and 100 at the same number. Make them differ."


def _asked[Node: (CategoryOutline, TopicOutline, QuestionOutline)](nodes: Iterable[Node]) -> list[Node]:
    return [node for node in nodes if node.is_active]
