"""Outlines out of the database."""

from collections import defaultdict
from uuid import UUID

from scorecards.calculations.outlines.nodes import (
    CategoryOutline,
    OptionOutline,
    Outline,
    QuestionOutline,
    TopicOutline,
)
from scorecards.models import Category, Option, Question, QuestionSetVersion, Topic


def outline_of(version: QuestionSetVersion) -> Outline:
    """All that a version holds, switched off or not, in four queries. Partner users get no internal part of it."""
    topics = _topics(version.pk)
    rows = Category.objects.filter(version_id=version.pk).order_by("position", "id")
    return Outline(tuple(_category(row, tuple(topics.get(row.pk, ()))) for row in rows))


def _topics(version_id: UUID) -> dict[UUID, list[TopicOutline]]:
    questions = _questions(version_id)
    found: dict[UUID, list[TopicOutline]] = defaultdict(list)
    for row in Topic.objects.filter(version_id=version_id).order_by("position", "id"):
        found[row.category_id].append(_topic(row, tuple(questions.get(row.pk, ()))))
    return found


def _questions(version_id: UUID) -> dict[UUID, list[QuestionOutline]]:
    options = _options(version_id)
    found: dict[UUID, list[QuestionOutline]] = defaultdict(list)
    for row in Question.objects.filter(version_id=version_id).order_by("position", "id"):
        found[row.topic_id].append(question_outline(row, tuple(options.get(row.pk, ()))))
    return found


def _options(version_id: UUID) -> dict[UUID, list[OptionOutline]]:
    found: dict[UUID, list[OptionOutline]] = defaultdict(list)
    for row in Option.objects.filter(version_id=version_id).order_by("position", "id"):
        found[row.question_id].append(option_outline(row))
    return found


def option_outline(row: Option) -> OptionOutline:
    """An option without its id."""
    return OptionOutline(row.label, row.score, row.is_best_practice, row.action)


def question_outline(row: Question, options: tuple[OptionOutline, ...]) -> QuestionOutline:
    """A question without its id, with these options."""
    return QuestionOutline(
        key=row.key,
        text=row.text,
        kind=row.kind_enum,
        is_scored=row.is_scored,
        weight=row.weight,
        best_practice=row.best_practice,
        best_practice_text=row.best_practice_text,
        guidance=row.guidance,
        action=row.action,
        resources=row.resources,
        number_zero=row.number_zero,
        number_full=row.number_full,
        unit=row.unit,
        is_active=row.is_active,
        options=options,
    )


def _category(row: Category, topics: tuple[TopicOutline, ...]) -> CategoryOutline:
    return CategoryOutline(row.key, row.name, row.description, row.weight, row.is_internal, row.is_active, topics)


def _topic(row: Topic, questions: tuple[QuestionOutline, ...]) -> TopicOutline:
    return TopicOutline(
        key=row.key,
        name=row.name,
        weight=row.weight,
        partner_types=tuple(row.partner_types),
        tiers=tuple(row.tiers),
        life_stages=tuple(row.life_stages),
        is_active=row.is_active,
        questions=questions,
    )
