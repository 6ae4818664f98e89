"""Leads, and how they moved."""

from django.db import models

from partners.models import Partner
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel
from sales.enums import ENTRY_WAY, LeadStage
from sales.models.campaign import Campaign
from sales.models.customer import Customer
from sales.models.deal import Deal

STAGES = [(each.value, each.label) for each in LeadStage]
ENTRY_STAGES = [(each.value, each.label) for each in ENTRY_WAY]


class Lead(TenantModel):
    """A person or company that answered a campaign, and whom a partner follows up.

    `entered_date` is the day on which it came in, as `entered_stage`: an inquiry, or further on where somebody had
    qualified it already. `stage` is where it stands since `stage_date`. `deal` is the opportunity made of it, and
    decides whether it is won or lost. `amount` is what it may be worth, in the tenant's currency. `customer` is known
    once the company is one that deals name; until then `normalized_name` tells that two spellings are one company.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    campaign = TenantForeignKey(Campaign, models.DO_NOTHING, null=True, blank=True)
    customer = TenantForeignKey(Customer, models.DO_NOTHING, null=True, blank=True)
    deal = TenantForeignKey(Deal, models.DO_NOTHING, null=True, blank=True)
    external_id = models.CharField("lead number", max_length=100, blank=True)
    company_name = models.CharField("company", max_length=200)
    normalized_name = models.CharField(max_length=200, editable=False)
    contact_name = models.CharField("contact", max_length=200, blank=True)
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField(max_length=60, blank=True)
    amount = models.DecimalField("expected amount", max_digits=20, decimal_places=6, null=True, blank=True)
    stage = models.CharField(max_length=10, choices=STAGES, default=LeadStage.INQUIRY)
    stage_date = models.DateField("in this stage since", null=True, blank=True)
    entered_date = models.DateField("came in")
    entered_stage = models.CharField("came in as", max_length=10, choices=ENTRY_STAGES, default=LeadStage.INQUIRY)
    decline_reason = models.CharField("why it was lost", max_length=200, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("sales_lead"),
            tenant_fk("sales_lead", "partner"),
            tenant_fk("sales_lead", "campaign"),
            tenant_fk("sales_lead", "customer"),
            tenant_fk("sales_lead", "deal", on_delete="SET NULL (deal_id)"),
            models.UniqueConstraint(
                fields=["tenant", "external_id"],
                condition=~models.Q(external_id=""),
                name="sales_lead_external_id",
                violation_error_message="Another lead has this number.",
            ),
            models.CheckConstraint(
                condition=models.Q(stage_date__gte=models.F("entered_date")),
                name="sales_lead_days_in_order",
                violation_error_message="A lead does not reach a stage before it came in.",
            ),
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gte=0),
                name="sales_lead_amount_not_negative",
                violation_error_message="An amount is not below zero.",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "partner", "stage"], name="sales_lead_partner"),
            models.Index(fields=["tenant", "campaign"], name="sales_lead_campaign"),
            models.Index(fields=["tenant", "entered_date"], name="sales_lead_entered"),
            models.Index(fields=["tenant", "deal"], name="sales_lead_deal"),
        ]

    def __str__(self) -> str:
        return self.company_name

    @property
    def stage_enum(self) -> LeadStage:
        return LeadStage(self.stage)

    @property
    def entered_stage_enum(self) -> LeadStage:
        return LeadStage(self.entered_stage)


class LeadMove(TenantModel):
    """A lead came into a stage on a day; `from_stage` is empty for the first.

    Moves are added and never changed; one that is undone within minutes goes away, as if it had not been.
    """

    lead = TenantForeignKey(Lead, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    from_stage = models.CharField(max_length=10, choices=STAGES, blank=True)
    to_stage = models.CharField(max_length=10, choices=STAGES)
    moved_date = models.DateField()
    moved_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("sales_leadmove"),
            tenant_fk("sales_leadmove", "lead", on_delete="CASCADE"),
            tenant_fk("sales_leadmove", "partner"),
            tenant_fk("sales_leadmove", "moved_by"),
        ]
        indexes = [
            models.Index(fields=["tenant", "lead", "moved_date"], name="sales_leadmove_lead"),
            models.Index(fields=["tenant", "partner", "moved_date"], name="sales_leadmove_partner"),
        ]

    @property
    def to_stage_enum(self) -> LeadStage:
        return LeadStage(self.to_stage)

    @property
    def from_stage_enum(self) -> LeadStage | None:
        return LeadStage(self.from_stage) if self.from_stage else None
