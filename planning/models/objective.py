"""What both sides want to reach in the fiscal year of a plan, quarter by quarter."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from partners.models import Partner
from planning.calculations.plans.objective_kinds import Measure
from planning.models.plan import BusinessPlan
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from sales.models import Customer

QUARTERS = (1, 2, 3, 4)


class PlanObjective(TenantModel):
    """Something that the partner is to reach in the fiscal year of a plan; locked with the plan.

    `family`, `country` and `customer` narrow what is counted, as far as the measure's records tell them. `weight`
    says how much it counts among the plan's objectives. `is_partner_owned`: the partner set it, and only the partner
    changes it; the others are the vendor's.
    """

    plan = TenantForeignKey(BusinessPlan, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    measure = models.CharField(max_length=13, choices=[(each.value, each.label) for each in Measure])
    weight = models.DecimalField(
        max_digits=6,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1000))],
    )
    family = models.CharField("product family", max_length=100, blank=True)
    country = models.CharField(max_length=100, blank=True)
    customer = TenantForeignKey(Customer, models.DO_NOTHING, null=True, blank=True)
    is_partner_owned = models.BooleanField(default=False, editable=False)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_planobjective"),
            tenant_fk("planning_planobjective", "plan", on_delete="CASCADE"),
            tenant_fk("planning_planobjective", "partner", on_delete="CASCADE"),
            tenant_fk("planning_planobjective", "customer"),
            models.UniqueConstraint(
                fields=["tenant", "plan", "name"],
                name="planning_planobjective_name",
                violation_error_message="Another objective of this plan has this name.",
            ),
            models.CheckConstraint(condition=models.Q(weight__gte=0), name="planning_planobjective_weight"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def measure_enum(self) -> Measure:
        return Measure(self.measure)


class ObjectiveTarget(TenantModel):
    """What is to be reached in a quarter of the plan's fiscal year. `actual_entered` is for what is counted by hand.

    The target is locked with the plan; what came of it can be entered at any time.
    """

    objective = TenantForeignKey(PlanObjective, models.DO_NOTHING)
    plan = TenantForeignKey(BusinessPlan, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    quarter = models.PositiveSmallIntegerField()
    target = models.DecimalField(max_digits=20, decimal_places=2, validators=[MinValueValidator(Decimal(0))])
    actual_entered = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    entered_by_name = models.CharField(max_length=150, blank=True)
    entered_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_objectivetarget"),
            tenant_fk("planning_objectivetarget", "objective", on_delete="CASCADE"),
            tenant_fk("planning_objectivetarget", "plan", on_delete="CASCADE"),
            tenant_fk("planning_objectivetarget", "partner", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "objective", "quarter"], name="planning_objectivetarget_quarter"),
            models.CheckConstraint(
                condition=models.Q(quarter__range=(1, 4), target__gte=0), name="planning_objectivetarget_in_range"
            ),
        ]
