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
    `revenue_at_risk`, which is `booked_12_months` times the risk. `previous_state` is what a person's last change can
    be undone to. A partner has one standing alert at a time.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    state = models.CharField(
        max_length=15, choices=[(state.value, state.label) for state in AlertState], default=AlertState.OPEN
    )
    as_of_date = models.DateField()
    last_order_date = models.DateField()
    days_since_order = models.PositiveIntegerField()
    median_gap_days = models.DecimalField(max_digits=8, decimal_places=1)
    gap_is_own = models.BooleanField(default=True)
    is_strong = models.BooleanField(default=False)
    revenue_at_risk = models.DecimalField(max_digits=22, decimal_places=6)
    booked_12_months = models.DecimalField(max_digits=22, decimal_places=6)
    snoozed_until_date = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    previous_state = models.CharField(
        max_length=15, choices=[(state.value, state.label) for state in AlertState], blank=True
    )
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

    @property
    def state_enum(self) -> AlertState:
        return AlertState(self.state)

    @property
    def is_standing(self) -> bool:
        """True until it is resolved or the loss accepted."""
        return self.state_enum in STANDING
