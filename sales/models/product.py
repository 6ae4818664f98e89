"""What the vendor sells."""

from django.db import models

from prm.tenancy.constraints import tenant_key
from prm.tenancy.models import TenantModel


class Product(TenantModel):
    """Something the vendor sells."""

    external_id = models.CharField("product number", max_length=100)
    name = models.CharField(max_length=200)
    family = models.CharField(max_length=100, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("sales_product"),
            models.UniqueConstraint(fields=["tenant", "external_id"], name="sales_product_external_id"),
        ]

    def __str__(self) -> str:
        return self.name
