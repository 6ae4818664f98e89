"""Deals, the stages they go through, and how they moved."""

from decimal import Decimal

from django.db import models
from django.db.models.functions import Lower

from partners.models import Partner
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from sales.enums import Outcome
from sales.models.campaign import Campaign
from sales.models.customer import Customer
from sales.models.product import Product

CERTAIN = Decimal(100)


class DealStage(TenantModel):
    """A step on a deal's way, in the tenant's words and order.

    `probability_percent` says how many of a hundred deals in this stage are won in the end; a won deal is certain, a
    lost one hopeless. `is_qualified` tells deals that count as pipeline from first leads; of closed stages it says
    that such deals count in win rates.
    """

    name = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)
    probability_percent = models.DecimalField("probability, %", max_digits=5, decimal_places=2)
    is_qualified = models.BooleanField("qualified", default=True)
    outcome = models.CharField(
        max_length=10, choices=[(each.value, each.label) for each in Outcome], default=Outcome.OPEN
    )

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("sales_dealstage"),
            models.UniqueConstraint(
                "tenant",
                Lower("name"),
                name="sales_dealstage_name",
                violation_error_message="Another stage has this name.",
            ),
            models.CheckConstraint(
                condition=models.Q(probability_percent__range=(0, 100)),
                name="sales_dealstage_percent",
                violation_error_message="A probability lies between 0 and 100 %.",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="open")
                | models.Q(outcome="won", probability_percent=100)
                | models.Q(outcome="lost", probability_percent=0),
                name="sales_dealstage_closed_is_certain",
                violation_error_message="Won is 100 %, lost is 0 %.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def outcome_enum(self) -> Outcome:
        return Outcome(self.outcome)


class Deal(TenantModel):
    """One sale that a partner works on, from first contact to won or lost; `amount` in the tenant's currency.

    Whether it is open, won or lost is its stage's `outcome`. `probability_percent` is the deal's own where somebody
    judged it, empty for that of its stage. `closed_date` is the day on which it was won or lost and empty while it is
    open; old records may lack it. `campaign` is the one that brought it, where somebody said so.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    customer = TenantForeignKey(Customer, models.DO_NOTHING, null=True, blank=True)
    product = TenantForeignKey(Product, models.DO_NOTHING, null=True, blank=True)
    owner = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)
    campaign = TenantForeignKey(Campaign, models.DO_NOTHING, null=True, blank=True)
    external_id = models.CharField("deal number", max_length=100, blank=True)
    name = models.CharField(max_length=200)
    stage = TenantForeignKey(DealStage, models.DO_NOTHING)
    amount = models.DecimalField(max_digits=20, decimal_places=6, default=Decimal(0))
    probability_percent = models.DecimalField(
        "own probability, %", max_digits=5, decimal_places=2, null=True, blank=True
    )
    is_partner_sourced = models.BooleanField("brought by the partner", default=True)
    engaged_date = models.DateField("first contact", null=True, blank=True)
    registered_date = models.DateField("registered", null=True, blank=True)
    expected_close_date = models.DateField("expected to close", null=True, blank=True)
    closed_date = models.DateField("closed", null=True, blank=True)
    lost_reason = models.CharField("why it was lost", max_length=200, blank=True)
    next_step = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("sales_deal"),
            tenant_fk("sales_deal", "partner"),
            tenant_fk("sales_deal", "customer"),
            tenant_fk("sales_deal", "product"),
            tenant_fk("sales_deal", "owner"),
            tenant_fk("sales_deal", "campaign"),
            tenant_fk("sales_deal", "stage"),
            models.UniqueConstraint(
                fields=["tenant", "external_id"],
                condition=~models.Q(external_id=""),
                name="sales_deal_external_id",
                violation_error_message="Another deal has this number.",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0),
                name="sales_deal_amount_not_negative",
                violation_error_message="An amount is not below zero.",
            ),
            models.CheckConstraint(
                condition=models.Q(probability_percent=None) | models.Q(probability_percent__range=(0, 100)),
                name="sales_deal_percent",
                violation_error_message="A probability lies between 0 and 100 %.",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "partner", "stage"], name="sales_deal_partner"),
            models.Index(fields=["tenant", "stage", "expected_close_date"], name="sales_deal_stage"),
            models.Index(fields=["tenant", "customer"], name="sales_deal_customer"),
            models.Index(fields=["tenant", "campaign"], name="sales_deal_campaign"),
        ]

    def __str__(self) -> str:
        return self.name


class DealMove(TenantModel):
    """A deal came into a stage on a day; `from_stage` is empty for the first. Moves are added, never changed."""

    deal = TenantForeignKey(Deal, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    from_stage = TenantForeignKey(DealStage, models.DO_NOTHING, null=True, blank=True)
    to_stage = TenantForeignKey(DealStage, models.DO_NOTHING)
    moved_date = models.DateField()
    moved_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("sales_dealmove"),
            tenant_fk("sales_dealmove", "deal", on_delete="CASCADE"),
            tenant_fk("sales_dealmove", "partner"),
            tenant_fk("sales_dealmove", "from_stage"),
            tenant_fk("sales_dealmove", "to_stage"),
            tenant_fk("sales_dealmove", "moved_by"),
        ]
        indexes = [models.Index(fields=["tenant", "deal", "moved_date"], name="sales_dealmove_deal")]
