"""Routes of roll-ups."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from prm.people.permissions import Permission
from prm.tenancy.models import Tenant
from rollups.api import serializers
from rollups.queries.overview import overview
from rollups.queries.quotas import quota_windows
from sales.queries.bookings import data_date


class OverviewRoute(APIView):
    """How the whole channel stands at the data date."""

    required_permission = Permission.ROLLUP_VIEW

    @extend_schema(responses=serializers.OverviewSerializer)
    def get(self, request: Request, tenant: str) -> Response:
        """The figures of the overview page."""
        vendor, today = _of(request)
        return Response(serializers.OverviewSerializer(overview(tenant=vendor, today=today)).data)


class QuotaWindowsRoute(APIView):
    """Quotas of CAMs against what was credited to them."""

    required_permission = Permission.ROLLUP_VIEW

    @extend_schema(responses=serializers.QuotaWindowSerializer(many=True), operation_id="quota_windows_list")
    def get(self, request: Request, tenant: str) -> Response:
        """Every window of quotas, the earliest first."""
        vendor, today = _of(request)
        windows = quota_windows(tenant=vendor, as_of=data_date(today=today))
        return Response([serializers.QuotaWindowSerializer(window).data for window in windows])


def _of(request: Request) -> tuple[Tenant, date]:
    vendor: Tenant = request._request.membership.tenant  # type: ignore[attr-defined]
    return vendor, timezone.now().astimezone(ZoneInfo(vendor.time_zone)).date()
