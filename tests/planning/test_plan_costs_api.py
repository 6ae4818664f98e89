"""People, costs, terms and cases of a plan through the API: the partner's own, and the vendor's by consent only."""

from typing import Any

import pytest

from planning.models import BusinessPlan, PlanCost, PlanOutcome, PlanPerson
from prm.events.models import Event
from prm.tenancy.scope import in_tenant
from tests.api.conftest import api
from tests.cast import Cast
from tests.planning.drafts import draft

__all__ = ["api"]
pytestmark = pytest.mark.django_db
WALLED = ("business-plan-people", "business-plan-costs", "business-plan-terms")


def _first_profit(caller: Any, plan: BusinessPlan) -> float:
    profits = caller.get(f"business-plans/{plan.pk}/").json()["profits"]
    return next(float(each["ebit_year_1"]) for each in profits if each["case"] == "base")


@pytest.fixture
def plan(cast: Cast) -> BusinessPlan:
    """A plan that the champion started."""
    return draft(cast.polaris, cast.priya)


def _rows(caller: Any, path: str, plan: BusinessPlan) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = caller.get(f"{path}/?plan={plan.pk}").json()["results"]
    return found


def test_the_partner_adds_changes_and_takes_out_a_role_and_a_cost(cast: Cast, api: Any, plan: BusinessPlan) -> None:
    priya = api("priya")
    engineer = {"plan": plan.pk, "name": "Engineer", "work": "delivery", "monthly_cost": "9000", "start_month": 10}
    made = priya.post("business-plan-people/", engineer | {"end_month": 20, "ramp_percents": ["50", "75.5"]})
    assert made.status_code == 201, made.json()
    role = made.json()
    assert (role["name"], role["monthly_cost"], role["ramp_percents"]) == ("Engineer", "9000.0000", ["50.00", "75.50"])
    path = f"business-plan-people/{role['id']}/"
    later = priya.patch(path, {"start_month": 30, "end_month": 36})
    assert later.status_code == 200, "months that hold together in the end may be sent in any order"
    assert (later.json()["start_month"], later.json()["end_month"]) == (30, 36)
    assert priya.patch(path, {"start_month": 30, "end_month": 3}).status_code == 400
    cost = priya.post("business-plan-costs/", {"plan": plan.pk, "name": "Fair", "kind": "marketing", "amount": "500"})
    assert cost.status_code == 201, cost.json()
    before = _first_profit(priya, plan)
    assert priya.delete(f"business-plan-costs/{cost.json()['id']}/").status_code == 204
    [terms] = _rows(priya, "business-plan-terms", plan)
    assert (
        priya.patch(f"business-plan-terms/{terms['id']}/", {"investment": "1", "customer_days": 45}).status_code == 200
    )
    found = priya.get(f"business-plans/{plan.pk}/").json()
    assert found["cost_sharing"] == "private", "the first change made the costs the partner's own"
    assert _first_profit(priya, plan) == before + 12 * 500


def test_the_vendor_sees_costs_while_the_partner_agrees_and_no_longer(cast: Cast, api: Any, plan: BusinessPlan) -> None:
    priya, bob = api("priya"), api("bob")
    [role, *_] = _rows(priya, "business-plan-people", plan)
    assert bob.patch(f"business-plan-people/{role['id']}/", {"heads": "2"}).status_code == 200, "still an example"
    assert priya.patch(f"business-plan-people/{role['id']}/", {"heads": "3"}).status_code == 200
    for path in WALLED:
        [row, *_] = _rows(priya, path, plan)
        assert _rows(bob, path, plan) == []
        assert bob.get(f"{path}/{row['id']}/").status_code == 404
        assert bob.patch(f"{path}/{row['id']}/", {}).status_code == 404
        assert api("noor").get(f"{path}/{row['id']}/").status_code == 200, "the partner's other people"
    assert bob.post("business-plan-costs/", {"plan": plan.pk}).status_code == 409
    sharing = f"business-plans/{plan.pk}/cost-sharing/"
    assert bob.send("PUT", sharing, {"cost_sharing": "lines"}).status_code == 403, "only the partner's champion"
    assert priya.send("PUT", sharing, {"cost_sharing": "lines"}).json()["cost_sharing"] == "lines"
    assert _rows(bob, "business-plan-people", plan)[0]["heads"] == "3.00"
    refused = bob.patch(f"business-plan-people/{role['id']}/", {"heads": "1"})
    assert refused.status_code == 409 and "partner's own affair" in refused.json()["detail"]
    assert priya.send("PUT", sharing, {"cost_sharing": "results"}).status_code == 200
    assert _rows(bob, "business-plan-people", plan) == []
    assert len(bob.get(f"business-plans/{plan.pk}/").json()["profits"]) == 3
    assert priya.send("PUT", sharing, {"cost_sharing": "example"}).status_code == 400, (
        "costs do not become examples again"
    )


def test_fields_that_are_sent_together_are_one_change(cast: Cast, api: Any, plan: BusinessPlan) -> None:
    bob = api("bob")
    [line, *_] = _rows(bob, "business-plan-lines", plan)
    with in_tenant(cast.acme.pk):
        events = Event.objects.count()
        outcome = PlanOutcome.objects.get(plan=plan, case="base").computed_at
    sent = {"price": "10.5", "margin_percent": "12", "name": "Seats", "custom_units": ["1", "2"], "entry": "custom"}
    assert bob.patch(f"business-plan-lines/{line['id']}/", sent).status_code == 200
    with in_tenant(cast.acme.pk):
        assert Event.objects.count() == events + 1
        assert PlanOutcome.objects.get(plan=plan, case="base").computed_at > outcome
    wrong = bob.patch(f"business-plan-lines/{line['id']}/", {"price": "7", "margin_percent": "101"})
    assert wrong.status_code == 400
    assert bob.get(f"business-plan-lines/{line['id']}/").json()["price"] == "10.5000", "all or none"


def test_somebody_faster_is_a_conflict_and_nothing_is_lost(cast: Cast, api: Any, plan: BusinessPlan) -> None:
    bob, priya = api("bob"), api("priya")
    [line, *_] = _rows(bob, "business-plan-lines", plan)
    path, seen = f"business-plan-lines/{line['id']}/", bob.get(f"business-plans/{plan.pk}/").json()["revision"]
    assert priya.patch(path, {"price": "20", "custom_units": ["3"]}).status_code == 200
    late = bob.patch(path, {"price": "30", "revision": seen})
    assert late.status_code == 409 and "Priya changed this meanwhile to “20”" in late.json()["detail"]
    assert bob.patch(path, {"custom_units": ["4"], "revision": seen}).status_code == 409
    assert bob.patch(path, {"growth_percent": "3", "revision": seen}).status_code == 200, (
        "another field is in nobody's way"
    )
    assert bob.get(path).json()["price"] == "20.0000"


def test_a_case_says_what_is_different(cast: Cast, api: Any, plan: BusinessPlan) -> None:
    bob = api("bob")
    cases = {each["case"]: each for each in _rows(bob, "business-plan-cases", plan)}
    assert set(cases) == {"bleak", "bold"}
    changed = bob.patch(f"business-plan-cases/{cases['bleak']['id']}/", {"volume_percent": "55", "margin_points": "-3"})
    assert (changed.json()["volume_percent"], changed.json()["margin_points"]) == ("55.00", "-3.00")
    assert bob.patch(f"business-plan-cases/{cases['bleak']['id']}/", {"volume_percent": "-1"}).status_code == 400
    assert bob.get("business-plans/?state=nonsense").status_code == 400
    assert bob.get("business-plan-lines/?plan=nonsense").status_code == 400


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_of_rows_take_one_query_for_any_number(
    cast: Cast, api: Any, plan: BusinessPlan, django_assert_num_queries: Any, rows: int
) -> None:
    with in_tenant(cast.acme.pk):
        for model in (PlanPerson, PlanCost):
            model.objects.filter(plan=plan).delete()
            for number in range(rows):
                model.objects.create(plan=plan, partner_id=plan.partner_id, name=f"Row {number}")
    priya = api("priya")
    for path in ("business-plan-people", "business-plan-costs"):
        assert len(_rows(priya, path, plan)) == rows
        with django_assert_num_queries(8):
            priya.get(f"{path}/?plan={plan.pk}")
