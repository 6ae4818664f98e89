"""Studies of what a rebate brought back."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from partners.models import Partner
from planning.calculations.rebates.groups import ControlBy, ParticipantsBy
from planning.calculations.rebates.periods import Comparison
from prm.kernel.fiscal import Period
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class RebateStudy(TenantModel):
    """A rebate, the days it was for, whom it was for, and with whom they are compared.

    `rebates` is what was paid in the tenant's currency. `margin_percent` is the vendor's gross margin; empty takes it
    from the participants' bookings. Figures are worked out from bookings each time the study is read.
    """

    name = models.CharField(max_length=100)
    start_date = models.DateField("first day")
    end_date = models.DateField("last day")
    comparison = models.CharField(
        "compare with",
        max_length=20,
        choices=[(each.value, each.label) for each in Comparison],
        default=Comparison.LAST_YEAR,
    )
    rebates = models.DecimalField(
        "rebates paid", max_digits=20, decimal_places=4, validators=[MinValueValidator(Decimal(0), "Enter 0 or more.")]
    )
    margin_percent = models.DecimalField(
        "gross margin, %",
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[
            MinValueValidator(Decimal(-100), "Enter −100 or more."),
            MaxValueValidator(Decimal(100), "Enter 100 at most."),
        ],
    )
    participants_by = models.CharField(
        "who had the rebate", max_length=10, choices=[(each.value, each.label) for each in ParticipantsBy]
    )
    participants_value = models.CharField(max_length=100, blank=True)
    control_by = models.CharField(
        "control group",
        max_length=10,
        choices=[(each.value, each.label) for each in ControlBy],
        default=ControlBy.OTHERS,
    )
    control_value = models.CharField(max_length=100, blank=True)
    note = models.CharField("what else changed", max_length=500, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=150, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_rebatestudy"),
            models.UniqueConstraint(
                fields=["tenant", "name"],
                name="planning_rebatestudy_name",
                violation_error_message="Another study has this name.",
            ),
            models.CheckConstraint(
                condition=models.Q(end_date__gte=models.F("start_date")),
                name="planning_rebatestudy_days_in_order",
                violation_error_message="The last day is before the first.",
            ),
            models.CheckConstraint(condition=models.Q(rebates__gte=0), name="planning_rebatestudy_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def period(self) -> Period:
        """The days that the rebate was for."""
        return Period(self.start_date, self.end_date)

    @property
    def comparison_enum(self) -> Comparison:
        return Comparison(self.comparison)

    @property
    def margin(self) -> Decimal | None:
        """The margin as a share; None where it is to be taken from bookings."""
        return None if self.margin_percent is None else self.margin_percent / 100


class RebateParticipant(TenantModel):
    """A partner that is named in a study: one that had the rebate."""

    study = TenantForeignKey(RebateStudy, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_rebateparticipant"),
            tenant_fk("planning_rebateparticipant", "study", on_delete="CASCADE"),
            tenant_fk("planning_rebateparticipant", "partner", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "study", "partner"], name="planning_rebateparticipant_once"),
        ]
