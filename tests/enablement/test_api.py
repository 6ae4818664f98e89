"""Training and tasks through the API."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prm.tenancy.scope import in_tenant
from tests.api.conftest import api
from tests.cast import TODAY, Cast
from tests.enablement.samples import asked, certification, certified, person

__all__ = ["api"]


def test_operations_keep_what_can_be_learned_and_is_asked_for(cast: Cast, api: Any) -> None:
    olga = api("olga")
    made = olga.post("certifications/", {"name": "Sales", "family": "Sales", "valid_months": 12})
    assert made.status_code == 201, made.content
    kind = made.json()["id"]
    asked_for = olga.post(
        "certificate-requirements/", {"label": "Two", "tier": "Gold", "certification": kind, "count": 2}
    )
    assert asked_for.status_code == 201, asked_for.content
    assert olga.delete(f"certifications/{kind}/").status_code == 409
    assert olga.patch(f"certificate-requirements/{asked_for.json()['id']}/", {"count": 3}).json()["count"] == 3
    assert olga.delete(f"certificate-requirements/{asked_for.json()['id']}/").status_code == 204
    assert olga.delete(f"certifications/{kind}/").status_code == 204
    assert api("bob").post("certifications/", {"name": "X"}).status_code == 403
    assert api("priya").get("certifications/").status_code == 200


def test_a_certificate_is_written_for_a_contact_in_reach(cast: Cast, api: Any) -> None:
    with in_tenant(cast.acme.pk):
        kind, ada, stranger = certification(valid_months=12), person(cast.polaris), person(cast.orion)
    bob = api("bob")
    sent = {"contact": ada.pk, "certification": kind.pk, "issued_date": "2026-01-31"}
    made = bob.post("certificates/", sent)
    assert made.status_code == 201, made.content
    shown = made.json()
    assert (shown["partner"], shown["expires_date"]) == (str(cast.polaris.pk), "2027-01-31")
    assert bob.post("certificates/", {**sent, "contact": stranger.pk}).status_code == 404
    path = f"certificates/{shown['id']}/"
    assert bob.patch(path, {"expires_date": None}).json()["expires_date"] is None
    assert bob.patch(path, {"contact": stranger.pk}).status_code == 404
    assert api("priya").get(path).status_code == 200
    assert api("priya").delete(path).status_code == 403
    assert bob.delete(path).status_code == 204


def test_a_task_is_asked_done_and_opened_again(cast: Cast, api: Any) -> None:
    bob = api("bob")
    sent = {"partner": cast.polaris.pk, "name": "Plan", "kind": "plan", "due_date": "2026-12-31"}
    made = bob.post("required-tasks/", sent)
    assert made.status_code == 201, made.content
    path = f"required-tasks/{made.json()['id']}/"
    assert bob.post(f"{path}completion/").json()["done_date"] is not None
    assert bob.post(f"{path}completion/").status_code == 409
    assert bob.post(f"{path}reopening/").json()["done_date"] is None
    assert bob.patch(path, {"name": "Bigger plan"}).json()["name"] == "Bigger plan"
    assert bob.patch(path, {"done_date": "2026-12-31"}).status_code == 400
    assert api("priya").post(f"{path}completion/").status_code == 403
    assert bob.delete(path).status_code == 204


def test_lists_narrow_to_a_partner_and_stop_at_reach(cast: Cast, api: Any) -> None:
    with in_tenant(cast.acme.pk):
        kind = certification()
        for partner in (cast.polaris, cast.vega, cast.orion):
            certified(person(partner), kind, TODAY)
            asked(partner, TODAY)
    for path in ("certificates/", "required-tasks/"):
        assert len(api("bob").get(path).json()["results"]) == 2
        assert len(api("priya").get(path).json()["results"]) == 1
        assert len(api("alice").get(path, partner=cast.vega.pk).json()["results"]) == 1
        assert api("alice").get(path, partner="nobody").status_code == 400


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_takes_the_same_queries_for_one_row_and_for_three(cast: Cast, api: Any, rows: int) -> None:
    with in_tenant(cast.acme.pk):
        kind = certification()
        for number in range(rows):
            certified(person(cast.polaris, f"Person {number}"), kind, TODAY)
            asked(cast.polaris, TODAY, f"Task {number}")
    bob = api("bob")
    for path in ("certificates/", "required-tasks/", "certifications/"):
        with CaptureQueriesContext(connection) as captured:
            assert bob.get(path).status_code == 200
        assert len([each for each in captured if 'FROM "enablement_' in each["sql"]]) == 1
