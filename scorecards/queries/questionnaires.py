"""Questionnaires out of the database."""

from collections import defaultdict
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from partners.models import Partner
from prm.tenancy.scope import Reach, require_scope
from scorecards.calculations.questionnaire import (
    CategoryNode,
    Choice,
    Profile,
    Questionnaire,
    QuestionNode,
    TopicNode,
)
from scorecards.enums import VersionState
from scorecards.models import Category, Option, Question, QuestionSetVersion, Topic

# Whole questionnaires kept in each process; one of 40 questions takes some 60 kB.
KEPT = 128


def profile_of(partner: Partner) -> Profile:
    """What decides which topics the partner is asked about."""
    return Profile(type=partner.type, tier=partner.tier, life_stage=partner.life_stage)


def questionnaire_of(version: QuestionSetVersion, profile: Profile | None = None) -> Questionnaire:
    """All that is asked in a version, or of a partner with a profile: without the internal category when the scope in
    force is a partner's.

    Costs nothing but the set of the version (select it along) once a process has read the version: a published one
    never changes. The set's name and thresholds may, and are read from the set that is handed in.
    """
    internal = require_scope().reach is not Reach.PARTNER
    read = _read_for if version.state == VersionState.DRAFT else _kept_for
    question_set = version.question_set
    return read(
        version.tenant_id,
        version.pk,
        internal,
        profile,
        version_id=version.pk,
        question_set_id=question_set.pk,
        name=question_set.name,
        number=version.number,
        green_from=question_set.green_from_percent,
        yellow_from=question_set.yellow_from_percent,
        provisional_below=question_set.provisional_below_percent,
    )


def _read(tenant_id: UUID, version_id: UUID, internal: bool) -> tuple[CategoryNode, ...]:
    """The active categories of a version with all that is below them, in four queries."""
    categories = Category.objects.filter(version_id=version_id, is_active=True).order_by("position", "id")
    topics = _topics(version_id)
    nodes = (_category(row, topics.get(row.pk, ())) for row in categories if internal or not row.is_internal)
    return tuple(node for node in nodes if node.topics)


# The tenant is part of the key, so that what one tenant reads is never handed to another.
_kept = lru_cache(maxsize=KEPT)(_read)


def _read_for(
    tenant_id: UUID, version_id: UUID, internal: bool, profile: Profile | None, /, **about: Any
) -> Questionnaire:
    return _made(_read(tenant_id, version_id, internal), profile, about)


@lru_cache(maxsize=KEPT * 8)
def _kept_for(
    tenant_id: UUID, version_id: UUID, internal: bool, profile: Profile | None, /, **about: Any
) -> Questionnaire:
    return _made(_kept(tenant_id, version_id, internal), profile, about)


def _made(tree: tuple[CategoryNode, ...], profile: Profile | None, about: dict[str, Any]) -> Questionnaire:
    percents: dict[str, Any] = {
        name: Decimal(about.pop(name)) for name in ("green_from", "yellow_from", "provisional_below")
    }
    whole = Questionnaire(categories=tree, **about, **percents)
    return whole if profile is None else whole.for_partner(profile)


def _topics(version_id: UUID) -> dict[UUID, tuple[TopicNode, ...]]:
    questions = _questions(version_id)
    found: dict[UUID, list[TopicNode]] = defaultdict(list)
    for row in Topic.objects.filter(version_id=version_id, is_active=True).order_by("position", "id"):
        if asked := questions.get(row.pk):
            found[row.category_id].append(_topic(row, asked))
    return {category_id: tuple(topics) for category_id, topics in found.items()}


def _questions(version_id: UUID) -> dict[UUID, tuple[QuestionNode, ...]]:
    choices = _choices(version_id)
    found: dict[UUID, list[QuestionNode]] = defaultdict(list)
    for row in Question.objects.filter(version_id=version_id, is_active=True).order_by("position", "id"):
        found[row.topic_id].append(_question(row, choices.get(row.pk, ())))
    return {topic_id: tuple(questions) for topic_id, questions in found.items()}


def _choices(version_id: UUID) -> dict[UUID, tuple[Choice, ...]]:
    found: dict[UUID, list[Choice]] = defaultdict(list)
    for row in Option.objects.filter(version_id=version_id).order_by("position", "id"):
        found[row.question_id].append(Choice(row.pk, row.label, row.score, row.is_best_practice, row.action))
    return {question_id: tuple(choices) for question_id, choices in found.items()}


def _category(row: Category, topics: tuple[TopicNode, ...]) -> CategoryNode:
    return CategoryNode(row.pk, row.key, row.name, topics, row.weight, row.is_internal, row.description)


def _topic(row: Topic, questions: tuple[QuestionNode, ...]) -> TopicNode:
    return TopicNode(
        id=row.pk,
        key=row.key,
        name=row.name,
        questions=questions,
        weight=row.weight,
        partner_types=frozenset(row.partner_types),
        tiers=frozenset(row.tiers),
        life_stages=frozenset(row.life_stages),
    )


def _question(row: Question, choices: tuple[Choice, ...]) -> QuestionNode:
    return QuestionNode(
        id=row.pk,
        key=row.key,
        text=row.text,
        kind=row.kind_enum,
        is_scored=row.is_scored,
        weight=row.weight,
        best_practice=row.best_practice,
        choices=choices,
        number_zero=row.number_zero,
        number_full=row.number_full,
        unit=row.unit,
        best_practice_text=row.best_practice_text,
        guidance=row.guidance,
        action=row.action,
        resources=row.resources,
    )
