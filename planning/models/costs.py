"""What the partner's business costs: the partner's own affair, walled from the vendor by the plan's `cost_sharing`."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from partners.models import Partner
from planning.enums import CostKind, Frequency, Work
from planning.models.plan import BusinessPlan
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel

_ZERO = Decimal(0)
_MONTH = [MinValueValidator(1), MaxValueValidator(36)]
_PERCENT = [MinValueValidator(_ZERO), MaxValueValidator(Decimal(100))]
_AMOUNT = [MinValueValidator(_ZERO)]


class PlanPerson(TenantModel):
    """People of one role, their loaded cost and what they can do. `ramp_percents` are their first months' output."""

    plan = TenantForeignKey(BusinessPlan, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField("role", max_length=120)
    work = models.CharField(max_length=8, choices=[(e.value, e.label) for e in Work], default=Work.SALES)
    heads = models.DecimalField(max_digits=8, decimal_places=2, default=Decimal(1), validators=_AMOUNT)
    start_month = models.PositiveSmallIntegerField("from month", default=1, validators=_MONTH)
    end_month = models.PositiveSmallIntegerField("to month", null=True, blank=True, validators=_MONTH)
    monthly_cost = models.DecimalField(
        "loaded cost a month", max_digits=16, decimal_places=4, default=_ZERO, validators=_AMOUNT
    )
    training_cost = models.DecimalField(
        "training a head", max_digits=16, decimal_places=4, default=_ZERO, validators=_AMOUNT
    )
    ramp_percents = ArrayField(models.DecimalField(max_digits=6, decimal_places=2), default=list, blank=True)
    quota_units = models.DecimalField(
        "new units a month, when up to speed", max_digits=14, decimal_places=4, default=_ZERO, validators=_AMOUNT
    )
    hours = models.DecimalField(
        "hours a month", max_digits=8, decimal_places=2, default=Decimal(160), validators=_AMOUNT
    )
    utilisation_percent = models.DecimalField(
        "hours for customers, %", max_digits=6, decimal_places=2, default=Decimal(70), validators=_PERCENT
    )

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_planperson"),
            tenant_fk("planning_planperson", "plan", on_delete="CASCADE"),
            tenant_fk("planning_planperson", "partner", on_delete="CASCADE"),
        ]
        indexes = [models.Index(fields=["tenant", "plan", "position"], name="planning_planperson_plan")]

    def __str__(self) -> str:
        return self.name


class PlanCost(TenantModel):
    """A cost of the partner; `funded_percent` of it the vendor bears with market development funds."""

    plan = TenantForeignKey(BusinessPlan, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=9, choices=[(e.value, e.label) for e in CostKind], default=CostKind.OVERHEAD)
    amount = models.DecimalField(max_digits=16, decimal_places=4, default=_ZERO, validators=_AMOUNT)
    frequency = models.CharField(
        max_length=7, choices=[(e.value, e.label) for e in Frequency], default=Frequency.MONTHLY
    )
    start_month = models.PositiveSmallIntegerField("from month", default=1, validators=_MONTH)
    end_month = models.PositiveSmallIntegerField("to month", null=True, blank=True, validators=_MONTH)
    funded_percent = models.DecimalField(
        "paid by the vendor, %", max_digits=6, decimal_places=2, default=_ZERO, validators=_PERCENT
    )

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_plancost"),
            tenant_fk("planning_plancost", "plan", on_delete="CASCADE"),
            tenant_fk("planning_plancost", "partner", on_delete="CASCADE"),
        ]
        indexes = [models.Index(fields=["tenant", "plan", "position"], name="planning_plancost_plan")]

    def __str__(self) -> str:
        return self.name


class PlanMoney(TenantModel):
    """How the partner's money comes and goes: one row a plan, made with it."""

    plan = TenantForeignKey(BusinessPlan, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    investment = models.DecimalField(
        "spent before the first month", max_digits=16, decimal_places=4, default=_ZERO, validators=_AMOUNT
    )
    customer_days = models.PositiveSmallIntegerField(
        "days until customers pay", default=0, validators=[MaxValueValidator(360)]
    )
    supplier_days = models.PositiveSmallIntegerField(
        "days until you pay the vendor", default=0, validators=[MaxValueValidator(360)]
    )
    discount_percent = models.DecimalField(
        "discount rate a year, %", max_digits=6, decimal_places=2, default=Decimal(12), validators=_PERCENT
    )

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_planmoney"),
            tenant_fk("planning_planmoney", "plan", on_delete="CASCADE"),
            tenant_fk("planning_planmoney", "partner", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "plan"], name="planning_planmoney_one"),
        ]
