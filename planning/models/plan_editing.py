"""What editing a plan leaves beside it: who touched which field, what was removed, and how long it took."""

from django.db import models

from partners.models import Partner
from planning.models.plan import BusinessPlan
from prm.people.models import Membership
from prm.people.stopwatch import ActiveTime
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class PlanTouch(TenantModel):
    """Who changed a field of a plan last, and at which of the plan's revisions. Holds no value: it is not walled.

    `row_id` is the row of the plan, the plan itself for its head; a cell of a series is named `custom_units-7`.
    """

    plan = TenantForeignKey(BusinessPlan, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    row_id = models.UUIDField()
    field = models.CharField(max_length=40)
    revision = models.PositiveIntegerField()
    changed_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True)
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_plantouch"),
            tenant_fk("planning_plantouch", "plan", on_delete="CASCADE"),
            tenant_fk("planning_plantouch", "partner", on_delete="CASCADE"),
            tenant_fk("planning_plantouch", "changed_by"),
            models.UniqueConstraint(fields=["tenant", "plan", "row_id", "field"], name="planning_plantouch_one"),
        ]


class RemovedRow(TenantModel):
    """A row that was taken out of a plan, as it was, so that it can be put back. Its id is the row's own."""

    plan = TenantForeignKey(BusinessPlan, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    kind = models.CharField(max_length=8)
    content = models.JSONField()
    removed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        abstract = True


class RemovedLine(RemovedRow):
    """A product line that was taken out; or, with the kind `units`, fields of lines that were written at once.

    Those are under a key of their own, and hold what stood in the fields, by line, and the revision that wrote them.
    """

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_removedline"),
            tenant_fk("planning_removedline", "plan", on_delete="CASCADE"),
            tenant_fk("planning_removedline", "partner", on_delete="CASCADE"),
        ]


class RemovedCost(RemovedRow):
    """People or a cost that were taken out: the partner's own affair, walled as the costs themselves are."""

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_removedcost"),
            tenant_fk("planning_removedcost", "plan", on_delete="CASCADE"),
            tenant_fk("planning_removedcost", "partner", on_delete="CASCADE"),
        ]


class PlanTime(ActiveTime):
    """How long one person was busy with a plan."""

    plan = TenantForeignKey(BusinessPlan, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_plantime"),
            tenant_fk("planning_plantime", "plan", on_delete="CASCADE"),
            tenant_fk("planning_plantime", "partner", on_delete="CASCADE"),
            tenant_fk("planning_plantime", "membership"),
            models.UniqueConstraint(fields=["tenant", "plan", "membership"], name="planning_plantime_one"),
        ]
