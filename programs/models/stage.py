"""How a partner came to its life stage."""

from django.db import models

from partners.enums import LifeStage
from partners.models import Partner
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel

_STAGES = [(stage.value, stage.label) for stage in LifeStage]


class StageChange(TenantModel):
    """Somebody confirmed a life stage, or the stage that was there before was noted.

    `suggested_stage` and `reasons` are what the rules said then. `note` is why somebody chose another; `by` is empty
    for a stage that was there before.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    from_stage = models.CharField(max_length=20, choices=_STAGES, blank=True)
    to_stage = models.CharField(max_length=20, choices=_STAGES)
    suggested_stage = models.CharField(max_length=20, choices=_STAGES, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=500, blank=True)
    changed_date = models.DateField()
    changed_at = models.DateTimeField()
    by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("programs_stagechange"),
            tenant_fk("programs_stagechange", "partner", on_delete="CASCADE"),
            tenant_fk("programs_stagechange", "by"),
        ]
        indexes = [models.Index(fields=["tenant", "partner", "-changed_at"], name="programs_stagechange_newest")]

    def __str__(self) -> str:
        return LifeStage(self.to_stage).label
