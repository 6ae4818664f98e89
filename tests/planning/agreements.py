"""A small plan and the steps to its signatures, for the tests of this folder."""

from contextlib import AbstractContextManager
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from planning.enums import CostSharing, Party, PlanState
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney, PlanPerson, PlanScenario, PlanSignature
from planning.operations.agreement.flow import accept_plan, approve_plan, share_plan
from planning.operations.agreement.signing import Ink
from planning.operations.plans.outcomes import refresh_outcomes
from planning.queries.agreement.agreed import hash_of
from prm.people.models import Membership
from prm.tenancy.scope import Reach, TenantScope, tenant_scope
from tests.cast import NOW, Cast

DRAWING = "M100 100L200 50L300 150M320 60L400 60"


def make_plan(
    cast: Cast, *, hidden: bool = False, sharing: CostSharing = CostSharing.EXAMPLE, year: int = 2026, version: int = 1
) -> BusinessPlan:
    """Polaris' plan with one line, one person and one cost, calculated. Needs the reach of Acme's staff."""
    plan = BusinessPlan.objects.create(
        partner=cast.polaris,
        fiscal_year=year,
        version=version,
        title=f"Polaris FY{year % 100}",
        start_month=date(year, 1, 1),
        currency="USD",
        is_vendor_draft=hidden,
        created_by=cast.bob,
        created_at=NOW,
        updated_at=NOW,
    )
    _add_rows(plan)
    refresh_outcomes(plan, at=NOW)
    if sharing is not CostSharing.EXAMPLE:
        with as_partner(cast):
            BusinessPlan.objects.filter(pk=plan.pk).update(cost_sharing=sharing)
        plan.refresh_from_db()
    return plan


def _add_rows(plan: BusinessPlan) -> None:
    own = {"plan": plan, "partner_id": plan.partner_id}
    PlanLine.objects.create(
        **own, name="Cloud seats", price=Decimal(100), margin_percent=Decimal(20), start_units=Decimal(10)
    )
    PlanPerson.objects.create(**own, name="Seller", monthly_cost=Decimal(123), heads=Decimal(1))
    PlanCost.objects.create(**own, name="Rent of the secret office", amount=Decimal(77))
    PlanMoney.objects.create(**own, investment=Decimal(500))
    for case in ("bleak", "bold"):
        PlanScenario.objects.create(**own, case=case)


def as_partner(cast: Cast) -> AbstractContextManager[TenantScope | None]:
    """The reach of Polaris' people."""
    return tenant_scope(TenantScope(cast.acme.pk, Reach.PARTNER, cast.priya.pk, cast.polaris.pk))


def ink_of(plan: BusinessPlan, *, name: str = "", drawing: str = DRAWING) -> Ink:
    """A signature under the plan as it stands now."""
    return Ink(hash_of(plan), name, drawing)


def share(cast: Cast, plan: BusinessPlan) -> BusinessPlan:
    """Bob hands the draft to both sides."""
    return share_plan(plan=plan, by=cast.bob, at=NOW)


def accept(cast: Cast, plan: BusinessPlan, *, by: Membership | None = None) -> None:
    """Priya signs for Polaris."""
    with as_partner(cast):
        accept_plan(plan=plan, ink=ink_of(plan), by=by or cast.priya, at=NOW)


def approve(cast: Cast, plan: BusinessPlan, *, at: datetime = NOW) -> None:
    """Bob signs for Acme."""
    ink = ink_of(plan, name="Bob Vendor", drawing="")
    approve_plan(plan=plan, ink=ink, by=cast.bob, at=at, tenant=cast.acme, today=at.date())


def let_stand(plan: BusinessPlan, state: PlanState) -> None:
    """A plan of any partner as accepted or active, past the operations. Needs the reach of the tenant's staff."""
    with tenant_scope(TenantScope(plan.tenant_id, Reach.PARTNER, partner_id=plan.partner_id)):
        _sign(plan, Party.PARTNER)
        BusinessPlan.objects.filter(pk=plan.pk).update(state=PlanState.ACCEPTED)
    if state is PlanState.ACTIVE:
        _sign(plan, Party.VENDOR)
        BusinessPlan.objects.filter(pk=plan.pk).update(state=state)


def _sign(plan: BusinessPlan, party: Party) -> None:
    who = {"member_name": "Somebody", "role": "Signer", "typed_name": "Somebody"}
    PlanSignature.objects.create(
        plan=plan, partner_id=plan.partner_id, party=party, document_hash=hash_of(plan), signed_at=NOW, **who
    )


def make_active_plan(cast: Cast, *, sharing: CostSharing = CostSharing.PRIVATE) -> BusinessPlan:
    """A plan that both sides have signed."""
    plan = make_plan(cast, sharing=sharing)
    share(cast, plan)
    accept(cast, plan)
    approve(cast, plan)
    assert {Party(each.party) for each in plan_signatures(plan)} == {Party.PARTNER, Party.VENDOR}
    return plan


def plan_signatures(plan: BusinessPlan) -> QuerySet[PlanSignature]:
    """Every signature under the plan, void ones too."""
    return PlanSignature.objects.filter(plan=plan)
