"""Routes of scorecards, targets and quotas."""

from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers as fields
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from partners.api.viewsets import PartOfPartner
from partners.models import Partner
from prm.api.viewsets import TenantViewSet
from prm.people.models import Membership
from prm.people.permissions import Permission
from sales.queries.bookings import data_date
from scorecards.api import serializers
from scorecards.api.scorecard import ScorecardSerializer
from scorecards.enums import AllotmentRule
from scorecards.models import Quota, Standing, Target
from scorecards.operations.allotment import allot_quota
from scorecards.operations.targets import remove_target, set_quota, set_target
from scorecards.queries.performance import EARLIEST
from scorecards.queries.scorecards import scorecard_of
from scorecards.queries.targets import quotas_in_reach


class AsOf(fields.Serializer[Any]):
    """The day of the figures."""

    as_of = fields.DateField(required=False)

    def day(self, *, today: date) -> date:
        """The day asked for, from 1970 to today; without one the data date. Raises `ValidationError`."""
        self.is_valid(raise_exception=True)
        asked: date | None = self.validated_data.get("as_of")
        return max(min(asked, today), EARLIEST) if asked else data_date(today=today)


class Scorecard(APIView):
    """A partner's performance scorecard."""

    required_permission = Permission.SCORECARD_VIEW

    @extend_schema(
        parameters=[OpenApiParameter("as_of", str, description="Any day, as 2026-11-30; without it the data date.")],
        responses=ScorecardSerializer,
    )
    def get(self, request: Request, tenant: str, partner: UUID) -> Response:
        """How the partner stands on a day, by year, quarter and month."""
        member: Membership = request._request.membership  # type: ignore[attr-defined]
        found = get_object_or_404(Partner.objects.all(), pk=partner)
        today = timezone.now().astimezone(ZoneInfo(member.tenant.time_zone)).date()
        as_of = AsOf(data=request.query_params.dict()).day(today=today)
        card = scorecard_of(found, tenant=member.tenant, as_of=as_of)
        return Response(ScorecardSerializer(card, context={"member": member}).data)


class StandingViewSet(ListModelMixin, TenantViewSet[Standing]):
    """How all partners in reach stand at the data date."""

    model = Standing
    serializer_class = serializers.StandingSerializer
    required_permission = Permission.SCORECARD_VIEW


class TargetViewSet(ListModelMixin, RetrieveModelMixin, PartOfPartner[Target]):
    """A partner's targets, window by window."""

    model = Target
    serializer_class = serializers.TargetSerializer
    required_permission = Permission.TARGET_VIEW
    write_permission = Permission.TARGET_EDIT

    def create(self, request: Request, tenant: str, partner: str) -> Response:
        """Set a target. The same window again replaces the amount; windows that overlap otherwise are refused."""
        given = self.given(serializers.TargetSerializer)
        target = set_target(partner=self.partner, by=self.membership, at=self.now, **given)
        return self.shown(target, status=HTTPStatus.CREATED)

    @extend_schema(request=serializers.TargetAmountSerializer)
    def partial_update(self, request: Request, tenant: str, partner: str, pk: str) -> Response:
        """Another amount for the same window."""
        target = self.get_object()
        amount = self.given(serializers.TargetAmountSerializer)["amount"]
        changed = set_target(
            partner=self.partner,
            start_date=target.start_date,
            end_date=target.end_date,
            amount=amount,
            by=self.membership,
            at=self.now,
        )
        return self.shown(changed)

    def destroy(self, request: Request, tenant: str, partner: str, pk: str) -> Response:
        """Take a target away."""
        remove_target(target=self.get_object(), by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)


class QuotaViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[Quota]):
    """CAMs' quotas: a CAM's own, all for other staff."""

    model = Quota
    serializer_class = serializers.QuotaSerializer
    required_permission = Permission.QUOTA_VIEW
    write_permission = Permission.QUOTA_EDIT

    def rows(self) -> QuerySet[Quota]:
        return quotas_in_reach(self.membership)

    def create(self, request: Request, tenant: str) -> Response:
        """Set a quota. The same window again replaces the amount. No partner's target changes."""
        given = self.given(serializers.QuotaSerializer)
        cam = self.found(Membership, pk=given.pop("membership_id"))
        quota = set_quota(cam=cam, by=self.membership, at=self.now, **given)
        return self.shown(quota, status=HTTPStatus.CREATED)

    @extend_schema(request=serializers.AllotmentSerializer, responses=serializers.TargetSerializer(many=True))
    @action(detail=True, methods=["post"])
    def allotment(self, request: Request, tenant: str, pk: str) -> Response:
        """Share the quota out among the CAM's partners by a rule; their targets for the window are replaced."""
        given = self.given(serializers.AllotmentSerializer)
        targets = allot_quota(
            quota=self.get_object(),
            rule=AllotmentRule(given["rule"]),
            by=self.membership,
            at=self.now,
            by_hand={share["partner"]: share["amount"] for share in given.get("shares", ())},
        )
        return Response(serializers.TargetSerializer(targets, many=True).data, status=HTTPStatus.CREATED)
