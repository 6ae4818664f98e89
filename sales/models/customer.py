"""Those whom partners sell to."""

from django.db import models

from prm.tenancy.constraints import tenant_key
from prm.tenancy.models import TenantModel


class Customer(TenantModel):
    """A company that buys. It belongs to no partner: several may work with it, and each sees it through its own deals.

    `normalized_name` is the name as `sales.calculations.customers.normalized_name` folds it, for telling that two
    spellings are one company; it is not unique, because two companies may share a name. `domain` is the host of the
    company's website without `www.`.
    """

    name = models.CharField(max_length=200)
    normalized_name = models.CharField(max_length=200, editable=False)
    domain = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=100, blank=True)
    city = models.CharField(max_length=100, blank=True)
    external_id = models.CharField("customer number", max_length=100, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("sales_customer"),
            models.UniqueConstraint(
                fields=["tenant", "external_id"],
                condition=~models.Q(external_id=""),
                name="sales_customer_external_id",
                violation_error_message="Another customer has this number.",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "normalized_name"], name="sales_customer_by_name"),
            models.Index(fields=["tenant", "domain"], name="sales_customer_by_domain"),
        ]

    def __str__(self) -> str:
        return self.name
