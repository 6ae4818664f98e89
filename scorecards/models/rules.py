"""How a tenant has its scorecards worked out."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models

from partners.models import Partner
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from scorecards.calculations.pipeline import DEFAULT_MULTIPLE
from scorecards.enums import Denominator


class ScorecardSettings(TenantModel):
    """One row a tenant; without it the defaults hold.

    `weights` maps a life stage ("" for every other) to weights by metric key, `thresholds` a metric key to where it
    turns green and yellow; numbers in both are text. `deal_size_target` is that of partners without their own.
    """

    denominator = models.CharField(
        "pipeline is compared with",
        max_length=10,
        choices=[(each.value, each.label) for each in Denominator],
        default=Denominator.REMAINING,
    )
    required_multiple = models.DecimalField(
        max_digits=6, decimal_places=2, default=DEFAULT_MULTIPLE, validators=[MinValueValidator(Decimal("0.01"))]
    )
    deal_size_target = models.DecimalField(
        "target deal size",
        max_digits=20,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.0001"))],
    )
    weights = models.JSONField(default=dict, blank=True)
    thresholds = models.JSONField(default=dict, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_scorecardsettings"),
            models.UniqueConstraint(fields=["tenant"], name="scorecards_scorecardsettings_one"),
            models.CheckConstraint(
                condition=models.Q(required_multiple__gt=0), name="scorecards_scorecardsettings_multiple_above_zero"
            ),
        ]

    def __str__(self) -> str:
        return "Scorecard settings"


class DealSizeTarget(TenantModel):
    """How large a partner's deals should be on average, where that is not the tenant's own figure."""

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    amount = models.DecimalField(max_digits=20, decimal_places=4, validators=[MinValueValidator(Decimal("0.0001"))])

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_dealsizetarget"),
            tenant_fk("scorecards_dealsizetarget", "partner", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "partner"], name="scorecards_dealsizetarget_one"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="scorecards_dealsizetarget_above_zero"),
        ]

    def __str__(self) -> str:
        return str(self.amount)


class DealCohort(TenantModel):
    """What all partners' deals say together, for whoever sees only some of them: one row a tenant.

    Written by `refresh_cohort`. The row is there as soon as any deal is. `win_rate` is what the last frozen quarter
    tells of all partners' (docs/calculations/peers.md), empty where it tells nothing.
    """

    win_rate = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    refreshed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_dealcohort"),
            models.UniqueConstraint(fields=["tenant"], name="scorecards_dealcohort_one"),
        ]
