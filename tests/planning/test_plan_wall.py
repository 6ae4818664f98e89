"""Who reads what of a plan, asked of the database itself: the application's own filters are not in play."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from planning.enums import CostSharing
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney, PlanOutcome, PlanPerson, PlanProfit
from planning.operations.agreement.consent import NotYours, set_cost_sharing
from planning.operations.plans.outcomes import refresh_outcomes
from prm.events.models import Event
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.models import TenantModel
from prm.tenancy.scope import in_tenant, tenant_scope
from tests.cast import NOW, Cast
from tests.planning.agreements import make_plan, share

LINES: tuple[type[TenantModel], ...] = (PlanPerson, PlanCost, PlanMoney)


def _read(member: Membership, *models: type[TenantModel]) -> set[str]:
    """The names of those tables of which the member gets rows, past the ORM's own filter."""
    with tenant_scope(member.scope()):
        return {model.__name__ for model in models if model.unscoped.exists()}


@pytest.mark.parametrize(
    ("sharing", "read"),
    [
        (CostSharing.EXAMPLE, {"PlanPerson", "PlanCost", "PlanMoney", "PlanProfit"}),
        (CostSharing.PRIVATE, set()),
        (CostSharing.RESULTS, {"PlanProfit"}),
        (CostSharing.LINES, {"PlanPerson", "PlanCost", "PlanMoney", "PlanProfit"}),
    ],
)
def test_the_vendor_reads_costs_by_the_partners_word_only(cast: Cast, sharing: CostSharing, read: set[str]) -> None:
    with in_tenant(cast.acme.pk):
        make_plan(cast, sharing=sharing)
        for vendor in (cast.bob, cast.alice, cast.olga, cast.mark):
            assert _read(vendor, *LINES, PlanProfit) == read, vendor.role
            assert _read(vendor, PlanOutcome, PlanLine) == {"PlanOutcome", "PlanLine"}
        for own in (cast.priya, cast.noor):
            assert len(_read(own, *LINES, PlanProfit)) == 4
        assert _read(cast.dana, *LINES, PlanProfit, PlanLine, BusinessPlan) == set(), "not her partner"
        assert _read(cast.omar, *LINES, PlanProfit, PlanLine, BusinessPlan) == set(), "not his company"


def test_consent_is_the_partners_and_revoking_it_holds_at_once(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        for member in (cast.bob, cast.alice, cast.noor):
            with tenant_scope(member.scope()), pytest.raises(NotYours):
                set_cost_sharing(plan=plan, sharing=CostSharing.PRIVATE, by=member, at=NOW)
        with tenant_scope(cast.priya.scope()):
            set_cost_sharing(plan=plan, sharing=CostSharing.LINES, by=cast.priya, at=NOW)
        assert _read(cast.bob, *LINES) == {"PlanPerson", "PlanCost", "PlanMoney"}
        with tenant_scope(cast.priya.scope()):
            set_cost_sharing(plan=plan, sharing=CostSharing.PRIVATE, by=cast.priya, at=NOW)
            set_cost_sharing(plan=plan, sharing=CostSharing.PRIVATE, by=cast.priya, at=NOW)
            with pytest.raises(Refused):
                set_cost_sharing(plan=plan, sharing=CostSharing.EXAMPLE, by=cast.priya, at=NOW)
        assert _read(cast.bob, *LINES, PlanProfit) == set()
        told = list(Event.objects.filter(name="planning.plan.costs_shared").order_by("at", "id"))
        assert [each.actor_name for each in told] == ["Priya", "Priya"]
        assert told[1].changes["Costs"][1] == "The partner keeps its costs to itself"


@pytest.mark.parametrize("member", ["bob", "alice"])
def test_the_vendor_cannot_take_consent_by_sql(cast: Cast, member: str) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast, sharing=CostSharing.PRIVATE)
        with tenant_scope(getattr(cast, member).scope()):
            for taken in (CostSharing.LINES, CostSharing.EXAMPLE, CostSharing.RESULTS):
                with pytest.raises(DatabaseError, match="only the partner says"), transaction.atomic():
                    BusinessPlan.unscoped.filter(pk=plan.pk).update(cost_sharing=taken)


def test_a_draft_of_the_vendors_is_hidden_until_it_is_shared(cast: Cast) -> None:
    tables: tuple[type[TenantModel], ...] = (BusinessPlan, PlanLine, PlanOutcome, PlanProfit, *LINES)
    with in_tenant(cast.acme.pk):
        with tenant_scope(cast.bob.scope()):
            plan = make_plan(cast, hidden=True)
            refresh_outcomes(plan, at=NOW)
        assert _read(cast.priya, *tables) == set()
        assert len(_read(cast.bob, *tables)) == len(tables)
        with tenant_scope(cast.priya.scope()), pytest.raises(DatabaseError), transaction.atomic():
            PlanLine.objects.create(plan=plan, partner=cast.polaris, name="Slipped in")
        with tenant_scope(cast.bob.scope()):
            share(cast, plan)
        assert len(_read(cast.priya, *tables)) == len(tables)
        with pytest.raises(DatabaseError, match="not hidden again"), transaction.atomic():
            BusinessPlan.unscoped.filter(pk=plan.pk).update(is_vendor_draft=True)


def test_what_holds_the_partners_own_costs_is_never_hidden_from_it(cast: Cast) -> None:
    with in_tenant(cast.acme.pk), pytest.raises(IntegrityError, match="hidden_only_at_first"), transaction.atomic():
        BusinessPlan.objects.create(
            partner=cast.polaris,
            fiscal_year=2026,
            title="Hidden",
            start_month=NOW.date().replace(day=1),
            is_vendor_draft=True,
            cost_sharing=CostSharing.PRIVATE,
            created_at=NOW,
            updated_at=NOW,
        )


def test_only_a_hidden_draft_lets_the_vendor_keep_what_it_comes_to(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        make_plan(cast)
        for model in (PlanOutcome, PlanProfit):
            with tenant_scope(cast.bob.scope()):
                assert model.unscoped.update(computed_at=NOW) == 0, model.__name__
