"""Rounds and answers through the API: the same operations as the pages."""

from http import HTTPStatus
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from partners.models import Partner
from prm.api.viewsets import TenantViewSet
from prm.people.permissions import Permission
from scorecards.api.assessment_serializers import (
    AnswerGivenSerializer,
    AnswerSerializer,
    RoundSerializer,
    RoundStartSerializer,
)
from scorecards.calculations.capabilities import NOTHING, AnswerValue
from scorecards.models import Answer, Assessment, QuestionSet
from scorecards.operations import rounds as operations
from scorecards.operations.answering import answer_question
from scorecards.queries.rounds import asked_in, rounds
from scorecards.rules import side_of


class AssessmentViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[Assessment]):
    """Rounds of questions about the partners that the caller reaches, and the answers given in them."""

    model = Assessment
    serializer_class = RoundSerializer
    required_permission: ClassVar = Permission.ASSESSMENT_VIEW
    write_permission: ClassVar = Permission.ASSESSMENT_MANAGE

    def rows(self) -> QuerySet[Assessment]:
        found = rounds().order_by("-opened_at", "id")
        partner = self.request.query_params.get("partner", "") if self.action == "list" else ""
        return found.filter(partner=self.found(Partner, pk=partner)) if partner else found

    @extend_schema(parameters=[OpenApiParameter("partner", OpenApiTypes.UUID, description="Only this partner's.")])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(request=RoundStartSerializer, responses={201: RoundSerializer})
    def create(self, request: Request, tenant: str) -> Response:
        """Open a round of a set's published version; it begins with the answers of the last closed one."""
        given = self.given(RoundStartSerializer)
        assessment = operations.start_round(
            partner=self.found(Partner, pk=given["partner"]),
            question_set=self.found(QuestionSet, key=given["question_set"]),
            due_date=given.get("due_date"),
            by=self.membership,
            at=self.now,
        )
        return self.shown(assessment, status=HTTPStatus.CREATED)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def closure(self, request: Request, tenant: str, pk: str) -> Response:
        """Close a round: its score is final."""
        closed = operations.close_round(assessment=self.get_object(), by=self.membership, at=self.now)
        return self.shown(closed)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def reopening(self, request: Request, tenant: str, pk: str) -> Response:
        """Take a closing of the last day back."""
        opened = operations.reopen_round(assessment=self.get_object(), by=self.membership, at=self.now)
        return self.shown(opened)

    @extend_schema(responses=AnswerSerializer(many=True))
    @action(detail=True, pagination_class=None)
    def answers(self, request: Request, tenant: str, pk: str) -> Response:
        """Every answer of both sides, in the order of the questions."""
        assessment = self.get_object()
        order = {question_id: place for place, question_id in enumerate(asked_in(assessment).questions)}
        given = Answer.objects.filter(assessment=assessment, question_id__in=order).select_related("question")
        ordered = sorted(given, key=lambda each: (order[each.question_id], each.side))
        return Response(AnswerSerializer(ordered, many=True).data)


class AnswerViewSet(TenantViewSet[Answer]):
    """One answer of the caller's own side, by id of its question."""

    model = Answer
    serializer_class = AnswerSerializer
    required_permission: ClassVar = Permission.ASSESSMENT_VIEW
    write_permission: ClassVar = Permission.ASSESSMENT_ANSWER

    @property
    def assessment(self) -> Assessment:
        """The round that the address names."""
        found = rounds().filter(pk=self.kwargs["assessment"]).first()
        if found is None:
            raise Http404
        return found

    def retrieve(self, request: Request, tenant: str, assessment: str, pk: str) -> Response:
        """The answer as it stands. `revision` is what a change has to name."""
        return self.shown(self._own(self.assessment, UUID(str(pk))))

    @extend_schema(request=AnswerGivenSerializer)
    def update(self, request: Request, tenant: str, assessment: str, pk: str) -> Response:
        """Give the answer. 409 when `revision` is not the one that stands: somebody else was faster.

        An empty body takes the answer back. Send `delivery`, a UUID of your own, to be able to send again unharmed.
        """
        round_, question_id = self.assessment, UUID(str(pk))
        if question_id not in asked_in(round_).questions:
            raise Http404
        given = self.given(AnswerGivenSerializer)
        answer_question(
            assessment=round_,
            question_id=question_id,
            side=side_of(self.membership),
            value=_value(given),
            by=self.membership,
            at=self.now,
            expected_revision=given.get("revision"),
            evidence=given.get("evidence"),
            confidence=given.get("confidence"),
            delivery=given.get("delivery"),
        )
        return self.shown(self._own(round_, question_id))

    def _own(self, assessment: Assessment, question_id: UUID) -> Answer:
        side = side_of(self.membership)
        return self.found(Answer, assessment=assessment, question_id=question_id, side=side)


def _value(given: dict[str, Any]) -> AnswerValue:
    if given.get("is_not_applicable"):
        return AnswerValue(is_not_applicable=True)
    return AnswerValue(
        choices=tuple(given.get("choices", ())), number=given.get("number"), text=given.get("text", NOTHING.text)
    )
