"""The business plan of a partner: its head, its scenarios and what it comes to."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from partners.models import Partner
from planning.enums import Case, CostSharing, PlanState
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class BusinessPlan(TenantModel):
    """36 months from `start_month` (the first day of a month), agreed for the fiscal year in which they begin.

    Of a partner and fiscal year one plan is active at most. A change after that is a new plan, its `amends` pointing
    to the one it will replace. `cost_sharing` decides, in the database too, who of the vendor reads what the partner's
    business costs. `revision` counts saved changes to anything in the plan; `currency` is the tenant's at creation.
    `is_vendor_draft`: a first draft of the vendor, which the partner does not see, in the database either, before it
    is shared; costs are the vendor's examples as long, and its version is made sure of when it is shared.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    fiscal_year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    amends = TenantForeignKey("self", models.DO_NOTHING, null=True, blank=True)
    amendment_reason = models.CharField("why it is amended", max_length=300, blank=True)
    title = models.CharField(max_length=200)
    start_note = models.CharField("what it was made of", max_length=400, blank=True, editable=False)
    start_month = models.DateField("first month")
    currency = models.CharField(max_length=3, editable=False)
    state = models.CharField(
        max_length=10, choices=[(each.value, each.label) for each in PlanState], default=PlanState.DRAFT
    )
    is_vendor_draft = models.BooleanField(default=False, editable=False)
    goals = models.TextField("what both sides want", max_length=5000, blank=True)
    strategy = models.TextField("how it is to be reached", max_length=5000, blank=True)
    cost_sharing = models.CharField(
        max_length=10, choices=[(each.value, each.label) for each in CostSharing], default=CostSharing.EXAMPLE
    )
    revision = models.PositiveIntegerField(default=0)
    created_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_reason = models.CharField("why it is closed", max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_businessplan"),
            tenant_fk("planning_businessplan", "partner", on_delete="CASCADE"),
            tenant_fk("planning_businessplan", "amends"),
            tenant_fk("planning_businessplan", "created_by"),
            models.UniqueConstraint(
                fields=["tenant", "partner", "fiscal_year", "version"],
                condition=models.Q(is_vendor_draft=False),
                name="planning_businessplan_version",
            ),
            models.UniqueConstraint(
                fields=["tenant", "partner", "fiscal_year"],
                condition=models.Q(state="active"),
                name="planning_businessplan_one_active",
                violation_error_message="This partner already has an active plan for this fiscal year.",
            ),
            models.CheckConstraint(
                condition=models.Q(start_month__day=1), name="planning_businessplan_starts_on_the_first"
            ),
            models.CheckConstraint(
                condition=models.Q(is_vendor_draft=False)
                | models.Q(state__in=["draft", "closed"], cost_sharing="example"),
                name="planning_businessplan_hidden_only_at_first",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "partner", "-fiscal_year"], name="planning_businessplan_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def state_enum(self) -> PlanState:
        return PlanState(self.state)

    @property
    def sharing(self) -> CostSharing:
        return CostSharing(self.cost_sharing)

    @property
    def is_internal(self) -> bool:
        """Whether the partner's people may know nothing of it, what happens to it included: see `record`."""
        return self.is_vendor_draft


class PlanScenario(TenantModel):
    """A case of a plan: what is different from it, in percent. The base case changes nothing and has no row.

    Percentages are of the plan's own figures (70: seven tenths of it); `margin_points` are added to margins.
    """

    plan = TenantForeignKey(BusinessPlan, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    case = models.CharField(max_length=5, choices=[(each.value, each.label) for each in Case if each != Case.BASE])
    volume_percent = models.DecimalField("sales, % of plan", max_digits=6, decimal_places=2, default=Decimal(100))
    price_percent = models.DecimalField("prices, % of plan", max_digits=6, decimal_places=2, default=Decimal(100))
    margin_points = models.DecimalField("margins, points more or less", max_digits=5, decimal_places=2, default=0)
    churn_percent = models.DecimalField("churn, % of plan", max_digits=6, decimal_places=2, default=Decimal(100))
    services_percent = models.DecimalField("services, % of plan", max_digits=6, decimal_places=2, default=Decimal(100))
    costs_percent = models.DecimalField("costs, % of plan", max_digits=6, decimal_places=2, default=Decimal(100))
    delay_months = models.PositiveSmallIntegerField(
        "months later", default=0, validators=[MinValueValidator(0), MaxValueValidator(24)]
    )

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_planscenario"),
            tenant_fk("planning_planscenario", "plan", on_delete="CASCADE"),
            tenant_fk("planning_planscenario", "partner", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "plan", "case"], name="planning_planscenario_case"),
            models.CheckConstraint(
                condition=models.Q(
                    volume_percent__gte=0,
                    price_percent__gte=0,
                    churn_percent__gte=0,
                    services_percent__gte=0,
                    costs_percent__gte=0,
                ),
                name="planning_planscenario_not_negative",
                violation_error_message="A percentage of the plan is not below zero.",
            ),
        ]


class PlanOutcome(TenantModel):
    """What a case of a plan comes to before the partner's own costs: kept by every save, for lists.

    Unrounded, so that years and margins add up to what the whole comes to before it is rounded; readers round to the
    cent. `bookings` are the vendor's sales through the partner.
    """

    plan = TenantForeignKey(BusinessPlan, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    case = models.CharField(max_length=5, choices=[(each.value, each.label) for each in Case])
    bookings_year_1 = models.DecimalField(max_digits=36, decimal_places=18)
    bookings_year_2 = models.DecimalField(max_digits=36, decimal_places=18)
    bookings_year_3 = models.DecimalField(max_digits=36, decimal_places=18)
    revenue_year_1 = models.DecimalField(max_digits=36, decimal_places=18)
    revenue_year_2 = models.DecimalField(max_digits=36, decimal_places=18)
    revenue_year_3 = models.DecimalField(max_digits=36, decimal_places=18)
    product_margin = models.DecimalField(max_digits=36, decimal_places=18)
    services_margin = models.DecimalField(max_digits=36, decimal_places=18)
    computed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_planoutcome"),
            tenant_fk("planning_planoutcome", "plan", on_delete="CASCADE"),
            tenant_fk("planning_planoutcome", "partner", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "plan", "case"], name="planning_planoutcome_case"),
        ]


class PlanProfit(TenantModel):
    """What a case of a plan leaves the partner after its own costs. Walled like the costs, see `plan`.

    The years are unrounded, see `PlanOutcome`; other amounts are to the cent.
    Months count from 1; 0 for a payback means that no money had to be found. Empty where it does not happen in 36
    months. `yearly_return` is the internal rate as a share of one, empty with `no_return` saying why.
    """

    plan = TenantForeignKey(BusinessPlan, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    case = models.CharField(max_length=5, choices=[(each.value, each.label) for each in Case])
    ebit_year_1 = models.DecimalField(max_digits=36, decimal_places=18)
    ebit_year_2 = models.DecimalField(max_digits=36, decimal_places=18)
    ebit_year_3 = models.DecimalField(max_digits=36, decimal_places=18)
    cash = models.DecimalField(max_digits=20, decimal_places=2)
    first_positive_month = models.PositiveSmallIntegerField(null=True)
    break_even_month = models.PositiveSmallIntegerField(null=True)
    payback_month = models.PositiveSmallIntegerField(null=True)
    funding_need = models.DecimalField(max_digits=20, decimal_places=2)
    funding_month = models.PositiveSmallIntegerField()
    net_present_value = models.DecimalField(max_digits=20, decimal_places=2)
    yearly_return = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    no_return = models.CharField(max_length=120, blank=True)
    computed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_planprofit"),
            tenant_fk("planning_planprofit", "plan", on_delete="CASCADE"),
            tenant_fk("planning_planprofit", "partner", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "plan", "case"], name="planning_planprofit_case"),
        ]
