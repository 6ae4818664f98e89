"""Promises on both sides, through the API."""

from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from partners.enums import ActionSide, ActionStatus
from partners.models import Action, Partner
from partners.operations.actions import add_action, change_action, complete_action, drop_action, reopen_action
from partners.queries.actions import unsettled
from prm.api.serializers import Strict
from prm.api.viewsets import TenantViewSet
from prm.people.models import Membership
from prm.people.permissions import Permission

SIDES = [(side.value, side.label) for side in ActionSide]
STATUSES = [status.value for status in ActionStatus]
UNSETTLED = "unsettled"
LOOK_UPS = {"partner": "partner_id"}
WRITTEN = ("title", "detail", "owner", "due_date", "resources", "is_internal")


class ActionSerializer(Strict, serializers.ModelSerializer[Action]):
    """A promise. `side` owes it; `status` is written as open or in_progress, and settled by the routes for it."""

    partner = serializers.UUIDField(source="partner_id", read_only=True)
    partner_name = serializers.CharField(source="partner.name", read_only=True)
    owner = serializers.UUIDField(source="owner_id", allow_null=True, required=False)
    owner_name = serializers.CharField(source="owner.display_name", read_only=True, default="")
    status = serializers.ChoiceField(choices=STATUSES, required=False)

    class Meta:
        model = Action
        fields = (
            "id",
            "partner",
            "partner_name",
            "side",
            *WRITTEN,
            "owner_name",
            "status",
            "done_date",
            "dropped_reason",
            "source",
            "source_id",
            "created_at",
        )
        read_only_fields = ("id", "side", "done_date", "dropped_reason", "source", "source_id", "created_at")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        fields = super().get_fields()
        request = self.context.get("request")
        member = getattr(getattr(request, "_request", None), "membership", None)
        if member is not None and member.role_enum.is_partner:
            del fields["is_internal"]
        return fields


class NewActionSerializer(ActionSerializer):
    """A promise to add: whose partner, and who owes it."""

    partner = serializers.UUIDField()
    side = serializers.ChoiceField(choices=SIDES)

    class Meta(ActionSerializer.Meta):
        fields = ("partner", "side", *WRITTEN)  # type: ignore[assignment]
        read_only_fields = ()  # type: ignore[assignment]


class ActionFilter(serializers.Serializer[Any]):
    """What narrows a list of promises."""

    partner = serializers.UUIDField(required=False)
    side = serializers.ChoiceField(choices=SIDES, required=False)
    status = serializers.ChoiceField(choices=[*STATUSES, UNSETTLED], required=False)

    def narrow(self, rows: QuerySet[Action]) -> QuerySet[Action]:
        """The rows that fit. Raises `ValidationError` for values that cannot be."""
        self.is_valid(raise_exception=True)
        asked: dict[str, Any] = dict(self.validated_data)
        if asked.get("status") == UNSETTLED:
            rows = unsettled(rows)
            del asked["status"]
        return rows.filter(**{LOOK_UPS.get(name, name): value for name, value in asked.items()})


class DropSerializer(Strict, serializers.Serializer[Any]):
    """Why it is dropped."""

    reason = serializers.CharField(max_length=500)


class ActionViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[Action]):
    """The one list of what the vendor and its partners promised each other."""

    model = Action
    serializer_class = ActionSerializer
    required_permission = Permission.ACTION_VIEW
    write_permission = Permission.ACTION_EDIT

    def rows(self) -> QuerySet[Action]:
        rows = super().rows().select_related("partner", "owner")
        if self.action != "list":
            return rows
        return ActionFilter(data=self.request.query_params.dict()).narrow(rows)

    @extend_schema(
        parameters=[
            OpenApiParameter("partner", str, description="The partner's id."),
            OpenApiParameter("side", str, enum=[side.value for side in ActionSide]),
            OpenApiParameter("status", str, enum=[*STATUSES, UNSETTLED]),
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(request=NewActionSerializer)
    def create(self, request: Request, tenant: str) -> Response:
        """Write down a promise. A partner's people add what their own company owes."""
        given = self._with_owner(self.given(NewActionSerializer))
        partner = self.found(Partner, pk=given.pop("partner"))
        made = add_action(partner=partner, side=ActionSide(given.pop("side")), by=self.membership, at=self.now, **given)
        return self.shown(made, status=HTTPStatus.CREATED)

    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Change what was promised. Who owes it stays."""
        row = self.get_object()
        changes = self._with_owner(self.given(ActionSerializer, row=row))
        return self.shown(change_action(action=row, changes=changes, by=self.membership, at=self.now))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def completion(self, request: Request, tenant: str, pk: str) -> Response:
        """Say that it was kept, today."""
        at = self.now
        today = at.astimezone(ZoneInfo(self.membership.tenant.time_zone)).date()
        return self.shown(complete_action(action=self.get_object(), done_date=today, by=self.membership, at=at))

    @extend_schema(request=DropSerializer)
    @action(detail=True, methods=["post"])
    def drop(self, request: Request, tenant: str, pk: str) -> Response:
        """Say that it will not be done, and why."""
        reason = self.given(DropSerializer)["reason"]
        return self.shown(drop_action(action=self.get_object(), reason=reason, by=self.membership, at=self.now))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def reopening(self, request: Request, tenant: str, pk: str) -> Response:
        """Take a settled promise up again."""
        return self.shown(reopen_action(action=self.get_object(), by=self.membership, at=self.now))

    def _with_owner(self, given: dict[str, Any]) -> dict[str, Any]:
        """The owner by id as the member that the caller reaches."""
        if "owner_id" in given:
            pk = given.pop("owner_id")
            given["owner"] = self.found(Membership, pk=pk) if pk else None
        return given
