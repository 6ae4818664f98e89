"""Routes of a tenant's own metrics and a partner's values of them."""

from http import HTTPStatus

from django.db.models import QuerySet
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from partners.api.viewsets import PartOfPartner
from prm.api.viewsets import TenantViewSet
from prm.people.permissions import Permission
from scorecards.api import serializers
from scorecards.models import Metric, MetricValue
from scorecards.operations.metrics import (
    change_metric,
    define_metric,
    enter_value,
    remove_value,
    restore_metric,
    retire_metric,
)


class MetricViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[Metric]):
    """The tenant's own metrics, in use and retired."""

    model = Metric
    serializer_class = serializers.MetricSerializer
    required_permission = Permission.SCORECARD_VIEW
    write_permission = Permission.METRIC_EDIT

    def rows(self) -> QuerySet[Metric]:
        return Metric.objects.order_by("name", "pk")

    def create(self, request: Request, tenant: str) -> Response:
        """Define a metric: it appears on every scorecard."""
        metric = define_metric(by=self.membership, at=self.now, **self.given(serializers.MetricSerializer))
        return self.shown(metric, status=HTTPStatus.CREATED)

    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Change what was sent."""
        metric = self.get_object()
        given = self.given(serializers.MetricSerializer, row=metric)
        return self.shown(change_metric(metric=metric, by=self.membership, at=self.now, **given))

    @action(detail=True, methods=["post"])
    def retirement(self, request: Request, tenant: str, pk: str) -> Response:
        """Take the metric off all scorecards; its values stay."""
        metric = self.get_object()
        retire_metric(metric=metric, by=self.membership, at=self.now)
        return self.shown(metric)

    @action(detail=True, methods=["post"])
    def restoration(self, request: Request, tenant: str, pk: str) -> Response:
        """Put a retired metric back on all scorecards."""
        metric = self.get_object()
        restore_metric(metric=metric, by=self.membership, at=self.now)
        return self.shown(metric)


class MetricValueViewSet(ListModelMixin, RetrieveModelMixin, PartOfPartner[MetricValue]):
    """A partner's values of the tenant's own metrics."""

    model = MetricValue
    serializer_class = serializers.MetricValueSerializer
    required_permission = Permission.SCORECARD_VIEW
    write_permission = Permission.METRIC_ENTER

    def create(self, request: Request, tenant: str, partner: str) -> Response:
        """Enter a value. The same metric and days again replace it."""
        given = self.given(serializers.MetricValueSerializer)
        metric = self.found(Metric, pk=given.pop("metric_id"))
        entered = enter_value(metric=metric, partner=self.partner, by=self.membership, at=self.now, **given)
        return self.shown(entered, status=HTTPStatus.CREATED)

    def destroy(self, request: Request, tenant: str, partner: str, pk: str) -> Response:
        """Take a value away."""
        remove_value(entered=self.get_object(), by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)
