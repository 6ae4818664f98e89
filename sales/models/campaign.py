"""What makes people ask: the campaigns that leads and deals name as their source."""

from django.db import models

from partners.models import Partner
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class Campaign(TenantModel):
    """One campaign of a partner, or of the vendor itself where `partner` is empty.

    The vendor's own campaigns are reached by its staff only: CAMs and partners see the leads that came of them, not
    the campaign. `channel` is the way it went out, in the tenant's words, such as "Webinar".
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING, null=True, blank=True)
    external_id = models.CharField("campaign code", max_length=100, blank=True)
    name = models.CharField(max_length=200)
    channel = models.CharField(max_length=60, blank=True)
    start_date = models.DateField("starts")
    end_date = models.DateField("ends", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("sales_campaign"),
            tenant_fk("sales_campaign", "partner"),
            models.UniqueConstraint(
                fields=["tenant", "external_id"],
                condition=~models.Q(external_id=""),
                name="sales_campaign_external_id",
                violation_error_message="Another campaign has this code.",
            ),
            models.CheckConstraint(
                condition=models.Q(end_date=None) | models.Q(end_date__gte=models.F("start_date")),
                name="sales_campaign_days_in_order",
                violation_error_message="A campaign does not end before it starts.",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "partner", "start_date"], name="sales_campaign_partner")]

    def __str__(self) -> str:
        return self.name

    @property
    def name_and_day(self) -> str:
        """Its name with the day on which it starts, for lists in which several have the same name."""
        return f"{self.name}, {self.start_date.day} {self.start_date:%b %Y}"
