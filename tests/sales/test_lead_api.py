"""Leads and campaigns through the API: the page's rules, and the same number never makes two."""

from typing import Any

import pytest

from prm.tenancy.scope import in_tenant
from sales.models import Campaign, Lead
from tests.api.conftest import api
from tests.cast import TODAY, Cast
from tests.sales.deals import deal
from tests.sales.leads import campaign, lead

__all__ = ["api"]
pytestmark = pytest.mark.django_db


def names(response: Any) -> list[str]:
    return [row["company_name"] for row in response.json()["results"]]


def test_a_lead_lives_its_life_through_the_api(cast: Cast, api: Any) -> None:
    bob = api("bob")
    with in_tenant(cast.acme.pk):
        webinar = campaign(cast.polaris)
    body = {"partner": cast.polaris.pk, "company_name": "Quay Ltd", "campaign": webinar.pk, "external_id": "M-1"}
    made = bob.post("leads/", body | {"amount": "1200.5", "entered_stage": "mql"})
    assert made.status_code == 201, made.json()
    shown = made.json()
    assert (shown["stage"], shown["campaign"], shown["deal"]) == ("mql", str(webinar.pk), None)
    again = bob.post("leads/", body | {"company_name": "Quay plc"})
    assert (again.status_code, again.json()["id"], again.json()["company_name"]) == (200, shown["id"], "Quay plc")
    path = f"leads/{shown['id']}/"
    assert bob.patch(path, {"note": "Call"}).json()["note"] == "Call"
    assert bob.patch(path, {"stage": "sql"}).status_code == 400
    assert bob.post(f"{path}move/", {"stage": "sal"}).json()["stage"] == "sal"
    assert bob.post(f"{path}undo/").json()["stage"] == "mql"
    refused = bob.post(f"{path}move/", {"stage": "lost"})
    assert refused.json()["errors"][0]["pointer"] == "#/decline_reason"
    tied = bob.post(f"{path}deal/").json()
    assert tied["stage"] == "sql"
    sold = bob.get(f"deals/{tied['deal']}/").json()
    assert (sold["campaign"], sold["amount"], sold["customer_name"]) == (str(webinar.pk), "1200.500000", "Quay plc")
    assert bob.post(f"{path}link/", {"deal": None}).json()["deal"] is None
    assert bob.delete(path).status_code == 204


def test_lists_stay_in_reach_and_narrow_down(cast: Cast, api: Any) -> None:
    with in_tenant(cast.acme.pk):
        fair, own = campaign(None, "Fair"), campaign(cast.polaris, "Own")
        lead(cast.polaris, "Mine", campaign=own)
        lead(cast.polaris, "From the fair", campaign=fair)
        lead(cast.orion, "Theirs")
        theirs = deal(cast.orion)
        mine = Lead.objects.get(company_name="Mine")
    assert names(api("bob").get("leads/")) == ["Mine", "From the fair"]
    assert names(api("priya").get("leads/", campaign=own.pk)) == ["Mine"]
    assert names(api("bob").get("leads/", stage="won")) == []
    assert [row["name"] for row in api("bob").get("campaigns/").json()["results"]] == ["Own"]
    assert len(api("mark").get("campaigns/").json()["results"]) == 2
    assert api("bob").post(f"leads/{mine.pk}/link/", {"deal": theirs.pk}).status_code == 400
    assert api("priya").post(f"leads/{mine.pk}/deal/").status_code == 403


def test_a_campaign_is_known_by_its_code(cast: Cast, api: Any) -> None:
    body = {"external_id": "W-1", "name": "Webinar", "partner": cast.polaris.pk, "start_date": TODAY.isoformat()}
    priya = api("priya")
    made = priya.post("campaigns/", body)
    assert made.status_code == 201, made.json()
    again = priya.post("campaigns/", body | {"channel": "Webinar"})
    assert (again.status_code, again.json()["id"]) == (200, made.json()["id"])
    path = f"campaigns/{made.json()['id']}/"
    assert priya.patch(path, {"end_date": "2020-01-01"}).status_code == 400
    own = {"name": "Ours", "start_date": TODAY.isoformat()}
    assert priya.post("campaigns/", own).status_code == 400
    assert api("mark").post("campaigns/", own).status_code == 201
    assert priya.delete(path).status_code == 204
    with in_tenant(cast.acme.pk):
        assert Campaign.objects.get().partner is None
