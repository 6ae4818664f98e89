"""A partner among its peers, through the API: the same figures that the page shows."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from partners.models import Partner
from prm.people.models import Membership
from prm.people.permissions import Permission
from sales.queries.bookings import data_date
from scorecards.queries.peers import PeerFigure, own_values, peer_view


class PeerFigureSerializer(serializers.Serializer[PeerFigure]):
    """A metric's figures over a cohort. `lower`, `upper` and `percentile` are null among too few partners."""

    metric = serializers.CharField()
    cohort = serializers.CharField(source="cohort.label")
    rung = serializers.CharField(source="cohort.rung.label")
    partners = serializers.CharField(source="band")
    median = serializers.IntegerField()
    lower = serializers.IntegerField(allow_null=True)
    upper = serializers.IntegerField(allow_null=True)
    quarter = serializers.CharField(source="quarter.label")
    as_of_date = serializers.DateField()
    own = serializers.IntegerField(allow_null=True)
    percentile = serializers.IntegerField(allow_null=True)


class PeersSerializer(serializers.Serializer[Any]):
    """All metrics that there are figures of. `not_enough_peers` are those that have none."""

    figures = PeerFigureSerializer(many=True)
    not_enough_peers = serializers.ListField(child=serializers.CharField())


class Peers(APIView):
    """A partner among its peers."""

    required_permission = Permission.PEER_VIEW

    @extend_schema(responses=PeersSerializer)
    def get(self, request: Request, tenant: str, partner: UUID) -> Response:
        """The figures of the partner's cohorts as of the last quarter that was taken, and its own values today."""
        member: Membership = request._request.membership  # type: ignore[attr-defined]
        found = get_object_or_404(Partner.objects.all(), pk=partner)
        today = timezone.now().astimezone(ZoneInfo(member.tenant.time_zone)).date()
        own = own_values(found, tenant=member.tenant, as_of=data_date(today=today))
        view = peer_view(found, sorted(own), own=own)
        shown = {
            "figures": [view.figures[metric] for metric in sorted(view.figures)],
            "not_enough_peers": [metric for metric in sorted(own) if view.of(metric) is None],
        }
        return Response(PeersSerializer(shown).data)
