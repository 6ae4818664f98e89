"""Metrics that people enter by hand, and what they entered."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from partners.models import Partner
from prm.kernel.status import Thresholds
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from scorecards.enums import Direction, MetricUnit


class Metric(TenantModel):
    """A figure that Tandem cannot work out by itself, in the tenant's words.

    `target` is what counts as all of it, unless a value names its own; without any a value is shown and judged by
    nobody. `weight` is its part in the overall beside the built-in metrics' 100, at every life stage. `version` goes up
    when unit or direction change, for values of before then mean something else.
    """

    key = models.SlugField(max_length=60, editable=False)
    name = models.CharField(max_length=80)
    words = models.CharField("what it says", max_length=300, blank=True)
    source = models.CharField("where the figure comes from", max_length=200, blank=True)
    unit = models.CharField(
        max_length=10, choices=[(each.value, each.label) for each in MetricUnit], default=MetricUnit.NUMBER
    )
    direction = models.CharField(
        max_length=10, choices=[(each.value, each.label) for each in Direction], default=Direction.HIGHER
    )
    target = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(Decimal("0.0001"))]
    )
    green_from_percent = models.PositiveSmallIntegerField("green from, %", default=95)
    yellow_from_percent = models.PositiveSmallIntegerField("yellow from, %", default=80)
    weight = models.DecimalField(
        max_digits=5, decimal_places=1, default=0, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    is_active = models.BooleanField(default=True, editable=False)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_metric"),
            models.UniqueConstraint(
                fields=["tenant", "key"],
                name="scorecards_metric_one_key",
                violation_error_message="There is a metric with this name.",
            ),
            models.CheckConstraint(
                condition=models.Q(yellow_from_percent__lte=models.F("green_from_percent")),
                name="scorecards_metric_thresholds_in_order",
                violation_error_message="Yellow must start at or below green.",
            ),
            models.CheckConstraint(
                condition=models.Q(weight__range=(0, 100)),
                name="scorecards_metric_weight",
                violation_error_message="A weight lies between 0 and 100.",
            ),
            models.CheckConstraint(
                condition=models.Q(target=None) | models.Q(target__gt=0),
                name="scorecards_metric_target_above_zero",
                violation_error_message="A target is above zero. Leave it empty if there is none.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def thresholds(self) -> Thresholds:
        return Thresholds(Decimal(self.green_from_percent), Decimal(self.yellow_from_percent))


class MetricValue(TenantModel):
    """A partner's value of a metric for a run of days, both included. `target` is None where the metric's own holds."""

    metric = TenantForeignKey(Metric, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    start_date = models.DateField("first day")
    end_date = models.DateField("last day")
    value = models.DecimalField(max_digits=20, decimal_places=4)
    target = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    entered_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_metricvalue"),
            tenant_fk("scorecards_metricvalue", "metric", on_delete="CASCADE"),
            tenant_fk("scorecards_metricvalue", "partner", on_delete="CASCADE"),
            tenant_fk("scorecards_metricvalue", "entered_by"),
            models.UniqueConstraint(
                fields=["tenant", "metric", "partner", "start_date", "end_date"], name="scorecards_metricvalue_window"
            ),
            models.CheckConstraint(
                condition=models.Q(end_date__gte=models.F("start_date")),
                name="scorecards_metricvalue_ends_after_start",
                violation_error_message="The last day must not be before the first.",
            ),
            models.CheckConstraint(
                condition=models.Q(target=None) | models.Q(target__gt=0),
                name="scorecards_metricvalue_target_above_zero",
                violation_error_message="A target is above zero. Leave it empty if there is none.",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "partner", "start_date"], name="scorecards_metricvalue_partner")]

    def __str__(self) -> str:
        return f"{self.start_date} to {self.end_date}"
