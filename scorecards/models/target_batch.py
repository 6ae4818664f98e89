"""Targets that were set for many partners in one go."""

from django.db import models

from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class TargetBatch(TenantModel):
    """One saving of the grid: what stood in the year before, to take it back by. Only its own member reaches it.

    `before` and `after` are lists of [partner, first day, last day, amount, quota or "", rule], all text.
    """

    membership = TenantForeignKey(Membership, models.DO_NOTHING)
    year_label = models.CharField(max_length=10)
    start_date = models.DateField()
    end_date = models.DateField()
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    saved_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_targetbatch"),
            tenant_fk("scorecards_targetbatch", "membership", on_delete="CASCADE"),
        ]

    def __str__(self) -> str:
        return f"Targets of {self.year_label}"
