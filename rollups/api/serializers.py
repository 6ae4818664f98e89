"""What the API shows of roll-ups. Ratios as in scorecards: a quotient, or the reason why there is none."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from rollups.calculations.overview import Figures, Group, Overview
from rollups.calculations.quotas import QuotaLine, QuotaWindow
from scorecards.api.serializers import MONEY, RatioSerializer


class FiguresSerializer(serializers.Serializer[Figures]):
    """Sums over some partners, fiscal year to date; `lights` counts them by status."""

    partners = serializers.IntegerField()
    booked = serializers.DecimalField(**MONEY)
    prior = serializers.DecimalField(**MONEY)
    plan = serializers.DecimalField(**MONEY, allow_null=True)
    attainment = RatioSerializer()
    growth = RatioSerializer()
    light = serializers.CharField(source="light.value")
    lights = serializers.SerializerMethodField()

    @extend_schema_field(serializers.DictField(child=serializers.IntegerField()))
    def get_lights(self, figures: Figures) -> dict[str, int]:
        return {light.value: count for light, count in figures.lights}


class GroupSerializer(serializers.Serializer[Group]):
    """The partners that share a value. `key` filters the list of partners; "none" stands for those without one."""

    key = serializers.CharField()
    name = serializers.CharField()
    figures = FiguresSerializer()


class OverviewSerializer(serializers.Serializer[Overview]):
    """All partners together and by CAM, region and type: each grouping adds up to the total."""

    as_of_date = serializers.DateField(source="as_of")
    total = FiguresSerializer()
    by_cam = GroupSerializer(many=True, source="groups.cam")
    by_region = GroupSerializer(many=True, source="groups.region")
    by_type = GroupSerializer(many=True, source="groups.type")
    top_fifth_share = RatioSerializer(source="concentration.share")
    top_fifth_partners = serializers.IntegerField(source="concentration.top")


class QuotaLineSerializer(serializers.Serializer[QuotaLine]):
    """One CAM's quota, and the bookings credited to the CAM in its days."""

    cam = serializers.UUIDField(source="membership_id")
    cam_name = serializers.CharField(source="name")
    quota = serializers.DecimalField(**MONEY)
    credited = serializers.DecimalField(**MONEY)
    attainment = RatioSerializer()


class QuotaWindowSerializer(serializers.Serializer[QuotaWindow]):
    """All quotas of exactly the same days."""

    name = serializers.CharField(source="period.label")
    start_date = serializers.DateField(source="period.start_date")
    end_date = serializers.DateField(source="period.end_date")
    quota = serializers.DecimalField(**MONEY)
    credited = serializers.DecimalField(**MONEY)
    attainment = RatioSerializer()
    is_running = serializers.BooleanField()
    light = serializers.CharField(source="light.value")
    lines = QuotaLineSerializer(many=True)
