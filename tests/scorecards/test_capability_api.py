"""Capability results and goals through the API."""

from typing import Any

import pytest

from partners.models import Action
from prm.tenancy.scope import in_tenant
from scorecards.models import Goal
from tests.api.conftest import api
from tests.cast import Cast
from tests.scorecards.rounds_told import Told, tell

__all__ = ["api"]


@pytest.fixture
def told(cast: Cast) -> Told:
    with in_tenant(cast.acme.pk):
        return tell(cast)


def test_the_result_has_the_pages_figures(cast: Cast, told: Told, api: Any) -> None:
    found = api("bob").get(f"partners/{cast.polaris.pk}/capabilities/").json()
    assert (found["overall"], found["overall_shown"], found["with_internal"]) == ("50.0000", 50, "25.0000")
    assert (found["light"], found["is_provisional"], found["completeness"]) == ("watch", True, "0.5000")
    fit = found["categories"][0]
    assert (fit["key"], fit["shown"], fit["topics"][0]["questions"][0]["shown"]) == ("fit", 50, 75)
    assert found["moves"][0] == {"question": "fit-1", "before": "25.0000", "now": "75.0000"}
    assert [each["comparable"] for each in found["rounds"]] == ["25.0000", "50.0000"]
    first = api("bob").get(f"partners/{cast.polaris.pk}/capabilities/", assessment=told.first.pk).json()
    assert first["overall"] == "25.0000"


def test_the_partners_result_holds_nothing_internal(cast: Cast, told: Told, api: Any) -> None:
    response = api("priya").get(f"partners/{cast.polaris.pk}/capabilities/")
    assert "with_internal" not in response.json() and "trust" not in response.content.decode()


def test_what_is_not_there_is_not_found(cast: Cast, told: Told, api: Any) -> None:
    assert api("bob").get(f"partners/{cast.polaris.pk}/capabilities/", set="nonsense").status_code == 404
    assert api("bob").get(f"partners/{cast.vega.pk}/capabilities/", assessment=told.first.pk).status_code == 404
    assert api("omar").get(f"partners/{cast.polaris.pk}/capabilities/").status_code == 404
    assert api("bob").get(f"partners/{cast.polaris.pk}/capabilities/", assessment="x").status_code == 400


def test_goals_are_listed_set_and_changed(cast: Cast, told: Told, api: Any) -> None:
    goals = f"partners/{cast.polaris.pk}/goals/"
    sent = {
        "assessment": str(told.second.pk),
        "question": str(told.asked.id("fit-2")),
        "goal_score": "75",
        "title": "Hire two sellers",
        "side": "partner",
        "owner": str(cast.priya.pk),
        "due_date": "2026-09-01",
    }
    created = api("priya").post(goals, sent)
    assert created.status_code == 201 and created.json()["goal_score"] == "75.00"
    assert [row["id"] for row in api("bob").get(goals).json()["results"]] == [created.json()["id"]]
    changed = api("priya").patch(f"{goals}{created.json()['id']}/", {"goal_score": "100"})
    assert changed.json()["goal_score"] == "100.00"
    with in_tenant(cast.acme.pk):
        assert Action.objects.get().owner_id == cast.priya.pk and Goal.objects.get().goal_score == 100


def test_refused_goals_say_why(cast: Cast, told: Told, api: Any) -> None:
    goals = f"partners/{cast.polaris.pk}/goals/"
    sent = {"assessment": str(told.second.pk), "question": str(told.asked.id("fit-2")), "title": "x"}
    assert api("priya").post(goals, sent | {"goal_score": "75", "side": "vendor"}).status_code in (400, 409)
    low = api("bob").post(goals, sent | {"goal_score": "20", "side": "partner"})
    assert low.status_code in (400, 409) and "It scores 25 already" in low.content.decode()
    hidden = sent | {"question": str(told.asked.id("trust")), "goal_score": "75", "side": "partner"}
    assert api("priya").post(goals, hidden).status_code in (400, 404, 409)
