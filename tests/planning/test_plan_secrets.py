"""What nobody learns of a plan in a roundabout way: hidden drafts, costs in copies, other partners' business."""

from decimal import Decimal
from typing import Any

import pytest

from planning.enums import Costing, CostSharing
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanProfit
from planning.operations.agreement.consent import set_cost_sharing
from planning.operations.agreement.flow import share_plan
from planning.operations.plans.templates import template_of_plan
from prm.events.models import Event
from prm.tenancy.scope import in_tenant
from tests.cast import NOW, Cast, make_cast
from tests.planning.agreements import as_partner, make_active_plan, make_plan
from tests.planning.drafts import acting, book_year, draft, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_a_hidden_draft_takes_no_number_and_no_event_tells_of_it(cast: Cast) -> None:
    hidden = draft(cast.polaris, cast.bob)
    with acting(cast.bob):
        line = PlanLine.objects.filter(plan=hidden)[0]
    typed(hidden, line, "price", "77", by=cast.bob)
    with acting(cast.priya):
        assert not Event.unscoped.exists()
    own = draft(cast.polaris, cast.priya)
    assert own.version == 1
    with acting(cast.bob):
        share_plan(plan=hidden, by=cast.bob, at=NOW)
    assert hidden.version == 2, "one more than what both sides know by then"
    with acting(cast.priya):
        told = Event.unscoped.filter(subject_id=hidden.pk).values_list("name", flat=True)
        assert list(told) == ["planning.plan.shared"], "nothing of what went before"
        assert sorted(BusinessPlan.objects.values_list("version", flat=True)) == [1, 2]


@pytest.mark.parametrize("amends", [True, False])
def test_consent_that_is_taken_back_leaves_no_copy_behind(cast: Cast, amends: bool) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_active_plan(cast, sharing=CostSharing.LINES)
    more: dict[str, Any] = {"amends": plan, "amendment_reason": "New prices"} if amends else {}
    copied = draft(cast.polaris, cast.bob, copy_of=plan, **more)
    assert copied.sharing is (CostSharing.LINES if amends else CostSharing.PRIVATE), "consent is for one plan"
    with acting(cast.priya):
        set_cost_sharing(plan=plan, sharing=CostSharing.RESULTS, by=cast.priya, at=NOW)
    with acting(cast.bob):
        assert not PlanCost.unscoped.exists()
        assert PlanProfit.unscoped.filter(plan=plan).exists()
    with acting(cast.priya):
        set_cost_sharing(plan=copied, sharing=CostSharing.PRIVATE, by=cast.priya, at=NOW)
        told = Event.objects.filter(name="planning.plan.costs_shared").values_list("subject_id", flat=True)
        assert list(told).count(copied.pk) == (2 if amends else 0)
    with acting(cast.bob):
        assert not PlanProfit.unscoped.exists()


def test_showing_more_in_one_version_shows_no_more_of_the_others(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_active_plan(cast, sharing=CostSharing.PRIVATE)
    copied = draft(cast.polaris, cast.bob, copy_of=plan, amends=plan, amendment_reason="New prices")
    with acting(cast.priya):
        set_cost_sharing(plan=copied, sharing=CostSharing.LINES, by=cast.priya, at=NOW)
    with acting(cast.bob):
        assert set(PlanCost.unscoped.values_list("plan_id", flat=True)) == {copied.pk}


def _own_business(cast: Cast) -> BusinessPlan:
    """A plan of Polaris that tells what it sold, whom it has, and what an hour costs it."""
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast)
        plan.strategy = "Win the council of Oldtown"
        plan.save()
        PlanLine.objects.filter(plan=plan).update(
            family="Bikes",
            base_units=[Decimal(4321)] * 12,
            opening_units=Decimal(8765),
            project_fee=Decimal(1000),
            project_costing=Costing.HOURS,
            project_hours=Decimal(10),
            project_rate=Decimal("43.21"),
        )
    return plan


def test_a_copy_for_another_partner_tells_nothing_of_the_first_ones_business(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        book_year(cast.vega, "Bikes", units=3)
    copied = draft(cast.vega, cast.bob, copy_of=_own_business(cast))
    with acting(cast.bob):
        line = PlanLine.objects.get(plan=copied)
        assert (line.name, line.price) == ("Cloud seats", Decimal(100))
        assert (line.base_units, line.opening_units) == ([Decimal(3)] * 12, Decimal(0)), "Vega's own"
        assert (line.project_costing, line.project_margin_percent) == (Costing.MARGIN, Decimal("56.79"))
        assert (line.project_rate, line.project_hours, copied.strategy) == (Decimal(0), Decimal(0), "")
        written = f"{copied.start_note} {list(Event.objects.filter(subject_id=copied.pk).values_list('changes'))}"
    assert "Polaris" not in written


def test_a_template_tells_nothing_of_the_partner_it_was_made_of(cast: Cast) -> None:
    plan = _own_business(cast)
    with acting(cast.olga):
        made = template_of_plan(plan=plan, name="T", description="", by=cast.olga, at=NOW)
    assert not {"4321", "8765", "43.21"} & set(str(made.content).replace("'", " ").split())
    page = cast.client(cast.olga).get(f"/t/acme/plans/{plan.pk}/template/").content.decode()
    assert 'value="As Polaris"' not in page


def test_names_read_as_they_are_written(cast: Cast) -> None:
    plan = draft(cast.polaris, cast.priya)
    with acting(cast.bob):
        line = PlanLine.objects.filter(plan=plan)[0]
    assert typed(plan, line, "name", "Seats\u202e 09\x0b\nand more", by=cast.bob).text == "Seats 09 and more"
    assert typed(plan, plan, "goals", "One\n\x1btwo", by=cast.bob).text == "One\ntwo"


def test_a_partner_reads_no_costs_of_others_in_its_own_name(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        make_plan(cast)
        with as_partner(cast):
            assert PlanCost.unscoped.count() == 1
    with acting(cast.omar):
        assert not PlanCost.unscoped.exists()
