"""Routes of deals, customers and stages."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Any, ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers as fields
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from partners.models import Partner
from prm.api.permissions import Permissions
from prm.api.viewsets import TenantViewSet
from prm.people.models import Membership
from prm.people.permissions import Permission
from prm.tenancy.models import TenantModel
from sales.api import deal_serializers as serializers
from sales.enums import Outcome
from sales.models import Campaign, Customer, Deal, DealStage, Product
from sales.operations import moving
from sales.operations.customers import add_customer, change_customer, customer_named
from sales.operations.deals import add_deal, change_deal, withdraw_deal
from sales.operations.stages import add_stage, change_stage, remove_stage
from sales.queries.deals import deals_in_reach

NAMED: dict[str, type[TenantModel]] = {
    "customer": Customer,
    "product": Product,
    "owner": Membership,
    "campaign": Campaign,
}


class DealFilter(fields.Serializer[Any]):
    """What narrows the list. Other parameters are ignored."""

    partner = fields.UUIDField(required=False)
    stage = fields.UUIDField(required=False)
    outcome = fields.ChoiceField(choices=[each.value for each in Outcome], required=False)

    campaign = fields.UUIDField(required=False)

    LOOK_UPS = {
        "partner": "partner_id",
        "stage": "stage_id",
        "outcome": "stage__outcome",
        "campaign": "campaign_id",
    }

    def look_ups(self) -> dict[str, Any]:
        """The filter as look-ups of the queryset. Raises `ValidationError` for values that cannot be."""
        self.is_valid(raise_exception=True)
        return {self.LOOK_UPS[name]: value for name, value in self.validated_data.items()}


class DealViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[Deal]):
    """Deals of the partners in reach."""

    model = Deal
    serializer_class = serializers.DealSerializer
    required_permission = Permission.DEAL_VIEW
    write_permission = Permission.DEAL_EDIT

    def rows(self) -> QuerySet[Deal]:
        rows = deals_in_reach()
        if self.action != "list":
            return rows
        return rows.filter(**DealFilter(data=self.request.query_params.dict()).look_ups())

    @extend_schema(
        parameters=[
            OpenApiParameter("partner", str, description="Only of this partner, by id."),
            OpenApiParameter("stage", str, description="Only in this stage, by id."),
            OpenApiParameter("campaign", str, description="Only of this campaign, by id."),
            OpenApiParameter("outcome", str, enum=[each.value for each in Outcome]),
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    def create(self, request: Request, tenant: str) -> Response:
        """Record a deal in an open stage."""
        given = self.given(serializers.DealSerializer)
        deal = add_deal(
            partner=self.found(Partner, pk=given.pop("partner_id")),
            stage=self._stage(given.pop("stage_id")),
            fields=self._resolved(given),
            today=self.today,
            by=self.membership,
            at=self.now,
        )
        return self._changed(deal, status=HTTPStatus.CREATED)

    @extend_schema(request=serializers.DealChangeSerializer)
    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Change what is known of a deal."""
        deal = self.get_object()
        changes = self._resolved(self.given(serializers.DealChangeSerializer, row=deal))
        return self._changed(change_deal(deal=deal, changes=changes, by=self.membership, at=self.now))

    def destroy(self, request: Request, tenant: str, pk: str) -> Response:
        """Remove a deal that was recorded by mistake, within ten minutes."""
        withdraw_deal(deal=self.get_object(), by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)

    @extend_schema(request=serializers.MoveSerializer)
    @action(detail=True, methods=["post"])
    def move(self, request: Request, tenant: str, pk: str) -> Response:
        """Bring it into another open stage."""
        stage = self._stage(self.given(serializers.MoveSerializer)["stage"])
        moved = moving.move_deal(deal=self.get_object(), stage=stage, on=self.today, by=self.membership, at=self.now)
        return self._changed(moved)

    @extend_schema(request=serializers.ClosingSerializer)
    @action(detail=True, methods=["post"])
    def closing(self, request: Request, tenant: str, pk: str) -> Response:
        """Win or lose it."""
        given = self.given(serializers.ClosingSerializer)
        closed = moving.close_deal(
            deal=self.get_object(),
            stage=self._stage(given["stage"]),
            closed_date=given["closed_date"],
            lost_reason=given["lost_reason"],
            today=self.today,
            by=self.membership,
            at=self.now,
        )
        return self._changed(closed)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def reopening(self, request: Request, tenant: str, pk: str) -> Response:
        """Work on a closed deal again, where it stood before."""
        reopened = moving.reopen_deal(deal=self.get_object(), on=self.today, by=self.membership, at=self.now)
        return self._changed(reopened)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, tenant: str, pk: str) -> Response:
        """Take the last move or closing back, within ten minutes."""
        return self._changed(moving.undo_move(deal=self.get_object(), on=self.today, by=self.membership, at=self.now))

    @property
    def today(self) -> date:
        at: datetime = self.now
        return at.astimezone(ZoneInfo(self.membership.tenant.time_zone)).date()

    def _stage(self, pk: UUID) -> DealStage:
        found: DealStage = _row(DealStage, pk, "stage")
        return found

    def _resolved(self, given: dict[str, Any]) -> dict[str, Any]:
        """What was sent with rows in place of ids."""
        name = (given.pop("customer", None) or {}).get("name")
        for field, model in NAMED.items():
            if f"{field}_id" in given:
                pk = given.pop(f"{field}_id")
                given[field] = None if pk is None else _row(model, pk, field)
        if name:
            given["customer"] = customer_named(name, by=self.membership, at=self.now)
        return given

    def _changed(self, deal: Deal, *, status: int = HTTPStatus.OK) -> Response:
        return self.shown(deals_in_reach().get(pk=deal.pk), status=status)


def _row(model: type[TenantModel], pk: UUID, field: str) -> Any:
    """The row in reach. One that is not there is an error of the field that named it."""
    found = model.objects.filter(pk=pk).first()
    if found is None:
        raise ValidationError({field: ["There is no such row."]})
    return found


class CustomerViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[Customer]):
    """Customers in reach. A CAM adds one by naming it in a deal: without a deal they would not reach it."""

    model = Customer
    serializer_class = serializers.CustomerSerializer
    required_permission = Permission.DEAL_VIEW
    write_permission = Permission.DEAL_EDIT
    action_permissions: ClassVar[dict[str, Permissions]] = {"create": Permission.IMPORT_RUN}

    def create(self, request: Request, tenant: str) -> Response:
        """Add a customer."""
        given = self.given(serializers.CustomerSerializer)
        return self.shown(add_customer(fields=given, by=self.membership, at=self.now), status=HTTPStatus.CREATED)

    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Change what is known of a customer."""
        customer = self.get_object()
        given = self.given(serializers.CustomerSerializer, row=customer)
        return self.shown(change_customer(customer=customer, changes=given, by=self.membership, at=self.now))


class StageViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[DealStage]):
    """The stages of deals. `order` says how they follow each other."""

    model = DealStage
    serializer_class = serializers.DealStageSerializer
    required_permission = Permission.DEAL_VIEW
    write_permission = Permission.SETTINGS_EDIT

    def create(self, request: Request, tenant: str) -> Response:
        """Add a stage."""
        given = self.given(serializers.DealStageSerializer)
        return self.shown(add_stage(fields=given, by=self.membership, at=self.now), status=HTTPStatus.CREATED)

    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Rename it, move it, judge it anew."""
        stage = self.get_object()
        given = self.given(serializers.DealStageSerializer, row=stage)
        return self.shown(change_stage(stage=stage, changes=given, by=self.membership, at=self.now))

    def destroy(self, request: Request, tenant: str, pk: str) -> Response:
        """Remove a stage that no deal has ever been in."""
        remove_stage(stage=self.get_object(), by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)
