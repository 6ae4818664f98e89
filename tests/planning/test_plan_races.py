"""Two people who write a plan at the same moment: nothing is lost, and nothing is shown by the hurry."""

import pytest
from django.db import transaction

from planning.enums import CostSharing
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney
from planning.operations.agreement.consent import set_cost_sharing
from planning.operations.agreement.flow import amend_plan
from planning.operations.plans.fields import FieldConflict
from planning.operations.plans.starting import start_plan
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant, tenant_scope
from tests.cast import NOW, Cast, make_cast
from tests.planning.agreements import make_active_plan, make_plan
from tests.planning.drafts import acting, draft, typed
from tests.planning.together import at_once


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast, committed, so that two connections see it."""
    return make_cast()


def _seen_costs(cast: Cast, member: Membership) -> set[int]:
    """What the vendor's people read of costs, past the ORM's own filter."""
    with in_tenant(cast.acme.pk), tenant_scope(member.scope()):
        return {int(amount) for amount in PlanCost.unscoped.values_list("amount", flat=True)}


def test_of_plans_started_at_once_each_gets_a_version_of_its_own(cast: Cast) -> None:
    assert at_once(lambda: draft(cast.polaris, cast.priya), lambda: draft(cast.polaris, cast.priya)) == []
    with in_tenant(cast.acme.pk):
        assert sorted(BusinessPlan.objects.values_list("version", flat=True)) == [1, 2]


def test_two_who_save_a_cell_at_once_do_not_lose_one_of_the_values(cast: Cast) -> None:
    plan = draft(cast.polaris, cast.priya)
    with acting(cast.bob):
        line = PlanLine.objects.filter(plan=plan).order_by("position")[0]
    errors = at_once(
        lambda: typed(plan, line, "price", "4001", by=cast.bob, revision=0),
        lambda: typed(plan, line, "price", "4002", by=cast.priya, revision=0),
    )
    assert errors == [FieldConflict]
    with acting(cast.bob):
        assert PlanLine.objects.get(pk=line.pk).price in (4001, 4002)


def test_consent_taken_back_while_the_plan_is_amended_holds_for_the_amendment(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_active_plan(cast, sharing=CostSharing.LINES)

    def amend() -> None:
        with acting(cast.bob):
            own = BusinessPlan.objects.select_related("partner").get(pk=plan.pk)
            amend_plan(plan=own, reason="New", by=cast.bob, at=NOW, tenant=cast.acme, today=NOW.date())

    def take_back() -> None:
        with acting(cast.priya):
            own = BusinessPlan.objects.get(pk=plan.pk)
            set_cost_sharing(plan=own, sharing=CostSharing.PRIVATE, by=cast.priya, at=NOW)

    assert at_once(amend, take_back) == []
    with in_tenant(cast.acme.pk):
        shown = list(BusinessPlan.objects.order_by("version").values_list("version", "cost_sharing"))
    assert shown == [(1, "private"), (2, "private")]
    assert _seen_costs(cast, cast.bob) == set()


def test_costs_made_ones_own_while_the_examples_are_copied_are_not_copied_as_examples(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        cost = PlanCost.objects.get(plan=plan)

    def copy() -> None:
        with tenant_scope(cast.bob.scope()), transaction.atomic():
            start_plan(partner=cast.polaris, fiscal_year=2027, by=cast.bob, at=NOW, copy_of=plan)

    assert at_once(copy, lambda: typed(plan, cost, "amount", "98765", by=cast.priya)) == []
    assert 98_765 not in _seen_costs(cast, cast.bob)
    with in_tenant(cast.acme.pk):
        copied = BusinessPlan.objects.get(fiscal_year=2027)
        with tenant_scope((cast.bob if copied.is_vendor_draft else cast.priya).scope()):
            assert PlanMoney.objects.filter(plan=copied).count() == 1, "whole, whoever was first"
