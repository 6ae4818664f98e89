"""The partner account."""

from django.db import models

from partners.enums import LifeStage
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class Partner(TenantModel):
    """A company that sells for the vendor. `external_id` is its number in the vendor's own systems.

    `type` and `tier` are the vendor's words. No logic hangs on the type: the business mix says what a partner does.
    """

    name = models.CharField(max_length=200)
    external_id = models.CharField("account number", max_length=100, blank=True)
    parent = TenantForeignKey("self", models.DO_NOTHING, null=True, blank=True)
    type = models.CharField(max_length=100, blank=True)
    tier = models.CharField(max_length=50, blank=True)
    region = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=100, blank=True)
    city = models.CharField(max_length=100, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=50, blank=True)
    website = models.URLField(max_length=300, blank=True)
    verticals = models.CharField("industry verticals", max_length=300, blank=True)
    employees = models.PositiveIntegerField(null=True, blank=True)
    annual_revenue = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    life_stage = models.CharField(
        max_length=20, choices=[(stage.value, stage.label) for stage in LifeStage], default=LifeStage.RECRUITED
    )
    joined_date = models.DateField("partner since", null=True, blank=True)
    custom = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("partners_partner"),
            tenant_fk("partners_partner", "parent"),
            models.UniqueConstraint(
                fields=["tenant", "external_id"],
                condition=~models.Q(external_id=""),
                name="partners_partner_external_id",
                violation_error_message="Another partner has this account number.",
            ),
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="partners_partner_not_own_parent"),
        ]
        indexes = [models.Index(fields=["tenant", "name", "id"], name="partners_partner_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def stage(self) -> LifeStage:
        return LifeStage(self.life_stage)
