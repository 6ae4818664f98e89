"""What the API shows of a whole scorecard: the result that page, PDF and workbook show."""

from typing import Any

from rest_framework import serializers

from scorecards.api.serializers import (
    MONEY,
    AverageOrderSerializer,
    PeriodSerializer,
    RatioSerializer,
    RhythmSerializer,
)
from scorecards.calculations.diagnostics import DealDiagnostics
from scorecards.calculations.overall import Overall
from scorecards.calculations.pipeline import Pipeline
from scorecards.calculations.readings import Reading
from scorecards.calculations.scorecard import MetricLine, Scorecard
from scorecards.calculations.tasks import RequiredTasks
from scorecards.calculations.training import Training
from scorecards.calculations.years import YearColumn


class ReadingSerializer(serializers.Serializer[Reading]):
    """A metric over some days. `value` is in the metric's unit, `index` the value over what is asked for."""

    name = serializers.CharField(source="period.label")
    until_date = serializers.DateField(source="until")
    value = RatioSerializer()
    index = RatioSerializer()
    light = serializers.CharField(source="light.value")


class MetricLineSerializer(serializers.Serializer[MetricLine]):
    """A metric as it stands on the as-of day and by fiscal quarter. Without an index it is left out of the overall."""

    key = serializers.CharField(source="definition.key")
    name = serializers.CharField(source="definition.name")
    unit = serializers.CharField(source="definition.unit.value")
    version = serializers.IntegerField(source="definition.version")
    is_manual = serializers.BooleanField(source="definition.is_manual")
    weight = serializers.DecimalField(max_digits=5, decimal_places=1)
    counts = serializers.BooleanField()
    to_date = ReadingSerializer(source="now")
    quarters = ReadingSerializer(many=True)


class OverallSerializer(serializers.Serializer[Overall]):
    """The weighted mean of the indices, each of which counts for at most 1.2."""

    value = RatioSerializer()
    light = serializers.CharField(source="light.value")
    counted = serializers.ListField(child=serializers.CharField())
    left_out = serializers.ListField(child=serializers.CharField())


class PipelineSerializer(serializers.Serializer[Pipeline]):
    """Open deals against what is still to be sold. Amounts of deals that do not count stand apart."""

    open_amount = serializers.DecimalField(**MONEY, source="open.amount")
    weighted_amount = serializers.DecimalField(**MONEY, source="open.weighted")
    target = serializers.DecimalField(**MONEY, allow_null=True)
    remaining = serializers.DecimalField(**MONEY, allow_null=True)
    on_remaining = RatioSerializer()
    on_target = RatioSerializer()
    expected = RatioSerializer()
    denominator = serializers.CharField(source="denominator.value")
    required_multiple = serializers.DecimalField(max_digits=20, decimal_places=8, source="required.value")
    required_from = serializers.CharField(source="required.source.value")
    stale_deals = serializers.SerializerMethodField()

    def get_stale_deals(self, pipeline: Pipeline) -> list[str]:
        return [str(deal.id) for deal in pipeline.open.stale]


class DiagnosticsSerializer(serializers.Serializer[DealDiagnostics]):
    """Deals won and lost in twelve months. What the partner brought and what it helped with are never one sum."""

    won = serializers.IntegerField()
    lost = serializers.IntegerField()
    win_rate = RatioSerializer()
    win_rate_by_count = RatioSerializer()
    median_cycle_days = serializers.DecimalField(max_digits=8, decimal_places=1, allow_null=True, source="cycle_days")
    partner_sourced = serializers.DecimalField(**MONEY, source="sourced")
    partner_influenced = serializers.DecimalField(**MONEY, source="influenced")
    lost_reasons = serializers.SerializerMethodField()

    def get_lost_reasons(self, found: DealDiagnostics) -> list[dict[str, Any]]:
        return [
            {"reason": each.reason, "count": each.count, "amount": f"{each.amount:.6f}"} for each in found.lost_reasons
        ]


class TierRequirementSerializer(serializers.Serializer[Any]):
    """One requirement of the partner's tier."""

    name = serializers.CharField(source="label")
    asked = serializers.IntegerField(source="required")
    held = serializers.IntegerField()
    expiring = serializers.IntegerField()


class TrainingSerializer(serializers.Serializer[Training]):
    """Valid certificates; `expiring` within 90 days."""

    held = serializers.IntegerField()
    expiring = serializers.IntegerField()
    requirements = TierRequirementSerializer(many=True)


class TasksSerializer(serializers.Serializer[RequiredTasks]):
    """Required tasks of the fiscal year to date."""

    due = serializers.IntegerField()
    on_time = serializers.IntegerField()
    late = serializers.SerializerMethodField()
    overdue = serializers.SerializerMethodField()

    def get_late(self, tasks: RequiredTasks) -> int:
        return len(tasks.late)

    def get_overdue(self, tasks: RequiredTasks) -> int:
        return len(tasks.overdue)


class YearSerializer(serializers.Serializer[YearColumn]):
    """What was booked in a fiscal year, by quarter and month; null for what has not begun."""

    name = serializers.CharField(source="period.label")
    total = serializers.DecimalField(**MONEY)
    quarters = serializers.ListField(child=serializers.DecimalField(**MONEY, allow_null=True))
    months = serializers.ListField(child=serializers.DecimalField(**MONEY, allow_null=True))


class ScorecardSerializer(serializers.Serializer[Scorecard]):
    """The performance scorecard of a partner as of a day. Partners see no margin, probability or lost reason."""

    as_of_date = serializers.DateField(source="as_of")
    overall = OverallSerializer()
    metrics = MetricLineSerializer(many=True, source="lines")
    year = PeriodSerializer(source="performance.year")
    quarters = PeriodSerializer(many=True, source="performance.quarters")
    months = PeriodSerializer(many=True, source="performance.months")
    years = YearSerializer(many=True)
    average_order = AverageOrderSerializer(source="performance.average_order")
    rhythm = RhythmSerializer(source="performance.rhythm")
    booked_12_months = serializers.DecimalField(**MONEY, source="performance.booked_12_months")
    margin = RatioSerializer(source="performance.margin")
    pipeline = PipelineSerializer(source="measures.pipeline")
    deals = DiagnosticsSerializer(source="diagnostics", allow_null=True)
    training = TrainingSerializer(source="measures.training")
    tasks = TasksSerializer(source="measures.tasks")

    def to_representation(self, instance: Scorecard) -> dict[str, Any]:
        shown = super().to_representation(instance)
        if self.context["member"].role_enum.is_partner:
            _hide_judgement(shown)
        return shown


def _hide_judgement(shown: dict[str, Any]) -> None:
    """Take out what is the vendor's own business: margin, probabilities, and why it believes to have lost deals."""
    del shown["margin"]
    for name in ("weighted_amount", "expected"):
        del shown["pipeline"][name]
    if shown["deals"]:
        del shown["deals"]["lost_reasons"]
