"""What the vendor and a partner promised each other."""

from datetime import date

from django.db import models

from partners.calculations.actions import DueGroup, due_group
from partners.enums import ActionSide, ActionSource, ActionStatus
from partners.models.partner import Partner
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel

DONE = models.Q(status=ActionStatus.DONE)


class Action(TenantModel):
    """One promise: who owes it (`side`), who sees to it (`owner`), and by when.

    Every part of the product that ends in something to do writes its promises here; `source` and `source_id` say
    which part, and which of its rows. Partners never reach those that are internal.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    title = models.CharField(max_length=300)
    detail = models.CharField(max_length=2000, blank=True)
    side = models.CharField("who owes it", max_length=10, choices=[(side.value, side.label) for side in ActionSide])
    owner = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)
    due_date = models.DateField("due", null=True, blank=True)
    status = models.CharField(
        max_length=20, choices=[(status.value, status.label) for status in ActionStatus], default=ActionStatus.OPEN
    )
    resources = models.CharField("what it takes", max_length=1000, blank=True)
    source = models.CharField(
        max_length=20, choices=[(source.value, source.label) for source in ActionSource], default=ActionSource.MANUAL
    )
    source_id = models.UUIDField(null=True, blank=True)
    is_internal = models.BooleanField("the partner does not see it", default=False)
    done_date = models.DateField("done on", null=True, blank=True)
    dropped_reason = models.CharField("why it was dropped", max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("partners_action"),
            tenant_fk("partners_action", "partner", on_delete="CASCADE"),
            tenant_fk("partners_action", "owner"),
            tenant_fk("partners_action", "created_by"),
            models.CheckConstraint(
                condition=(DONE & models.Q(done_date__isnull=False)) | (~DONE & models.Q(done_date=None)),
                name="partners_action_done_on_a_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(is_internal=True, side=ActionSide.PARTNER),
                name="partners_action_owed_is_seen",
                violation_error_message="The partner must see what it owes.",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "partner", "status", "due_date"], name="partners_action_partner"),
            models.Index(fields=["tenant", "status", "due_date"], name="partners_action_due"),
            models.Index(
                fields=["tenant", "source_id"],
                condition=models.Q(source_id__isnull=False),
                name="partners_action_source",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def status_enum(self) -> ActionStatus:
        return ActionStatus(self.status)

    @property
    def side_enum(self) -> ActionSide:
        return ActionSide(self.side)

    @property
    def source_enum(self) -> ActionSource:
        return ActionSource(self.source)

    def due_group(self, today: date) -> DueGroup:
        """Where it stands on that day's list."""
        return due_group(self.status_enum, self.due_date, today=today)
