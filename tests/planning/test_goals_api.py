"""Revenue goals and rebate studies through the API: set up, changed and taken away by those who may."""

from typing import Any

import pytest

from tests.api.conftest import api
from tests.cast import Cast

__all__ = ["api"]
pytestmark = pytest.mark.django_db


def test_a_revenue_goal_is_set_changed_and_taken_away(cast: Cast, api: Any) -> None:
    mark = api("mark")
    sent = {"name": "Channel", "fiscal_year": 2026, "amount": "10080000", "sourced_percent": "100"}
    made = mark.post("revenue-goals/", sent)
    assert made.status_code == 201, made.json()
    goal = made.json()
    assert (len(goal["segments"]), goal["segments"][0]["goal"]) == (1, "10080000.0000")
    path = f"revenue-goals/{goal['id']}/"
    assert mark.patch(path, {"sourced_percent": "25"}).json()["segments"][0]["goal"] == "2520000.0000"
    assert mark.patch(path, {"sourced_percent": "101"}).status_code == 400
    assert mark.post("revenue-goals/", sent).status_code == 400, "the name is taken"
    assert api("bob").post("revenue-goals/", sent).status_code == 403
    assert mark.delete(path).status_code == 204
    assert mark.get(path).status_code == 404


def test_a_rebate_study_is_set_up_worked_out_and_taken_away(cast: Cast, api: Any) -> None:
    mark = api("mark")
    days = {"start_date": "2026-01-01", "end_date": "2026-03-31"}
    sent = {"name": "Spring", **days, "rebates": "1000", "participants_by": "listed"}
    assert mark.post("rebate-studies/", sent).status_code == 400, "nobody is listed"
    made = mark.post("rebate-studies/", sent | {"partners": [cast.polaris.pk]})
    assert made.status_code == 201, made.json()
    path = f"rebate-studies/{made.json()['id']}/"
    assert mark.patch(path, {"rebates": "2000", "note": "New prices"}).json()["rebates"] == "2000.0000"
    told = mark.get(path).json()
    assert told["as_of"] and told["study"]["note"] == "New prices"
    assert [each["name"] for each in told["partners"] if each["group"].endswith("participant")] == ["Polaris"]
    assert mark.patch(path, {"end_date": "2025-01-01"}).status_code == 400
    assert api("bob").delete(path).status_code == 403
    assert mark.delete(path).status_code == 204
