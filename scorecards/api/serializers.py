"""What the API shows and takes of targets and scorecards.

Ratios are quotients (0.89, not 89). One without a value has the reason instead: {"value": null, "reason": "no plan"}.
"""

from typing import Any

from rest_framework import serializers

from prm.api.serializers import Strict
from prm.kernel.ratios import Ratio
from scorecards.calculations.performance import AverageOrder, PeriodPerformance
from scorecards.calculations.rhythm import OrderRhythm
from scorecards.enums import AllotmentRule
from scorecards.models import Metric, MetricValue, Quota, Standing, Target
from scorecards.operations.metrics import METRIC_FIELDS

MONEY: dict[str, Any] = {"max_digits": 22, "decimal_places": 6}


class TargetSerializer(Strict, serializers.ModelSerializer[Target]):
    """What a partner is to sell in a window of days, both included. `rule` and `quota` tell of an allotted one."""

    quota = serializers.UUIDField(source="quota_id", read_only=True, allow_null=True)

    class Meta:
        model = Target
        fields = ("id", "start_date", "end_date", "amount", "quota", "rule")
        read_only_fields = ("id", "rule")


class TargetAmountSerializer(Strict, serializers.Serializer[Target]):
    """Another amount for the same window."""

    amount = serializers.DecimalField(max_digits=20, decimal_places=4)


class QuotaSerializer(Strict, serializers.ModelSerializer[Quota]):
    """What a CAM is to sell in a window of days. Never added to partners' targets."""

    cam = serializers.UUIDField(source="membership_id")
    cam_name = serializers.CharField(source="membership.display_name", read_only=True)

    class Meta:
        model = Quota
        fields = ("id", "cam", "cam_name", "start_date", "end_date", "amount")
        read_only_fields = ("id",)


class ShareSerializer(serializers.Serializer[Any]):
    """One partner's part of a quota."""

    partner = serializers.UUIDField()
    amount = serializers.DecimalField(max_digits=20, decimal_places=4)


class AllotmentSerializer(Strict, serializers.Serializer[Any]):
    """By which rule a quota is shared out; `shares` only for the manual one."""

    rule = serializers.ChoiceField(choices=[rule.value for rule in AllotmentRule])
    shares = ShareSerializer(many=True, required=False)


class RatioSerializer(serializers.Serializer[Ratio]):
    """A quotient, or the reason why there is none."""

    value = serializers.DecimalField(max_digits=20, decimal_places=8, allow_null=True)
    reason = serializers.CharField(allow_null=True)

    def to_representation(self, instance: Ratio) -> dict[str, Any]:
        value = None if instance.value is None else f"{instance.value:.8f}"
        return {"value": value, "reason": instance.reason.value if instance.reason else None}


class PeriodSerializer(serializers.Serializer[PeriodPerformance]):
    """A year, quarter or month. `plan_to_date` is what was due by the as-of day, `prior` the same days last year."""

    name = serializers.CharField(source="period.label")
    start_date = serializers.DateField(source="period.start_date")
    end_date = serializers.DateField(source="period.end_date")
    until_date = serializers.DateField(source="until")
    plan = serializers.DecimalField(**MONEY, allow_null=True)
    plan_to_date = serializers.DecimalField(**MONEY, allow_null=True)
    actual = serializers.DecimalField(**MONEY, allow_null=True)
    prior = serializers.DecimalField(**MONEY)
    attainment = RatioSerializer()
    growth = RatioSerializer()
    light = serializers.CharField(source="light.value")


class AverageOrderSerializer(serializers.Serializer[AverageOrder]):
    """Orders of the last 12 months; no mean below three of them."""

    count = serializers.IntegerField()
    mean = serializers.DecimalField(**MONEY, allow_null=True)
    median = serializers.DecimalField(**MONEY, allow_null=True)


class RhythmSerializer(serializers.Serializer[OrderRhythm]):
    """How often the partner orders, and for how long it has not."""

    last_order_date = serializers.DateField(allow_null=True)
    days_since_order = serializers.IntegerField(allow_null=True)
    median_gap_days = serializers.DecimalField(max_digits=8, decimal_places=1, allow_null=True)
    is_own = serializers.BooleanField()


class MetricSerializer(Strict, serializers.ModelSerializer[Metric]):
    """A metric of the tenant's own. Values of another unit or direction belong to another version."""

    class Meta:
        model = Metric
        fields = ("id", "key", *METRIC_FIELDS, "version", "is_active")
        read_only_fields = ("id", "key", "version", "is_active")


class MetricValueSerializer(Strict, serializers.ModelSerializer[MetricValue]):
    """A partner's value of a metric for a window of days, both included. The same days again replace it."""

    metric = serializers.UUIDField(source="metric_id")

    class Meta:
        model = MetricValue
        fields = ("id", "metric", "start_date", "end_date", "value", "target")
        read_only_fields = ("id",)
        validators: tuple[Any, ...] = ()


class StandingSerializer(serializers.ModelSerializer[Standing]):
    """How a partner stands at the data date, in one row: what the list of partners shows."""

    partner = serializers.UUIDField(source="partner_id")

    class Meta:
        model = Standing
        fields = (
            "partner",
            "as_of_date",
            "booked_ytd",
            "prior_ytd",
            "plan_ytd",
            "plan_year",
            "attainment",
            "light",
            "booked_12_months",
            "last_order_date",
            "days_since_order",
            "overall",
            "overall_light",
            "pipeline_index",
            "deal_size_index",
            "training_index",
            "tasks_index",
        )
