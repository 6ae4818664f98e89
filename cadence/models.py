"""Alerts about partners that went quiet."""

from django.db import models

from cadence.enums import STANDING, AlertState
from partners.models import Partner
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class QuietAlert(TenantModel):
    """A partner has not ordered for much longer than its own rhythm.

    The figures of the rule stand beside it: `days_since_order` against `median_gap_days` at `as_of_date`, and
    `revenue_at_risk`, the last 12 months' bookings. A partner has one standing alert at a time.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    state = models.CharField(
        max_length=15, choices=[(state.value, state.label) for state in AlertState], default=AlertState.OPEN
    )
    as_of_date = models.DateField()
    last_order_date = models.DateField()
    days_since_order = models.PositiveIntegerField()
    median_gap_days = models.DecimalField(max_digits=8, decimal_places=1)
    is_strong = models.BooleanField(default=False)
    revenue_at_risk = models.DecimalField(max_digits=22, decimal_places=6)
    snoozed_until_date = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    raised_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("cadence_quietalert"),
            tenant_fk("cadence_quietalert", "partner", on_delete="CASCADE"),
            models.UniqueConstraint(
                fields=["tenant", "partner"],
                condition=models.Q(state__in=[state.value for state in STANDING]),
                name="cadence_quietalert_one_standing",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "state", "-revenue_at_risk"], name="cadence_quietalert_ranked")]

    def __str__(self) -> str:
        return f"No order for {self.days_since_order} days"
