"""Routes of programmes, tiers, reviews and life stages."""

from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from partners.enums import LifeStage
from partners.models import Partner
from prm.api.viewsets import TenantViewSet
from prm.people.permissions import Permission
from prm.tenancy.models import TenantModel
from programs.api import serializers
from programs.enums import ReviewState
from programs.models import PartnerTier, Program, StageChange, TierReview
from programs.operations.deciding import confirm_review, decline_review
from programs.operations.stages import confirm_stage
from programs.queries.evaluations import evaluations
from programs.queries.programs import editions_by_program, version_on
from programs.queries.stages import suggestions
from sales.queries.bookings import data_date

STATES = [state.value for state in ReviewState]
PARTNER = OpenApiParameter("partner", UUID)


class _Dated[M: TenantModel](TenantViewSet[M]):
    """A route that knows which day it is for the tenant."""

    @property
    def today(self) -> date:
        """The tenant's day."""
        return self.now.astimezone(ZoneInfo(self.membership.tenant.time_zone)).date()

    def of_partner(self, rows: QuerySet[M]) -> QuerySet[M]:
        """Those of the partner that the address names; none for what is no id."""
        asked = self.request.query_params.get("partner", "")
        if not asked or self.action != "list":
            return rows
        try:
            return rows.filter(partner_id=UUID(asked))
        except ValueError:
            return rows.none()


class ProgramViewSet(ListModelMixin, RetrieveModelMixin, _Dated[Program]):
    """Programmes with the rules in force."""

    model = Program
    serializer_class = serializers.ProgramSerializer
    required_permission = Permission.TIER_VIEW

    def rows(self) -> QuerySet[Program]:
        return super().rows().order_by("name", "pk")

    def get_serializer_context(self) -> dict[str, Any]:
        context = dict(super().get_serializer_context())
        if not getattr(self, "swagger_fake_view", False):
            today = self.today
            context["in_force"] = {
                program.pk: edition.version.document
                for program, editions in editions_by_program().items()
                for edition in editions
                if edition.is_in_force(today)
            }
        return context


class PartnerTierViewSet(ListModelMixin, RetrieveModelMixin, _Dated[PartnerTier]):
    """The levels of partners over time, newest first."""

    model = PartnerTier
    serializer_class = serializers.PartnerTierSerializer
    required_permission = Permission.TIER_VIEW

    def rows(self) -> QuerySet[PartnerTier]:
        return self.of_partner(super().rows().order_by("-start_date", "pk"))

    @extend_schema(parameters=[PARTNER])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(responses=OpenApiTypes.OBJECT)
    @action(detail=False, methods=["get"], url_path="progress/<uuid:partner_id>")
    def progress(self, request: Request, tenant: str, partner_id: UUID) -> Response:
        """What a partner reaches now in each programme, and what is missing to the next level, in words."""
        partner = self.found(Partner, pk=partner_id)
        today = self.today
        as_of = data_date(today=today)
        found = []
        for program in Program.objects.order_by("-sets_tier", "name", "pk"):
            version = version_on(program, today)
            if version is not None:
                judged = evaluations(program, version.rules(), [partner], tenant=self.membership.tenant, as_of=as_of)
                found.append(
                    {"program": str(program.pk), "program_name": program.name}
                    | serializers.evaluation_json(judged[partner.pk])
                )
        return Response({"partner": str(partner.pk), "as_of": as_of, "programs": found})


class TierReviewViewSet(ListModelMixin, RetrieveModelMixin, _Dated[TierReview]):
    """Reviews and the decisions about them."""

    model = TierReview
    serializer_class = serializers.TierReviewSerializer
    required_permission = Permission.TIER_DECIDE

    def rows(self) -> QuerySet[TierReview]:
        rows = super().rows().select_related("partner").order_by("-created_at", "pk")
        state = self.request.query_params.get("state", "")
        rows = rows.filter(state=state) if self.action == "list" and state in STATES else rows
        return self.of_partner(rows)

    @extend_schema(parameters=[OpenApiParameter("state", str, enum=STATES), PARTNER])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def confirmation(self, request: Request, tenant: str, pk: str) -> Response:
        """Give the partner the proposed level: upwards today, downwards after the grace period."""
        review = confirm_review(review=self.get_object(), today=self.today, by=self.membership, at=self.now)
        return self.shown(self.rows().get(pk=review.pk))

    @extend_schema(request=serializers.ReasonSerializer)
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, tenant: str, pk: str) -> Response:
        """Leave the partner where it is."""
        reason = self.given(serializers.ReasonSerializer)["reason"]
        review = decline_review(review=self.get_object(), reason=reason, by=self.membership, at=self.now)
        return self.shown(self.rows().get(pk=review.pk))


class StageChangeViewSet(ListModelMixin, RetrieveModelMixin, _Dated[StageChange]):
    """How partners came to their life stages; POST confirms a stage."""

    model = StageChange
    serializer_class = serializers.StageChangeSerializer
    required_permission = Permission.STAGE_CONFIRM

    def rows(self) -> QuerySet[StageChange]:
        return self.of_partner(super().rows().order_by("-changed_at", "-pk"))

    @extend_schema(parameters=[PARTNER])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(request=serializers.StageSerializer)
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Confirm the suggested stage, or another with a note."""
        given = self.given(serializers.StageSerializer)
        partner, today = self.found(Partner, pk=given["partner"]), self.today
        suggestion = suggestions([partner], as_of=data_date(today=today))[partner.pk]
        change = confirm_stage(
            partner=partner,
            stage=LifeStage(given["stage"]),
            suggestion=suggestion,
            note=given["note"],
            today=today,
            by=self.membership,
            at=self.now,
        )
        return self.shown(change, status=HTTPStatus.CREATED)

    @extend_schema(responses=OpenApiTypes.OBJECT)
    @action(detail=False, methods=["get"], url_path="suggestion/<uuid:partner_id>")
    def suggestion(self, request: Request, tenant: str, partner_id: UUID) -> Response:
        """The stage that the rules suggest for a partner, with reasons."""
        partner = self.found(Partner, pk=partner_id)
        found = suggestions([partner], as_of=data_date(today=self.today))[partner.pk]
        return Response({"partner": str(partner.pk), "stage": found.stage.value, "reasons": list(found.reasons)})
