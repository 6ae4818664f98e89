"""What is told about peers, once a quarter, and what is behind it."""

from django.db import models

from partners.models import Partner
from prm.kernel.fiscal import FiscalQuarter
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from scorecards.calculations.peers import Cohort, Figures
from scorecards.enums import Rung


class PeerSnapshot(TenantModel):
    """The figures of one fiscal quarter: taken once, never again, whatever is answered later.

    `outcomes` counts cohorts' figures by what became of them (`PeerOutcome`). Partners do not see it.
    """

    fiscal_year = models.PositiveSmallIntegerField()
    fiscal_quarter = models.PositiveSmallIntegerField()
    frozen_at = models.DateTimeField()
    frozen_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)
    outcomes = models.JSONField(default=dict)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_peersnapshot"),
            tenant_fk("scorecards_peersnapshot", "frozen_by"),
            models.UniqueConstraint(
                fields=["tenant", "fiscal_year", "fiscal_quarter"], name="scorecards_peersnapshot_one_a_quarter"
            ),
            models.CheckConstraint(
                condition=models.Q(fiscal_quarter__range=(1, 4)), name="scorecards_peersnapshot_quarter_is_one"
            ),
        ]

    def __str__(self) -> str:
        return self.quarter.label

    @property
    def quarter(self) -> FiscalQuarter:
        """The fiscal quarter at whose end it was taken."""
        return FiscalQuarter(self.fiscal_year, self.fiscal_quarter)


class CohortFields(TenantModel):
    """A metric of a cohort. `metric` is ``capabilities:overall`` and the like."""

    metric = models.CharField(max_length=200)
    rung = models.PositiveSmallIntegerField(choices=[(rung.value, rung.label) for rung in Rung])
    type = models.CharField(max_length=100, blank=True)
    tier = models.CharField(max_length=50, blank=True)
    region = models.CharField(max_length=100, blank=True)

    class Meta(TenantModel.Meta):
        abstract = True

    @property
    def cohort(self) -> Cohort:
        """Whom it is about."""
        return Cohort(Rung(self.rung), self.type, self.tier, self.region)


class PeerStatistic(CohortFields):
    """What everybody of a cohort may know of a metric from a quarter on, until a later row of the cohort.

    Nothing here names, counts exactly or belongs to any one partner.
    """

    snapshot = TenantForeignKey(PeerSnapshot, models.DO_NOTHING)
    fiscal_year = models.PositiveSmallIntegerField()
    fiscal_quarter = models.PositiveSmallIntegerField()
    as_of_date = models.DateField()
    count_band = models.CharField(max_length=20)
    median = models.IntegerField()
    lower_quartile = models.IntegerField(null=True, blank=True)
    upper_quartile = models.IntegerField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_peerstatistic"),
            tenant_fk("scorecards_peerstatistic", "snapshot", on_delete="CASCADE"),
            models.UniqueConstraint(
                fields=["tenant", "metric", "rung", "type", "tier", "region", "fiscal_year", "fiscal_quarter"],
                name="scorecards_peerstatistic_one_a_quarter",
            ),
        ]

    @property
    def quarter(self) -> FiscalQuarter:
        """The fiscal quarter that it is of."""
        return FiscalQuarter(self.fiscal_year, self.fiscal_quarter)

    @property
    def figures(self) -> Figures:
        """What is told, as the calculation has it; the exact count is not kept."""
        return Figures(0, self.median, self.lower_quartile, self.upper_quartile)


class PeerScore(CohortFields):
    """A partner's score that is or was counted in a cohort's table. Staff's own: no partner and no CAM reaches a row.

    In the table from the snapshot `entered` on until `left`, empty while it is in. A deleted partner's scores stay,
    without the partner: figures that were told would else tell of it afterwards.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING, null=True, blank=True)
    value = models.IntegerField()
    weight = models.DecimalField(max_digits=22, decimal_places=6, null=True, blank=True)
    entered = TenantForeignKey(PeerSnapshot, models.DO_NOTHING, related_name="+")
    left = TenantForeignKey(PeerSnapshot, models.DO_NOTHING, null=True, blank=True, related_name="+")
    is_low = models.BooleanField(default=True)
    is_high = models.BooleanField(default=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_peerscore"),
            tenant_fk("scorecards_peerscore", "partner", on_delete="SET NULL (partner_id)"),
            tenant_fk("scorecards_peerscore", "entered", on_delete="CASCADE"),
            tenant_fk("scorecards_peerscore", "left"),
            models.UniqueConstraint(
                fields=["tenant", "partner", "metric", "entered"],
                condition=~models.Q(partner=None),
                name="scorecards_peerscore_once_a_quarter",
            ),
        ]
