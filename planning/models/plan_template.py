"""What a plan can begin with when there are no bookings to begin with."""

from django.db import models

from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class PlanTemplate(TenantModel):
    """A template of the tenant's own, or what the tenant made of one that comes with Tandem.

    `key` names the one that came with Tandem, whose content then counts; empty for an own one. `content` is checked
    by `planning.calculations.agreement.content` when it is written and when it is read.
    """

    key = models.CharField(max_length=40, blank=True, editable=False)
    name = models.CharField(max_length=120)
    description = models.CharField("what it is for", max_length=300, blank=True)
    content = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField("offered for new plans", default=True)
    created_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True)
    created_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_plantemplate"),
            tenant_fk("planning_plantemplate", "created_by"),
            models.UniqueConstraint(
                fields=["tenant", "key"], condition=~models.Q(key=""), name="planning_plantemplate_of_tandem"
            ),
        ]

    def __str__(self) -> str:
        return self.name
