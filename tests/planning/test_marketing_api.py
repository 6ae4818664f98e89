"""Marketing plans through the API: written as on their page, with its locks, its decisions and nobody overwritten."""

from typing import Any

import pytest

from planning.models import MarketingPlan, Tactic, TacticType
from prm.tenancy.scope import in_tenant
from tests.api.conftest import api
from tests.cast import Cast

__all__ = ["api"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kind(cast: Cast) -> None:
    """A kind of tactic to begin with."""
    with in_tenant(cast.acme.pk):
        TacticType.objects.create(name="Supper", usual_budget=1000, cost_per_response=10, mql_percent=20)


def _begun(caller: Any, cast: Cast) -> dict[str, Any]:
    refused = caller.post("marketing-plans/", {"partner": cast.polaris.pk, "quarter": "2020-01-01"})
    assert refused.status_code == 400
    quarter = refused.json()["errors"][0]["detail"].split(": ")[1].split(",")[0]
    made = caller.post("marketing-plans/", {"partner": cast.polaris.pk, "quarter": quarter})
    assert made.status_code == 201, made.json()
    plan: dict[str, Any] = made.json()
    return plan


def test_a_plan_is_begun_written_and_submitted_and_somebody_else_approves(cast: Cast, api: Any) -> None:
    bob, mark = api("bob"), api("mark")
    plan = _begun(bob, cast)
    path = f"marketing-plans/{plan['id']}/"
    kinds = bob.get("tactic-types/").json()["results"]
    kind = next(each["id"] for each in kinds if each["name"] == "Supper")
    goal = bob.post("marketing-goals/", {"plan": plan["id"], "text": "Fill the funnel", "kind": "mgos", "target": "30"})
    assert goal.status_code == 201, goal.json()
    sent = {"plan": plan["id"], "type": kind, "name": "Breakfast", "goal": goal.json()["id"], "owner": cast.noor.pk}
    made = bob.post(
        "tactics/",
        sent
        | {
            "budget": "5000",
            "mdf_budget": "2000",
            "end_date": plan["quarter_start_date"],
            "start_date": plan["quarter_start_date"],
        },
    )
    assert made.status_code == 201, made.json()
    tactic = made.json()
    assert (tactic["partner_budget"], tactic["owner"], tactic["forecast"]["inquiries"]) == (
        "3000.00",
        str(cast.noor.pk),
        "500.000000",
    )
    raised = bob.patch(f"tactics/{tactic['id']}/", {"mdf_budget": "8000", "budget": "9000"})
    assert raised.status_code == 200, "what holds together in the end may be sent in any order"
    assert bob.patch(f"tactics/{tactic['id']}/", {"mdf_budget": "10000"}).status_code == 400
    assert bob.patch(f"tactics/{tactic['id']}/", {"owner": cast.omar.pk}).status_code == 400, "of another partner"
    cases = bob.patch(path, {"bleak_percent": "150", "base_percent": "160", "bold_percent": "170", "title": "Ours"})
    assert (cases.status_code, cases.json()["title"], cases.json()["bleak_percent"]) == (200, "Ours", "150.00")
    assert bob.delete(f"marketing-goals/{goal.json()['id']}/").status_code == 204
    assert bob.post(f"{path}submission/").json()["state"] == "submitted"
    assert bob.patch(f"tactics/{tactic['id']}/", {"budget": "1"}).status_code == 409
    assert bob.post(f"{path}approval/").status_code == 403
    assert mark.post(f"{path}sending-back/", {}).status_code == 400
    assert mark.post(f"{path}sending-back/", {"reason": "Too dear"}).json()["state"] == "sent_back"
    assert bob.patch(f"tactics/{tactic['id']}/", {"budget": "8500"}).status_code == 200
    assert bob.post(f"{path}submission/").status_code == 200
    approved = mark.post(f"{path}approval/")
    assert approved.json()["state"] == "approved" and all(each["campaign"] for each in approved.json()["tactics"])
    assert mark.post(f"{path}approval/").status_code == 409
    assert bob.delete(path).status_code == 409


def test_what_somebody_saw_keeps_two_people_from_each_others_figures(cast: Cast, api: Any) -> None:
    bob, priya = api("bob"), api("priya")
    plan = _begun(priya, cast)
    tactic = plan["tactics"][0]
    path, seen = f"tactics/{tactic['id']}/", {"budget": tactic["budget"]}
    assert priya.patch(path, {"budget": "7000", "seen": seen}).status_code == 200
    late = bob.patch(path, {"budget": "6000", "seen": seen})
    assert late.status_code == 409 and "Priya" in late.json()["detail"] and "7000" in late.json()["detail"]
    assert bob.patch(path, {"audience": "Everybody", "seen": seen}).status_code == 200, "another field"
    assert bob.patch(path, {"budget": "6000"}).json()["budget"] == "6000.00", "who does not ask overwrites"
    assert priya.get(path).json()["audience"] == "Everybody"
    assert api("omar").get(path).status_code == 404
    assert api("noor").patch(path, {"budget": "1"}).status_code == 403
    assert priya.delete(path).status_code == 204
    assert priya.delete(f"marketing-plans/{plan['id']}/").status_code == 204
    with in_tenant(cast.acme.pk):
        assert not MarketingPlan.objects.exists() and not Tactic.objects.exists()
