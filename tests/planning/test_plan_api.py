"""Business plans through the API: the page's rules, and no cost that is not the caller's."""

from typing import Any

import pytest

from planning.models import BusinessPlan, PlanMoney
from prm.tenancy.scope import in_tenant
from tests.api.conftest import api
from tests.cast import Cast
from tests.planning.drafts import acting, draft, typed

__all__ = ["api"]
pytestmark = pytest.mark.django_db


def test_a_plan_is_started_changed_and_forecast(cast: Cast, api: Any) -> None:
    bob = api("bob")
    made = bob.post("business-plans/", {"partner": cast.polaris.pk, "fiscal_year": 2026, "template": "resale"})
    assert made.status_code == 201, made.json()
    plan = made.json()
    assert (plan["state"], len(plan["outcomes"]), len(plan["profits"])) == ("draft", 3, 3)
    assert bob.patch(f"business-plans/{plan['id']}/", {"title": "Ours"}).json()["title"] == "Ours"
    lines = bob.get(f"business-plan-lines/?plan={plan['id']}").json()["results"]
    assert [line["name"] for line in lines] == ["Product sales", "Subscriptions"]
    path = f"business-plan-lines/{lines[0]['id']}/"
    changed = bob.patch(path, {"price": "1000", "entry": "custom", "custom_units": ["1", "2.5"]})
    assert changed.status_code == 200, changed.json()
    assert changed.json()["custom_units"] == ["1.0000", "2.5000"]
    rows = bob.get(f"business-plans/{plan['id']}/forecast/?by=quarter").json()
    assert (len(rows["periods"]), rows["rows"][1]["name"]) == (12, "Product revenue")
    assert float(rows["rows"][1]["values"][0]) > 3500
    assert rows["rows"][-1]["name"] == "Cumulative cash"
    assert bob.get(f"business-plans/{plan['id']}/forecast/?by=week").status_code == 400
    added = bob.post("business-plan-lines/", {"plan": plan["id"]})
    assert added.status_code == 201
    assert bob.delete(f"business-plan-lines/{added.json()['id']}/").status_code == 204


def test_what_cannot_be_is_an_error_of_its_field(cast: Cast, api: Any) -> None:
    plan = draft(cast.polaris, cast.priya)
    bob = api("bob")
    line = bob.get(f"business-plan-lines/?plan={plan.pk}").json()["results"][0]
    path = f"business-plan-lines/{line['id']}/"
    assert bob.patch(path, {"price": "-1"}).status_code == 400
    assert bob.patch(path, {"tenant": "x"}).status_code == 400
    assert (
        bob.post("business-plans/", {"partner": cast.polaris.pk, "fiscal_year": 2026, "template": "x"}).status_code
        == 400
    )
    with in_tenant(cast.acme.pk):
        BusinessPlan.objects.filter(pk=plan.pk).update(state="closed")
    refused = bob.patch(path, {"price": "1"})
    assert refused.status_code == 409 and "locked" in str(refused.json())


def test_no_profit_and_no_cost_without_the_partners_consent(cast: Cast, api: Any) -> None:
    plan = draft(cast.polaris, cast.priya)
    with acting(cast.priya):
        money = PlanMoney.objects.get(plan=plan)
    typed(plan, money, "investment", "12345", by=cast.priya)
    found = api("bob").get(f"business-plans/{plan.pk}/").json()
    assert (found["profits"], len(found["outcomes"]), found["cost_sharing"]) == ([], 3, "private")
    names = [row["name"] for row in api("bob").get(f"business-plans/{plan.pk}/forecast/").json()["rows"]]
    assert names[-1] == "Gross profit"
    assert len(api("priya").get(f"business-plans/{plan.pk}/").json()["profits"]) == 3
    assert api("dana").get(f"business-plans/{plan.pk}/").status_code == 404


@pytest.mark.parametrize("plans", [1, 3])
def test_the_list_takes_the_same_queries_for_one_plan_and_for_three(
    cast: Cast, api: Any, django_assert_num_queries: Any, plans: int
) -> None:
    for number in range(plans):
        draft(cast.polaris, cast.priya, year=2026 + number)
    alice = api("alice")
    alice.get("business-plans/")
    with django_assert_num_queries(10):
        assert len(alice.get("business-plans/").json()["results"]) == plans
