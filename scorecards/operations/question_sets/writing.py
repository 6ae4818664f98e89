"""Outlines become rows of a version."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from prm.tenancy.scope import require_tenant_id
from scorecards.calculations.outlines.nodes import (
    CategoryOutline,
    OptionOutline,
    Outline,
    QuestionOutline,
    TopicOutline,
)
from scorecards.models import Category, Option, Question, QuestionSetVersion, Topic

_BELOW = frozenset({"topics", "questions", "options"})


def write_outlines(pairs: Iterable[tuple[QuestionSetVersion, Outline]]) -> None:
    """Fill empty drafts, in four statements for any number of them. What a category hides is hidden below it too."""
    rows = _Rows()
    for version, outline in pairs:
        for position, category in enumerate(outline.categories, 1):
            rows.add_category(version, category, position)
    Category.objects.bulk_create(rows.categories)
    Topic.objects.bulk_create(rows.topics)
    Question.objects.bulk_create(rows.questions)
    Option.objects.bulk_create(rows.options)


def values_of(node: CategoryOutline | TopicOutline | QuestionOutline | OptionOutline) -> dict[str, Any]:
    """A node's own fields as its table has them; what is below it is left out."""
    values = ((field.name, getattr(node, field.name)) for field in fields(node) if field.name not in _BELOW)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values}


class _Rows:
    """The rows of outlines, made from the top down."""

    def __init__(self) -> None:
        self.tenant = require_tenant_id()
        self.categories: list[Category] = []
        self.topics: list[Topic] = []
        self.questions: list[Question] = []
        self.options: list[Option] = []

    def add_category(self, version: QuestionSetVersion, node: CategoryOutline, position: int) -> None:
        row = Category(tenant_id=self.tenant, version_id=version.pk, position=position, **values_of(node))
        self.categories.append(row)
        for number, topic in enumerate(node.topics, 1):
            self._add_topic(row, topic, number)

    def _add_topic(self, category: Category, node: TopicOutline, position: int) -> None:
        row = Topic(category_id=category.pk, **self._shared(category, position), **values_of(node))
        self.topics.append(row)
        for number, question in enumerate(node.questions, 1):
            self._add_question(row, question, number)

    def _add_question(self, topic: Topic, node: QuestionOutline, position: int) -> None:
        row = Question(topic_id=topic.pk, **self._shared(topic, position), **values_of(node))
        self.questions.append(row)
        self.options += [
            Option(question_id=row.pk, **self._shared(row, number), **values_of(option))
            for number, option in enumerate(node.options, 1)
        ]

    def _shared(self, above: Category | Topic | Question, position: int) -> dict[str, Any]:
        return {
            "tenant_id": self.tenant,
            "version_id": above.version_id,
            "is_internal": above.is_internal,
            "position": position,
        }
