"""Routes of alerts."""

from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from cadence.api import serializers
from cadence.enums import AlertState
from cadence.models import QuietAlert
from cadence.operations import handling
from prm.api.viewsets import TenantViewSet
from prm.people.permissions import Permission

STATES = [state.value for state in AlertState]


class AlertViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[QuietAlert]):
    """Alerts about quiet partners that the caller reaches."""

    model = QuietAlert
    serializer_class = serializers.AlertSerializer
    required_permission = Permission.ALERT_VIEW
    write_permission = Permission.ALERT_HANDLE

    def rows(self) -> QuerySet[QuietAlert]:
        rows = super().rows().select_related("partner")
        state = self.request.query_params.get("state", "")
        return rows.filter(state=state) if self.action == "list" and state in STATES else rows

    @extend_schema(parameters=[OpenApiParameter("state", str, enum=STATES)])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def acknowledgement(self, request: Request, tenant: str, pk: str) -> Response:
        """Say that somebody is on it."""
        alert = handling.acknowledge_alert(alert=self.get_object(), by=self.membership, at=self.now)
        return self._changed(alert)

    @extend_schema(request=serializers.SnoozeSerializer)
    @action(detail=True, methods=["post"])
    def snooze(self, request: Request, tenant: str, pk: str) -> Response:
        """Put it off until a day."""
        at = self.now
        alert = handling.snooze_alert(
            alert=self.get_object(),
            until_date=self.given(serializers.SnoozeSerializer)["until_date"],
            today=at.astimezone(ZoneInfo(self.membership.tenant.time_zone)).date(),
            by=self.membership,
            at=at,
        )
        return self._changed(alert)

    @extend_schema(request=serializers.SettleSerializer)
    @action(detail=True, methods=["post"])
    def resolution(self, request: Request, tenant: str, pk: str) -> Response:
        """Say that it is settled."""
        note = self.given(serializers.SettleSerializer)["note"]
        alert = handling.resolve_alert(alert=self.get_object(), by=self.membership, at=self.now, note=note)
        return self._changed(alert)

    @extend_schema(request=serializers.SettleSerializer)
    @action(detail=True, methods=["post"])
    def loss(self, request: Request, tenant: str, pk: str) -> Response:
        """Say that the business is gone."""
        note = self.given(serializers.SettleSerializer)["note"]
        alert = handling.accept_loss(alert=self.get_object(), by=self.membership, at=self.now, note=note)
        return self._changed(alert)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, tenant: str, pk: str) -> Response:
        """Take the last change by a person back."""
        return self._changed(handling.undo_change(alert=self.get_object(), by=self.membership, at=self.now))

    def _changed(self, alert: QuietAlert) -> Response:
        return self.shown(self.rows().get(pk=alert.pk))
