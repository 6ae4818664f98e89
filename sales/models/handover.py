"""Leads that the vendor passed to a partner, and what the partner answered."""

from django.db import models
from django.db.models import Q

from partners.models import Partner
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from sales.enums import Handover
from sales.models.lead import Lead


class LeadHandover(TenantModel):
    """A lead was passed to its partner, who accepts or declines it by the end of `due_date`.

    The latest one says with whom the lead is. `reason` is why it was declined or taken back.
    """

    lead = TenantForeignKey(Lead, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    state = models.CharField(
        max_length=10, choices=[(each.value, each.label) for each in Handover], default=Handover.WAITING
    )
    passed_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)
    passed_at = models.DateTimeField()
    due_date = models.DateField("answer by")
    answered_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("sales_leadhandover"),
            tenant_fk("sales_leadhandover", "lead", on_delete="CASCADE"),
            tenant_fk("sales_leadhandover", "partner"),
            tenant_fk("sales_leadhandover", "passed_by"),
            tenant_fk("sales_leadhandover", "answered_by"),
            models.UniqueConstraint(
                fields=["tenant", "lead"], condition=Q(state="waiting"), name="sales_leadhandover_one_waits"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "lead", "passed_at"], name="sales_leadhandover_lead"),
            models.Index(fields=["tenant", "state", "due_date"], name="sales_leadhandover_due"),
        ]

    @property
    def state_enum(self) -> Handover:
        return Handover(self.state)
