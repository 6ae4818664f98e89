"""Who signed a business plan, for which side, and what exactly."""

from django.db import models

from partners.models import Partner
from planning.enums import Party
from planning.models.plan import BusinessPlan
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class PlanSignature(TenantModel):
    """A signature under one version of a plan: typed, drawn or both.

    `document_hash` is the SHA-256 of what was agreed, see `calculations.agreed`. Never changed and never removed; a
    plan that is opened again makes its signatures void, once, with the reason. `drawing` is path data as
    `calculations.ink` writes it.
    """

    plan = TenantForeignKey(BusinessPlan, models.DO_NOTHING)
    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    party = models.CharField(max_length=7, choices=[(each.value, each.label) for each in Party])
    member = TenantForeignKey(Membership, models.DO_NOTHING, null=True)
    member_name = models.CharField(max_length=150)
    role = models.CharField(max_length=60)
    typed_name = models.CharField(max_length=150, blank=True)
    drawing = models.TextField(blank=True)
    document_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by_name = models.CharField(max_length=150, blank=True)
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("planning_plansignature"),
            tenant_fk("planning_plansignature", "plan", on_delete="CASCADE"),
            tenant_fk("planning_plansignature", "partner", on_delete="CASCADE"),
            tenant_fk("planning_plansignature", "member"),
            models.UniqueConstraint(
                fields=["tenant", "plan", "party"],
                condition=models.Q(voided_at=None),
                name="planning_plansignature_one_that_counts",
                violation_error_message="This side has signed already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(typed_name="", drawing=""), name="planning_plansignature_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"Signature of {self.member_name}"

    @property
    def party_enum(self) -> Party:
        return Party(self.party)

    @property
    def counts(self) -> bool:
        """True until the plan is opened again."""
        return self.voided_at is None
