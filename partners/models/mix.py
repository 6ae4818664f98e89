"""What a partner's revenue is made of, asked instead of guessed from its label."""

from decimal import Decimal

from django.db import models

from partners.models.partner import Partner
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class BusinessMix(TenantModel):
    """Shares of a partner's revenue in percent, as told on a day. Answers are kept, so that the shift can be seen."""

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    answered_date = models.DateField()
    product_percent = models.DecimalField(max_digits=5, decimal_places=2)
    professional_percent = models.DecimalField("professional services percent", max_digits=5, decimal_places=2)
    managed_percent = models.DecimalField("managed services percent", max_digits=5, decimal_places=2)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("partners_businessmix"),
            tenant_fk("partners_businessmix", "partner", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "partner", "answered_date"], name="partners_businessmix_day"),
            models.CheckConstraint(
                condition=models.Q(product_percent__gte=0, professional_percent__gte=0, managed_percent__gte=0),
                name="partners_businessmix_no_negative_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_percent} / {self.professional_percent} / {self.managed_percent}"

    @property
    def services_percent(self) -> Decimal:
        return self.professional_percent + self.managed_percent
