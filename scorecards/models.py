"""Targets, quotas, and where each partner stands."""

from django.db import models

from partners.models import Partner
from prm.kernel.status import TrafficLight
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from scorecards.enums import AllotmentRule


class Quota(TenantModel):
    """What a CAM is to sell from `start_date` to `end_date`, both included. Never added to partners' targets."""

    membership = TenantForeignKey(Membership, models.DO_NOTHING)
    start_date = models.DateField()
    end_date = models.DateField()
    amount = models.DecimalField(max_digits=20, decimal_places=4)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_quota"),
            tenant_fk("scorecards_quota", "membership"),
            models.UniqueConstraint(
                fields=["tenant", "membership", "start_date", "end_date"], name="scorecards_quota_window"
            ),
            models.CheckConstraint(
                condition=models.Q(end_date__gte=models.F("start_date")), name="scorecards_quota_ends_after_start"
            ),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="scorecards_quota_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.start_date} to {self.end_date}"


class Target(TenantModel):
    """What a partner is to sell from `start_date` to `end_date`, both included.

    `quota` and `rule` tell where an allotted target came from; typed and imported ones have neither.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    start_date = models.DateField()
    end_date = models.DateField()
    amount = models.DecimalField(max_digits=20, decimal_places=4)
    quota = TenantForeignKey(Quota, models.DO_NOTHING, null=True, blank=True)
    rule = models.CharField(max_length=20, choices=[(rule.value, rule.label) for rule in AllotmentRule], blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_target"),
            tenant_fk("scorecards_target", "partner", on_delete="CASCADE"),
            tenant_fk("scorecards_target", "quota", on_delete="SET NULL (quota_id)"),
            models.UniqueConstraint(
                fields=["tenant", "partner", "start_date", "end_date"], name="scorecards_target_window"
            ),
            models.CheckConstraint(
                condition=models.Q(end_date__gte=models.F("start_date")),
                name="scorecards_target_ends_after_start",
                violation_error_message="The last day must not be before the first.",
            ),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="scorecards_target_not_negative"),
        ]
        indexes = [models.Index(fields=["tenant", "start_date", "end_date"], name="scorecards_target_by_window")]

    def __str__(self) -> str:
        return f"{self.start_date} to {self.end_date}"


class Standing(TenantModel):
    """Where a partner stands at the tenant's data date: the scorecard's first figures, for lists and roll-ups.

    Written by `refresh_standings` from the calculation that the scorecard page shows, whenever bookings or targets
    change. A partner without bookings and targets has a row too. `attainment` is a quotient (0.89), empty without
    a plan.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING, related_name="standings")
    as_of_date = models.DateField()
    booked_ytd = models.DecimalField(max_digits=22, decimal_places=6)
    prior_ytd = models.DecimalField(max_digits=22, decimal_places=6)
    plan_ytd = models.DecimalField(max_digits=22, decimal_places=6, null=True)
    plan_year = models.DecimalField(max_digits=22, decimal_places=6, null=True)
    attainment = models.DecimalField(max_digits=16, decimal_places=8, null=True)
    light = models.CharField(max_length=10, choices=[(light.value, light.word) for light in TrafficLight])
    booked_12_months = models.DecimalField(max_digits=22, decimal_places=6)
    last_order_date = models.DateField(null=True)
    days_since_order = models.PositiveIntegerField(null=True)
    median_gap_days = models.DecimalField(max_digits=8, decimal_places=1, null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_standing"),
            tenant_fk("scorecards_standing", "partner", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "partner"], name="scorecards_standing_one"),
        ]

    @property
    def traffic_light(self) -> TrafficLight:
        return TrafficLight(self.light)
