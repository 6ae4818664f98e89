"""Leads with the oldest days, the largest amounts and names that would be more than names: told, and harmless."""

from typing import Any

import pytest

from tests.api.conftest import api
from tests.cast import Cast, make_cast

__all__ = ["api"]
pytestmark = pytest.mark.django_db
NAME = '=1+1</script><img src=x onerror=alert(1)>"'


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def test_a_lead_that_means_harm_does_none(cast: Cast, api: Any) -> None:
    lead = {
        "partner": str(cast.polaris.pk),
        "company_name": NAME,
        "contact_name": NAME,
        "note": NAME,
        "external_id": "@A",
    }
    for entered in ("0001-01-01", "1900-02-28", "2026-01-01"):
        sent = {**lead, "external_id": f"@{entered}", "entered_date": entered, "amount": "99999999999999"}
        assert api("priya").post("leads/", sent).status_code == 201, entered
    refused = (
        {"amount": "1e30"},
        {"amount": "NaN"},
        {"amount": "Infinity"},
        {"entered_date": "9999-12-31"},
        {"entered_stage": "won"},
        {"note": "x" * 1001},
        {"partner": str(cast.orion.pk)},
        {"stage": "won"},
        {"contact_name": "\ud800"},
    )
    for wrong in refused:
        answer = api("priya").post("leads/", lead | {"external_id": "@B"} | wrong)
        assert 400 <= answer.status_code < 500, wrong
    for query in ("stage=%00", "partner=%00", "campaign=x"):
        assert api("priya").get(f"leads/?{query}").status_code == 400, query
    for reader in ("bob", "priya"):
        client, own = cast.client(getattr(cast, reader)), f"/t/acme/partners/{cast.polaris.pk}/"
        pages = [f"{own}leads/", f"{own}marketing/", "/t/acme/leads/", "/t/acme/leads/?export=csv&q=%00"]
        for page in pages if reader == "bob" else pages[:2]:
            answer = client.get(page)
            assert answer.status_code == 200, page
            assert "export" in page or b"<img src=x" not in answer.content, page
            assert b"\n=1+1" not in answer.content and b",=1+1" not in answer.content and b",@" not in answer.content
