"""Marketing plans of a quarter: goals, and the tactics that are to reach them."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from partners.models import Partner
from planning.calculations.marketing.forecast import CaseFactors
from planning.calculations.marketing.kinds import GoalKind, MarketingState, Volume
from planning.models.tactic_type import TacticRates, TacticType, rates_within
from prm.people.models import Membership
from prm.people.stopwatch import ActiveTime
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from sales.models import Campaign

_STATES = [(each.value, each.label) for each in MarketingState]


class MarketingPlan(TenantModel):
    """What a partner's marketing is to bring in one fiscal quarter, which begins on `quarter_start_date`.

    `revision` counts how often the plan was written anew after it had been approved. The three percentages say how
    many of the expected inquiries come back in each case. Who took it from state to state stands in `MarketingStep`.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    quarter_start_date = models.DateField("quarter")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=_STATES, default=MarketingState.DRAFT)
    revision = models.PositiveSmallIntegerField(default=1)
    bleak_percent = models.DecimalField("bleak case, %", max_digits=6, decimal_places=2, default=Decimal(60))
    base_percent = models.DecimalField("base case, %", max_digits=6, decimal_places=2, default=Decimal(100))
    bold_percent = models.DecimalField("bold case, %", max_digits=6, decimal_places=2, default=Decimal(130))
    created_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True, related_name="+")
    submitted_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_marketingplan"),
            tenant_fk("planning_marketingplan", "partner", on_delete="CASCADE"),
            tenant_fk("planning_marketingplan", "created_by"),
            tenant_fk("planning_marketingplan", "submitted_by"),
            tenant_fk("planning_marketingplan", "decided_by"),
            models.UniqueConstraint(
                fields=["tenant", "partner", "quarter_start_date"],
                name="planning_marketingplan_quarter",
                violation_error_message="There is a marketing plan for this quarter already.",
            ),
            models.CheckConstraint(
                condition=Q(bleak_percent__gte=0)
                & Q(bleak_percent__lte=F("base_percent"))
                & Q(base_percent__lte=F("bold_percent")),
                name="planning_marketingplan_cases_in_order",
                violation_error_message="Bleak brings no more than base, and base no more than bold.",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "state", "quarter_start_date"], name="planning_marketing_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def state_enum(self) -> MarketingState:
        return MarketingState(self.state)

    @property
    def factors(self) -> CaseFactors:
        return CaseFactors(self.bleak_percent, self.base_percent, self.bold_percent)


class MarketingGoal(TenantModel):
    """What a plan wants to reach: in words, and as a figure where `kind` says what is counted."""

    plan = TenantForeignKey(MarketingPlan, models.DO_NOTHING, related_name="goals")
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    text = models.CharField("goal", max_length=200)
    kind = models.CharField("measured by", max_length=15, choices=[(each.value, each.label) for each in GoalKind])
    target = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_marketinggoal"),
            tenant_fk("planning_marketinggoal", "plan", on_delete="CASCADE"),
            tenant_fk("planning_marketinggoal", "partner", on_delete="CASCADE"),
            models.CheckConstraint(
                condition=Q(target=None) | Q(target__gte=0),
                name="planning_marketinggoal_target",
                violation_error_message="A target is not below zero.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def kind_enum(self) -> GoalKind:
        return GoalKind(self.kind)


class Tactic(TacticRates):
    """A line of a marketing plan: what is done for whom, when, for how much, and what is expected of it.

    `budget` is the whole cost, `mdf_budget` the vendor's part of it. Its rates are its own: they come from the type, or
    from the partner's own leads, when the tactic is added. `campaign` is there once the plan was approved: the source
    that leads and deals name.
    """

    plan = TenantForeignKey(MarketingPlan, models.DO_NOTHING, related_name="tactics")
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    type = TenantForeignKey(TacticType, models.DO_NOTHING)
    goal = TenantForeignKey(MarketingGoal, models.DO_NOTHING, null=True, blank=True)
    campaign = TenantForeignKey(Campaign, models.DO_NOTHING, null=True, blank=True)
    owner = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)
    name = models.CharField("tactic", max_length=200)
    audience = models.CharField(max_length=200, blank=True)
    start_date = models.DateField("starts")
    end_date = models.DateField("ends")
    budget = models.DecimalField("budget", max_digits=14, decimal_places=2, default=Decimal(0))
    mdf_budget = models.DecimalField("of it MDF", max_digits=14, decimal_places=2, default=Decimal(0))
    volume = models.CharField(
        "inquiries follow from",
        max_length=10,
        choices=[(each.value, each.label) for each in Volume],
        default=Volume.BUDGET,
    )
    reach = models.PositiveIntegerField("people reached", default=0)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_tactic"),
            tenant_fk("planning_tactic", "plan", on_delete="CASCADE"),
            tenant_fk("planning_tactic", "partner", on_delete="CASCADE"),
            tenant_fk("planning_tactic", "type"),
            tenant_fk("planning_tactic", "goal", on_delete="SET NULL (goal_id)"),
            tenant_fk("planning_tactic", "campaign", on_delete="SET NULL (campaign_id)"),
            tenant_fk("planning_tactic", "owner"),
            *rates_within("planning_tactic"),
            models.CheckConstraint(
                condition=Q(budget__gte=0),
                name="planning_tactic_budget",
                violation_error_message="A budget is not below zero.",
            ),
            models.CheckConstraint(
                condition=Q(mdf_budget__gte=0) & Q(mdf_budget__lte=F("budget")),
                name="planning_tactic_mdf",
                violation_error_message="MDF lies between nothing and the whole budget.",
            ),
            models.CheckConstraint(
                condition=Q(end_date__gte=F("start_date")),
                name="planning_tactic_days_in_order",
                violation_error_message="A tactic does not end before it starts.",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "plan", "order"], name="planning_tactic_plan")]

    def __str__(self) -> str:
        return self.name

    @property
    def partner_budget(self) -> Decimal:
        """The partner's own share."""
        return self.budget - self.mdf_budget


class MarketingStep(TenantModel):
    """Who took a plan into a state, when and why. Steps are added, never changed.

    `forecast` keeps the figures as they were then, for a plan that is submitted or approved (see
    `calculations.marketing_json`); results are compared with those of the last approval.
    """

    plan = TenantForeignKey(MarketingPlan, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    from_state = models.CharField(max_length=10, choices=_STATES)
    to_state = models.CharField(max_length=10, choices=_STATES)
    revision = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    taken_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)
    taken_at = models.DateTimeField()
    forecast = models.JSONField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_marketingstep"),
            tenant_fk("planning_marketingstep", "plan", on_delete="CASCADE"),
            tenant_fk("planning_marketingstep", "partner", on_delete="CASCADE"),
            tenant_fk("planning_marketingstep", "taken_by"),
        ]
        indexes = [models.Index(fields=["tenant", "plan", "taken_at"], name="planning_marketingstep_plan")]

    @property
    def to_state_enum(self) -> MarketingState:
        return MarketingState(self.to_state)


class MarketingTime(ActiveTime):
    """How long one person was busy with writing a plan."""

    plan = TenantForeignKey(MarketingPlan, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_marketingtime"),
            tenant_fk("planning_marketingtime", "plan", on_delete="CASCADE"),
            tenant_fk("planning_marketingtime", "partner", on_delete="CASCADE"),
            tenant_fk("planning_marketingtime", "membership"),
            models.UniqueConstraint(fields=["tenant", "plan", "membership"], name="planning_marketingtime_one"),
        ]
