"""Question sets for those who keep them: lists, the tree of a draft, and whom topics may be for."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from partners.enums import LifeStage
from partners.queries.partners import values_in_use
from prm.kernel.stopwatch import FillTimes, fill_times_from
from scorecards.enums import VersionState
from scorecards.models import AnsweringTime, Assessment, Category, Question, QuestionSet, QuestionSetVersion, Topic

_ASKED = Q(questions__is_active=True, questions__topic__is_active=True, questions__topic__category__is_active=True)


def counted_versions() -> QuerySet[QuestionSetVersion]:
    """Versions, newest first, with the number of questions that are asked (`asked`) and of rounds (`rounds`)."""
    held = Assessment.objects.filter(version=OuterRef("pk")).order_by().values("version").annotate(n=Count("*"))
    rounds = Coalesce(Subquery(held.values("n")), 0)
    asked = Count("questions", filter=_ASKED, distinct=True)
    return (
        QuestionSetVersion.objects.select_related("question_set", "published_by")
        .annotate(asked=asked, rounds=rounds)
        .order_by("-number")
    )


def sets_with_versions() -> QuerySet[QuestionSet]:
    """Every set with its versions, by name; two queries."""
    versions = Prefetch("versions", queryset=counted_versions())
    return QuestionSet.objects.order_by("-is_active", "name").prefetch_related(versions)


def current_of(question_set: QuestionSet) -> QuestionSetVersion | None:
    """The published version among those already read with the set."""
    return next((each for each in question_set.versions.all() if each.state == VersionState.PUBLISHED), None)


def draft_of(question_set: QuestionSet) -> QuestionSetVersion | None:
    """The draft among those already read with the set."""
    return next((each for each in question_set.versions.all() if each.state == VersionState.DRAFT), None)


def fill_times_of(question_sets: list[QuestionSet]) -> dict[UUID, FillTimes]:
    """How long filling in takes, by id of version, in one query; what counts as filled in says `rounds.fill_times`."""
    enough = {
        version.pk: question_set.provisional_below_percent * version.asked  # type: ignore[attr-defined]
        for question_set in question_sets
        for version in question_set.versions.all()
    }
    seconds: dict[UUID, list[int]] = defaultdict(list)
    for row in (
        AnsweringTime.objects.filter(assessment__closed_at__isnull=False, assessment__version__in=enough)
        .values("assessment__version", "assessment", "side")
        .annotate(seconds=Sum("active_seconds"), given=Sum("answers"))
    ):
        if row["given"] * 100 >= enough[row["assessment__version"]]:
            seconds[row["assessment__version"]].append(row["seconds"])
    return {version_id: fill_times_from(each) for version_id, each in seconds.items()}


@dataclass(frozen=True)
class TopicBranch:
    """A topic with its questions, in order."""

    topic: Topic
    questions: list[Question]


@dataclass(frozen=True)
class CategoryBranch:
    """A category with its topics, in order."""

    category: Category
    topics: list[TopicBranch]


def tree_of(version: QuestionSetVersion) -> list[CategoryBranch]:
    """All categories, topics and questions of a version, switched off or not, in three queries."""
    questions: dict[UUID, list[Question]] = defaultdict(list)
    for question in Question.objects.filter(version=version).order_by("position", "id"):
        questions[question.topic_id].append(question)
    topics: dict[UUID, list[TopicBranch]] = defaultdict(list)
    for topic in Topic.objects.filter(version=version).order_by("position", "id"):
        topics[topic.category_id].append(TopicBranch(topic, questions[topic.pk]))
    categories = Category.objects.filter(version=version).order_by("position", "id")
    return [CategoryBranch(category, topics[category.pk]) for category in categories]


def audiences() -> dict[str, list[tuple[str, str]]]:
    """Whom topics can be for, as choices: types and tiers that partners have, and all life stages."""
    used = values_in_use("type", "tier")
    return {
        "partner_types": [(each, each) for each in used["type"]],
        "tiers": [(each, each) for each in used["tier"]],
        "life_stages": [(stage.value, stage.label) for stage in LifeStage],
    }
