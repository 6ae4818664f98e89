"""Deals, customers and stages through the API: the page's rules, and no field that is not the caller's."""

from datetime import timedelta
from typing import Any

import pytest

from prm.tenancy.scope import in_tenant
from sales.models import Customer, Deal
from tests.api.conftest import api
from tests.cast import TODAY, Cast
from tests.sales.deals import customer, deal, stage

__all__ = ["api"]
pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)


def stages_of(cast: Cast) -> dict[str, str]:
    with in_tenant(cast.acme.pk):
        return {name: str(stage(name).pk) for name in ("Meeting", "Proposal", "Won", "Lost")}


def names(response: Any) -> list[str]:
    return [row["name"] for row in response.json()["results"]]


def test_a_deal_lives_its_life_through_the_api(cast: Cast, api: Any) -> None:
    ids, bob = stages_of(cast), api("bob")
    body = {"name": "Backup", "partner": cast.polaris.pk, "stage": ids["Meeting"], "amount": "1250.5"}
    made = bob.post("deals/", body | {"customer_name": "Harbour Foods"})
    assert made.status_code == 201, made.json()
    shown = made.json()
    assert (shown["customer_name"], shown["outcome"], shown["probability_percent"]) == ("Harbour Foods", "open", None)
    path = f"deals/{shown['id']}/"
    assert bob.patch(path, {"amount": "2000", "owner": cast.bob.pk}).json()["amount"] == "2000.000000"
    assert bob.patch(path, {"stage": ids["Won"]}).status_code == 400
    assert bob.post(f"{path}move/", {"stage": ids["Proposal"]}).json()["stage_name"] == "Proposal"
    assert bob.post(f"{path}move/", {"stage": ids["Proposal"]}).status_code == 400
    assert bob.post(f"{path}undo/").json()["stage_name"] == "Meeting"
    lost = {"stage": ids["Lost"], "closed_date": YESTERDAY}
    refused = bob.post(f"{path}closing/", lost)
    assert refused.json()["errors"][0]["pointer"] == "#/lost_reason"
    assert bob.post(f"{path}closing/", lost | {"lost_reason": "Price"}).json()["outcome"] == "lost"
    assert bob.post(f"{path}reopening/").json()["outcome"] == "open"
    assert bob.delete(path).status_code == 204


def test_lists_stay_in_reach_and_narrow_down(cast: Cast, api: Any) -> None:
    with in_tenant(cast.acme.pk):
        deal(cast.polaris, name="Mine", customer=customer("Seen"))
        deal(cast.polaris, name="Won", at="Won", closed=YESTERDAY)
        deal(cast.orion, name="Theirs", customer=customer("Hidden"))
    assert names(api("bob").get("deals/")) == ["Mine", "Won"]
    assert names(api("bob").get("deals/", outcome="won")) == ["Won"]
    assert names(api("bob").get("deals/", partner=cast.orion.pk)) == []
    assert api("bob").get("deals/", outcome="maybe").status_code == 400
    assert names(api("bob").get("customers/")) == ["Seen"]
    assert names(api("alice").get("customers/")) == ["Seen", "Hidden"]


def test_partners_read_their_deals_without_the_vendors_judgement(cast: Cast, api: Any) -> None:
    with in_tenant(cast.acme.pk):
        own = deal(cast.polaris, name="Mine", next_step="Call", probability_percent=5)
    shown = api("priya").get(f"deals/{own.pk}/").json()
    assert shown["name"] == "Mine"
    assert not {"probability_percent", "next_step", "lost_reason"} & set(shown)
    assert "probability_percent" not in api("priya").get("deal-stages/").json()["results"][0]
    assert "probability_percent" in api("bob").get("deal-stages/").json()["results"][0]
    assert api("priya").patch(f"deals/{own.pk}/", {"name": "Ours"}).status_code == 403


def test_rows_out_of_reach_are_errors_of_their_field(cast: Cast, api: Any) -> None:
    ids = stages_of(cast)
    with in_tenant(cast.acme.pk):
        hidden = customer("Hidden")
        deal(cast.orion, customer=hidden)
    body = {"name": "X", "partner": cast.polaris.pk, "stage": ids["Meeting"], "amount": "1"}
    answer = api("bob").post("deals/", body | {"customer": hidden.pk})
    assert answer.status_code == 400 and answer.json()["errors"][0]["pointer"] == "#/customer"
    assert api("bob").post("deals/", body | {"partner": cast.orion.pk}).status_code == 404
    assert api("bob").post("deals/", body | {"stage": cast.polaris.pk}).json()["errors"][0]["pointer"] == "#/stage"


def test_operations_add_customers_and_everybody_who_cares_corrects_them(cast: Cast, api: Any) -> None:
    made = api("olga").post("customers/", {"name": "Harbour Foods Ltd", "domain": "https://www.harbour.example/x"})
    assert made.status_code == 201 and made.json()["domain"] == "harbour.example"
    with in_tenant(cast.acme.pk):
        added = Customer.objects.get()
        assert added.normalized_name == "harbour foods"
        deal(cast.polaris, customer=added)
    changed = api("bob").patch(f"customers/{added.pk}/", {"name": "Harbour Group"})
    assert changed.json()["name"] == "Harbour Group"
    assert api("bob").patch(f"customers/{added.pk}/", {"external_id": "C-1"}).status_code == 400
    with in_tenant(cast.acme.pk):
        assert Customer.objects.get().normalized_name == "harbour group"


def test_operations_arrange_stages_through_the_api(cast: Cast, api: Any) -> None:
    olga = api("olga")
    body = {"name": "Trial", "order": 4, "probability_percent": "60", "is_qualified": True, "outcome": "open"}
    made = olga.post("deal-stages/", body)
    assert made.status_code == 201, made.json()
    path = f"deal-stages/{made.json()['id']}/"
    assert olga.patch(path, {"name": "Pilot"}).json()["name"] == "Pilot"
    with in_tenant(cast.acme.pk):
        deal(cast.polaris, at="Pilot")
    assert olga.delete(path).status_code == 409
    with in_tenant(cast.acme.pk):
        Deal.objects.all().delete()
    assert olga.delete(path).status_code == 204
    assert api("bob").post("deal-stages/", body).status_code == 403
