"""Routes of question sets and their versions: read by all who see assessments, written by those who keep the sets.

Partner users get nothing internal, for the rows themselves are out of their reach; drafts are for those who keep sets.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from http import HTTPStatus
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from prm.api.permissions import Permissions
from prm.api.serializers import Strict
from prm.api.viewsets import TenantViewSet
from prm.people.permissions import Permission
from scorecards.calculations.outlines.data import NotAnOutline, data_of, outline_from
from scorecards.enums import VersionState
from scorecards.models import Option, Question, QuestionSet, QuestionSetVersion
from scorecards.operations.question_sets.sets import change_question_set, create_question_set
from scorecards.operations.question_sets.versions import NotPublishable, publish, replace_draft
from scorecards.queries.outlines import outline_of


class QuestionSetSerializer(Strict, serializers.ModelSerializer[QuestionSet]):
    """A question set; thresholds hold for all its versions."""

    class Meta:
        model = QuestionSet
        fields = (
            "id",
            "key",
            "name",
            "description",
            "is_active",
            "green_from_percent",
            "yellow_from_percent",
            "provisional_below_percent",
        )
        read_only_fields = ("id", "key")


class VersionSerializer(serializers.ModelSerializer[QuestionSetVersion]):
    """A version. `published_at` is null for drafts, and for what came with Tandem."""

    class Meta:
        model = QuestionSetVersion
        fields = ("id", "number", "state", "note", "published_at")


class OutlineSerializer(serializers.Serializer[Any]):
    """Categories of topics of questions of options, in order; the parts are as `GET` of a version shows them."""

    categories = serializers.ListField(child=serializers.DictField())


class WholeVersionSerializer(VersionSerializer):
    """A version with everything it asks. Questions and options carry the ids that answers name."""

    categories = serializers.ListField(child=serializers.DictField(), read_only=True)

    class Meta(VersionSerializer.Meta):
        fields = (*VersionSerializer.Meta.fields, "categories")  # type: ignore[assignment]

    def to_representation(self, instance: QuestionSetVersion) -> dict[str, Any]:
        shown = VersionSerializer(instance).data
        return {**shown, "categories": with_ids(instance)}


class NoteSerializer(Strict, serializers.Serializer[Any]):
    """What changed."""

    note = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class QuestionSetViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[QuestionSet]):
    """The questionnaires about partners."""

    model = QuestionSet
    serializer_class = QuestionSetSerializer
    required_permission = Permission.ASSESSMENT_VIEW
    write_permission = Permission.QUESTION_SET_EDIT

    def create(self, request: Request, tenant: str) -> Response:
        """A new set with an empty draft; its key comes from the name."""
        given = self.given(QuestionSetSerializer)
        name, description = given.pop("name"), given.pop("description", "")
        made = create_question_set(name=name, description=description, by=self.membership, at=self.now)
        change_question_set(question_set=made, values=given, by=self.membership, at=self.now)
        return self.shown(made, status=HTTPStatus.CREATED)

    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Another name or other thresholds."""
        found = self.get_object()
        changes = self.given(QuestionSetSerializer, row=found)
        return self.shown(change_question_set(question_set=found, values=changes, by=self.membership, at=self.now))

    @extend_schema(request=OutlineSerializer, responses=WholeVersionSerializer)
    @action(detail=True, methods=["put"])
    def draft(self, request: Request, tenant: str, pk: str) -> Response:
        """Make the draft say this and nothing else; without a draft one is started. Ids in it are not looked at."""
        sent = without_ids(request.data)
        if not isinstance(sent, dict):
            raise ValidationError("Send an object with “categories”.")
        try:
            outline = outline_from(sent)
        except NotAnOutline as error:
            raise ValidationError({"categories": [str(error)]}) from error
        version = replace_draft(question_set=self.get_object(), outline=outline, by=self.membership, at=self.now)
        return Response(WholeVersionSerializer(version).data)


class VersionViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[QuestionSetVersion]):
    """The versions of one set, and what each asks."""

    model = QuestionSetVersion
    serializer_class = VersionSerializer
    required_permission = Permission.ASSESSMENT_VIEW
    action_permissions: ClassVar[dict[str, Permissions]] = {"publication": Permission.QUESTION_SET_EDIT}

    @cached_property
    def question_set(self) -> QuestionSet:
        return self.found(QuestionSet, pk=self.kwargs["question_set"])

    def rows(self) -> QuerySet[QuestionSetVersion]:
        rows = super().rows().filter(question_set=self.question_set)
        return rows if self.membership.may(Permission.QUESTION_SET_EDIT) else rows.exclude(state=VersionState.DRAFT)

    @extend_schema(responses=WholeVersionSerializer)
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A version with everything it asks."""
        return Response(WholeVersionSerializer(self.get_object()).data)

    @extend_schema(request=NoteSerializer, responses=VersionSerializer)
    @action(detail=True, methods=["post"])
    def publication(self, request: Request, tenant: str, question_set: str, pk: str) -> Response:
        """Publish a draft. What is wrong with it is told whole; nothing is published then."""
        note = self.given(NoteSerializer)["note"]
        try:
            published = publish(version=self.get_object(), note=note, by=self.membership, at=self.now)
        except NotPublishable as error:
            raise ValidationError([problem.sentence for problem in error.problems]) from error
        return self.shown(published)


def with_ids(version: QuestionSetVersion) -> list[dict[str, Any]]:
    """What a version asks as plain data, with the ids of questions and options: six queries."""
    categories: list[dict[str, Any]] = data_of(outline_of(version))["categories"]
    ids = dict(Question.objects.filter(version=version).values_list("key", "id"))
    options: dict[UUID, list[UUID]] = defaultdict(list)
    rows = Option.objects.filter(version=version).order_by("position", "id").values_list("question", "id")
    for question_id, option_id in rows:
        options[question_id].append(option_id)
    for question in _questions(categories):
        question["id"] = str(ids[question["key"]])
        for option, option_id in zip(question["options"], options[ids[question["key"]]], strict=True):
            option["id"] = str(option_id)
    return categories


def _questions(categories: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for category in categories:
        for topic in category["topics"]:
            yield from topic["questions"]


def without_ids(data: Any) -> Any:
    """The same data without the fields named `id`, so that what was read can be sent back."""
    match data:
        case dict():
            return {field: without_ids(value) for field, value in data.items() if field != "id"}
        case list():
            return [without_ids(each) for each in data]
        case _:
            return data
