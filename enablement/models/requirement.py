"""Which certificates a tier asks for."""

from django.core.validators import MinValueValidator
from django.db import models

from enablement.models.certificate import Certification
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class CertificateRequirement(TenantModel):
    """`count` people of a partner in `tier` hold the certification, or any of the family, or any at all.

    An empty tier means every partner, whatever its tier.
    """

    label = models.CharField(max_length=200)
    tier = models.CharField(max_length=50, blank=True)
    certification = TenantForeignKey(Certification, models.DO_NOTHING, null=True, blank=True)
    family = models.CharField(max_length=100, blank=True)
    count = models.PositiveSmallIntegerField("how many", default=1, validators=[MinValueValidator(1)])

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("enablement_certificaterequirement"),
            tenant_fk("enablement_certificaterequirement", "certification"),
            models.UniqueConstraint(
                fields=["tenant", "tier", "label"],
                name="enablement_certificaterequirement_label",
                violation_error_message="This tier has a requirement with that name.",
            ),
            models.CheckConstraint(
                condition=models.Q(count__gte=1), name="enablement_certificaterequirement_asks_for_some"
            ),
            models.CheckConstraint(
                condition=models.Q(certification=None) | models.Q(family=""),
                name="enablement_certificaterequirement_one_or_family",
                violation_error_message="Choose a certification or a family, not both.",
            ),
        ]

    def __str__(self) -> str:
        return self.label
