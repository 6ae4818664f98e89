"""What was removed beside business plans, as it was, so that it can be put back."""

from django.db import models

from partners.models import Partner
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class RemovedWork(TenantModel):
    """A revenue goal, a segment of one or a rebate study that was removed. Its id is that of the row.

    `content` are the row and what went with it, as `planning.operations.removed` writes and reads it.
    """

    kind = models.CharField(max_length=20)
    content = models.JSONField()
    removed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [tenant_key("planning_removedwork")]


class RemovedPart(TenantModel):
    """A goal or a tactic that was taken out of a marketing plan. Its id is that of the row."""

    plan = TenantForeignKey("planning.MarketingPlan", models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    kind = models.CharField(max_length=20)
    content = models.JSONField()
    removed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_removedpart"),
            tenant_fk("planning_removedpart", "plan", on_delete="CASCADE"),
            tenant_fk("planning_removedpart", "partner", on_delete="CASCADE"),
        ]
