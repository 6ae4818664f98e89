"""What a plan sells: product lines and sales plays, with their services."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from partners.models import Partner
from planning.enums import ChurnPeriod, Costing, EntryMode, Pricing, Selling
from planning.models.plan import BusinessPlan
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel

_ZERO = Decimal(0)
_MONTH = [MinValueValidator(1), MaxValueValidator(36)]
_PERCENT = [MinValueValidator(_ZERO), MaxValueValidator(Decimal(100))]
_AMOUNT = [MinValueValidator(_ZERO)]


class PlanLine(TenantModel):
    """A product or sales play of a plan. Which of the entry fields count is for `entry` to say; the others are kept.

    `family` is the product family whose bookings are its actuals; empty for what has none. `base_units` are last
    year's twelve months, in the order of the plan's months. Prices are per unit: once, or a month. A project is sold
    with new units, a managed service with all units in use, each month.
    """

    plan = TenantForeignKey(BusinessPlan, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    family = models.CharField("product family", max_length=100, blank=True)
    selling = models.CharField(max_length=6, choices=[(e.value, e.label) for e in Selling], default=Selling.RESALE)
    pricing = models.CharField(max_length=9, choices=[(e.value, e.label) for e in Pricing], default=Pricing.ONE_TIME)
    entry = models.CharField(max_length=6, choices=[(e.value, e.label) for e in EntryMode], default=EntryMode.SAMPLE)
    base_units = ArrayField(models.DecimalField(max_digits=14, decimal_places=4), size=12, default=list, blank=True)
    growth_percent = models.DecimalField(
        "growth a year, %", max_digits=6, decimal_places=2, default=_ZERO, validators=[MinValueValidator(Decimal(-100))]
    )
    first_month = models.PositiveSmallIntegerField("first month with sales", default=1, validators=_MONTH)
    start_units = models.DecimalField(
        "new units at first", max_digits=14, decimal_places=4, default=Decimal(1), validators=_AMOUNT
    )
    step_units = models.DecimalField("more each month", max_digits=14, decimal_places=4, default=_ZERO)
    most_units = models.DecimalField(
        "never more than", max_digits=14, decimal_places=4, null=True, blank=True, validators=_AMOUNT
    )
    custom_units = ArrayField(models.DecimalField(max_digits=14, decimal_places=4), size=36, default=list, blank=True)
    opening_units = models.DecimalField(
        "units already in use", max_digits=14, decimal_places=4, default=_ZERO, validators=_AMOUNT
    )
    price = models.DecimalField(max_digits=16, decimal_places=4, default=_ZERO, validators=_AMOUNT)
    margin_percent = models.DecimalField(
        "margin or fee, %",
        max_digits=6,
        decimal_places=2,
        default=_ZERO,
        validators=[MinValueValidator(Decimal(-100)), MaxValueValidator(Decimal(100))],
    )
    churn_percent = models.DecimalField(
        "customers who leave, %", max_digits=6, decimal_places=2, default=_ZERO, validators=_PERCENT
    )
    churn_period = models.CharField(
        max_length=5, choices=[(e.value, e.label) for e in ChurnPeriod], default=ChurnPeriod.YEAR
    )
    project_attach_percent = models.DecimalField(
        "sales with a project, %", max_digits=6, decimal_places=2, default=_ZERO, validators=_PERCENT
    )
    project_fee = models.DecimalField(
        "fee of a project", max_digits=16, decimal_places=4, default=_ZERO, validators=_AMOUNT
    )
    project_costing = models.CharField(
        max_length=6, choices=[(e.value, e.label) for e in Costing], default=Costing.MARGIN
    )
    project_margin_percent = models.DecimalField(
        "margin of projects, %", max_digits=6, decimal_places=2, default=_ZERO, validators=[MaxValueValidator(100)]
    )
    project_hours = models.DecimalField(
        "hours of a project", max_digits=10, decimal_places=2, default=_ZERO, validators=_AMOUNT
    )
    project_rate = models.DecimalField(
        "cost of an hour", max_digits=14, decimal_places=4, default=_ZERO, validators=_AMOUNT
    )
    managed_attach_percent = models.DecimalField(
        "units with a managed service, %", max_digits=6, decimal_places=2, default=_ZERO, validators=_PERCENT
    )
    managed_fee = models.DecimalField(
        "fee a unit and month", max_digits=16, decimal_places=4, default=_ZERO, validators=_AMOUNT
    )
    managed_costing = models.CharField(
        max_length=6, choices=[(e.value, e.label) for e in Costing], default=Costing.MARGIN
    )
    managed_margin_percent = models.DecimalField(
        "margin of managed services, %",
        max_digits=6,
        decimal_places=2,
        default=_ZERO,
        validators=[MaxValueValidator(100)],
    )
    managed_hours = models.DecimalField(
        "hours a unit and month", max_digits=10, decimal_places=2, default=_ZERO, validators=_AMOUNT
    )
    managed_rate = models.DecimalField(
        "cost of an hour", max_digits=14, decimal_places=4, default=_ZERO, validators=_AMOUNT
    )

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_planline"),
            tenant_fk("planning_planline", "plan", on_delete="CASCADE"),
            tenant_fk("planning_planline", "partner", on_delete="CASCADE"),
            models.CheckConstraint(
                condition=models.Q(first_month__range=(1, 36)), name="planning_planline_month_of_the_plan"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "plan", "position"], name="planning_planline_plan")]

    def __str__(self) -> str:
        return self.name
