"""Alerts through the API."""

from typing import Any

import pytest

from cadence.operations.raising import raise_quiet_alerts
from prm.tenancy.scope import in_tenant
from tests.api.conftest import api
from tests.cadence.samples import quiet_polaris
from tests.cast import NOW, TODAY, Cast

__all__ = ["api"]


@pytest.fixture
def alert(cast: Cast, api: Any) -> str:
    """The path of Polaris' alert."""
    with in_tenant(cast.acme.pk):
        quiet_polaris(cast)
        raise_quiet_alerts(tenant=cast.acme, as_of=TODAY, at=NOW)
    (shown,) = api("bob").get("alerts/").json()["results"]
    return f"alerts/{shown['id']}/"


def test_an_alert_is_shown_with_its_reason_to_those_who_look_after_the_partner(
    cast: Cast, api: Any, alert: str
) -> None:
    shown = api("bob").get(alert).json()
    assert shown["reason"] == "No order for 50 days; usually every 30. 12-month bookings $6K."
    assert (shown["partner"], shown["state"], shown["is_strong"]) == (str(cast.polaris.pk), "open", False)
    assert api("dana").get("alerts/").json()["results"] == []
    assert api("dana").get(alert).status_code == 404
    assert api("priya").get("alerts/").status_code == 403


def test_it_can_be_changed_and_put_back(api: Any, alert: str) -> None:
    bob = api("bob")
    assert bob.post(f"{alert}acknowledgement/").json()["state"] == "acknowledged"
    assert bob.get("alerts/", state="open").json()["results"] == []
    assert bob.post(f"{alert}loss/", {"note": "Sold"}).json()["note"] == "Sold"
    assert bob.post(f"{alert}resolution/").status_code == 409
    assert bob.post(f"{alert}undo/").json()["state"] == "acknowledged"


def test_a_snooze_in_the_past_is_refused_at_its_field(api: Any, alert: str) -> None:
    refused = api("bob").post(f"{alert}snooze/", {"until_date": "2020-01-01"})
    assert refused.status_code in (400, 409, 422)
    assert "until_date" in refused.content.decode()


def test_marketing_reads_but_does_not_change(api: Any, alert: str) -> None:
    assert api("mark").get(alert).status_code == 200
    assert api("mark").post(f"{alert}acknowledgement/").status_code == 403
