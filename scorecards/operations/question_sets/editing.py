"""Edit a draft piece by piece. No single edit is written into the history: publishing is, with what changed.

Every operation raises `Frozen` for what belongs to a published version.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from partners.operations.saving import save_checked
from prm.kernel.refusal import Refused
from scorecards.calculations.outlines.data import MOST_OPTIONS, MOST_QUESTIONS
from scorecards.calculations.outlines.nodes import (
    CategoryOutline,
    OptionOutline,
    QuestionOutline,
    TopicOutline,
    key_of,
)
from scorecards.models import Category, Option, Question, QuestionSetVersion, Topic
from scorecards.operations.question_sets.versions import lock_draft
from scorecards.operations.question_sets.writing import values_of

type Part = Category | Topic | Question


class TooMany(Refused):
    """A question set has at most 1000 questions of 50 options each, and as many categories and topics."""


def save_category(*, version: QuestionSetVersion, said: CategoryOutline, category: Category | None = None) -> Category:
    """Add a category at the end, or change one. Hiding it from partners hides all that is below it."""
    lock_draft(version.pk)
    row = category or Category(version=version)
    hides = row.is_internal != said.is_internal
    _fill(row, said, Category.objects.filter(version_id=version.pk))
    if category and hides:
        _carry_down(row)
    return row


def save_topic(*, category: Category, said: TopicOutline, topic: Topic | None = None) -> Topic:
    """Add a topic at the end of a category, or change one; a topic of another category moves here."""
    version = lock_draft(category.version_id)
    row = topic or Topic(version=version)
    moved = topic is not None and topic.category_id != category.pk
    if topic is None or moved:
        row.category, row.position = category, 0
    row.is_internal = category.is_internal
    _fill(row, said, Topic.objects.filter(version_id=version.pk), Topic.objects.filter(category=category))
    if moved:
        _hide_below_topic(row)
    return row


def save_question(*, topic: Topic, said: QuestionOutline, question: Question | None = None) -> Question:
    """Add a question at the end of a topic, or change one with its options; one of another topic moves here."""
    version = lock_draft(topic.version_id)
    if len(said.options) > MOST_OPTIONS:
        raise TooMany
    row = question or Question(version=version)
    if question is None or question.topic_id != topic.pk:
        row.topic, row.position = topic, 0
    row.is_internal = topic.is_internal
    _fill(row, said, Question.objects.filter(version_id=version.pk), Question.objects.filter(topic=topic))
    _replace_options(row, said.options)
    return row


def switch(*, part: Part, is_active: bool) -> None:
    """Ask it or not. What is switched off stays in the draft and is not asked in the version made of it."""
    lock_draft(part.version_id)
    type(part).objects.filter(pk=part.pk).update(is_active=is_active)


def move(*, part: Part, up: bool) -> None:
    """Put it before the one above, or behind the one below. At the end of the way nothing happens."""
    lock_draft(part.version_id)
    order = list(siblings_of(part))
    place = [each.pk for each in order].index(part.pk)
    other = place + (-1 if up else 1)
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    for position, each in enumerate(order, 1):
        each.position = position
    type(part).objects.bulk_update(order, ["position"])


def remove(*, part: Part) -> None:
    """Take it out of the draft with all that is below it. Answers to earlier versions keep their questions."""
    lock_draft(part.version_id)
    type(part).objects.filter(pk=part.pk).delete()


def siblings_of(part: Part) -> "QuerySet[Any]":
    """The parts that it stands in a row with, in their order."""
    match part:
        case Category():
            rows: QuerySet[Any] = Category.objects.filter(version_id=part.version_id)
        case Topic():
            rows = Topic.objects.filter(category_id=part.category_id)
        case Question():
            rows = Question.objects.filter(topic_id=part.topic_id)
    return rows.order_by("position", "id")


def _fill(row: Any, said: Any, same_version: "QuerySet[Any]", siblings: "QuerySet[Any] | None" = None) -> None:
    """Give a row what was said, a key and a place if it has none yet, and save it. A key once given stays."""
    taken = set(same_version.exclude(pk=row.pk).values_list("key", flat=True))
    if len(taken) >= MOST_QUESTIONS:
        raise TooMany
    values = values_of(said)
    values["key"] = row.key or said.key or key_of(values.get("name") or values["text"], taken=taken)
    for field, value in values.items():
        setattr(row, field, value)
    if not row.position:
        last = (same_version if siblings is None else siblings).order_by("-position").first()
        row.position = last.position + 1 if last else 1
    save_checked(row)


def _carry_down(category: Category) -> None:
    Topic.objects.filter(category=category).update(is_internal=category.is_internal)
    questions = Question.objects.filter(topic__in=Topic.objects.filter(category=category))
    questions.update(is_internal=category.is_internal)
    Option.objects.filter(question__in=questions).update(is_internal=category.is_internal)


def _hide_below_topic(topic: Topic) -> None:
    questions = Question.objects.filter(topic=topic)
    questions.update(is_internal=topic.is_internal)
    Option.objects.filter(question__in=questions).update(is_internal=topic.is_internal)


def _replace_options(question: Question, options: Sequence[OptionOutline]) -> None:
    Option.objects.filter(question=question).delete()
    Option.objects.bulk_create(
        Option(
            tenant_id=question.tenant_id,
            version_id=question.version_id,
            question=question,
            is_internal=question.is_internal,
            position=position,
            **values_of(option),
        )
        for position, option in enumerate(options, 1)
    )
