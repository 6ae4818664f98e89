"""Two people who act on a plan at the same moment."""

from collections.abc import Callable

import pytest
from django.db import transaction

from planning.models import BusinessPlan, PlanSignature
from planning.operations.agreement.flow import NotNow, OtherPlanActive, approve_plan
from planning.operations.agreement.signing import Ink
from planning.queries.agreement.agreed import hash_of
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant, tenant_scope
from tests.cast import NOW, Cast, make_cast
from tests.planning.agreements import accept, make_plan, share
from tests.planning.together import at_once


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast, committed, so that two connections see it."""
    return make_cast()


def _approval(cast: Cast, plan: BusinessPlan, by: Membership) -> Callable[[], None]:
    def approve() -> None:
        with tenant_scope(by.scope()), transaction.atomic():
            own = BusinessPlan.objects.get(pk=plan.pk)
            ink = Ink(hash_of(own), by.display_name)
            approve_plan(plan=own, ink=ink, by=by, at=NOW, tenant=cast.acme, today=NOW.date())

    return approve


def _accepted(cast: Cast, *, version: int = 1) -> BusinessPlan:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast, version=version)
        share(cast, plan)
        accept(cast, plan)
    return plan


def test_a_double_click_and_two_approvers_sign_once(cast: Cast) -> None:
    plan = _accepted(cast)
    bob, alice = _approval(cast, plan, cast.bob), _approval(cast, plan, cast.alice)
    errors = at_once(bob, bob, alice)
    with in_tenant(cast.acme.pk):
        assert PlanSignature.objects.filter(plan=plan, party="vendor").count() == 1
        assert BusinessPlan.objects.get(pk=plan.pk).state == "active"
    assert set(errors) <= {NotNow}, errors
    assert errors, "whoever came second is told"


def test_of_two_plans_of_one_year_one_becomes_active(cast: Cast) -> None:
    first, second = _accepted(cast), _accepted(cast, version=2)
    assert at_once(_approval(cast, first, cast.bob), _approval(cast, second, cast.alice)) == [OtherPlanActive]
    with in_tenant(cast.acme.pk):
        assert BusinessPlan.objects.filter(state="active").count() == 1
