"""Capability results and goals through the API: the same result as the page, the same operations."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.generics import get_object_or_404
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from partners.api.viewsets import PartOfPartner
from partners.enums import ActionSide
from partners.models import Partner
from prm.people.models import Membership
from prm.people.permissions import Permission
from scorecards.api.capability_serializers import (
    CapabilityResultSerializer,
    GoalScoreSerializer,
    GoalSerializer,
    NewGoalSerializer,
)
from scorecards.models import Goal
from scorecards.operations.goals import Promise, change_goal, set_goal
from scorecards.queries.capabilities import latest_of_rounds, rounds_of
from scorecards.queries.capability_result import capability_result

USUAL_SET = "capabilities"


class AskedFor(serializers.Serializer[Any]):
    """Which result: of a round, or the latest of a set."""

    set = serializers.SlugField(default=USUAL_SET)
    assessment = serializers.UUIDField(required=False)


class CapabilityResultView(APIView):
    """What a partner's round of questions came to."""

    required_permission = Permission.ASSESSMENT_VIEW

    @extend_schema(
        parameters=[
            OpenApiParameter("set", str, description=f"Key of the question set; {USUAL_SET} without it."),
            OpenApiParameter(
                "assessment", OpenApiTypes.UUID, description="A round; the latest with a score without it."
            ),
        ],
        responses=CapabilityResultSerializer,
    )
    def get(self, request: Request, tenant: str, partner: UUID) -> Response:
        """The latest result of a set, or that of one round. 404 where there is no round."""
        member: Membership = request._request.membership  # type: ignore[attr-defined]
        found = get_object_or_404(Partner.objects.all(), pk=partner)
        asked = AskedFor(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        wanted: UUID | None = asked.validated_data.get("assessment")
        listed = list(rounds_of(found))
        own = [each for each in listed if each.version.question_set.key == asked.validated_data["set"]]
        shown = next((each for each in listed if each.pk == wanted), None) if wanted else latest_of_rounds(own)
        if shown is None:
            raise NotFound
        rounds = [each for each in listed if each.question_set_id == shown.question_set_id]
        result = capability_result(shown, rounds, partner=found, tenant=member.tenant, at=timezone.now())
        return Response(CapabilityResultSerializer(result).data)


class GoalViewSet(ListModelMixin, RetrieveModelMixin, PartOfPartner[Goal]):
    """A partner's goals. Their actions are rows of the one list of actions."""

    model = Goal
    serializer_class = GoalSerializer
    required_permission = Permission.ASSESSMENT_VIEW
    write_permission = Permission.ACTION_EDIT

    def rows(self) -> QuerySet[Goal]:
        return super().rows().select_related("action", "question").order_by("-created_at", "id")

    @extend_schema(request=NewGoalSerializer, responses={201: GoalSerializer})
    def create(self, request: Request, tenant: str, partner: str) -> Response:
        """Set a goal, and add its action to the list of actions."""
        given = self.given(NewGoalSerializer)
        owner_id = given.pop("owner", None)
        assessment = get_object_or_404(rounds_of(self.partner), pk=given.pop("assessment"))
        assessment.partner = self.partner
        goal = set_goal(
            assessment=assessment,
            question_id=given.pop("question"),
            goal_score=given.pop("goal_score"),
            promise=Promise(
                side=ActionSide(given.pop("side")),
                owner=self.found(Membership, pk=owner_id) if owner_id else None,
                **given,
            ),
            by=self.membership,
            at=self.now,
        )
        return self.shown(goal, status=HTTPStatus.CREATED)

    @extend_schema(request=GoalScoreSerializer, responses=GoalSerializer)
    def partial_update(self, request: Request, tenant: str, partner: str, pk: str) -> Response:
        """Another score to reach."""
        score = self.given(GoalScoreSerializer)["goal_score"]
        goal = change_goal(goal=self.get_object(), goal_score=score, changes={}, by=self.membership, at=self.now)
        return self.shown(goal)
