"""Targets of partners and quotas of CAMs."""

from django.db import models

from partners.models import Partner
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
