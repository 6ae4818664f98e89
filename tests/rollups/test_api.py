"""Roll-ups through the API: the page's figures."""

from datetime import date
from typing import Any

from prm.tenancy.scope import in_tenant
from scorecards.models import Quota
from tests.api.conftest import api
from tests.cast import Cast
from tests.rollups.samples import book, worked_example

__all__ = ["api"]


def test_the_overview_is_the_pages(cast: Cast, api: Any) -> None:
    with in_tenant(cast.acme.pk):
        worked_example(cast)
    shown = api("alice").get("overview/").json()
    assert (shown["as_of_date"], shown["total"]["booked"], shown["total"]["plan"]) == (
        "2026-06-15",
        "160.000000",
        "150.000000",
    )
    assert [(group["name"], group["figures"]["attainment"]) for group in shown["by_cam"]] == [
        ("Bob", {"value": "1.20000000", "reason": None}),
        ("Dana", {"value": "0.80000000", "reason": None}),
    ]
    assert shown["total"]["lights"] == {"watch": 2, "no_data": 1}


def test_quota_windows_come_with_what_was_credited(cast: Cast, api: Any) -> None:
    with in_tenant(cast.acme.pk):
        Quota.objects.create(membership=cast.bob, start_date=date(2025, 7, 1), end_date=date(2025, 9, 30), amount=200)
        book(cast.polaris, date(2025, 8, 1), 50)
        worked_example(cast)
    (window,) = api("olga").get("quota-windows/").json()
    assert (window["name"], window["attainment"]["value"], window["is_running"]) == ("Q3 FY25", "0.25000000", False)
    assert [(line["cam_name"], line["credited"]) for line in window["lines"]] == [("Bob", "50.000000")]


def test_cams_and_partners_may_not_read_them(cast: Cast, api: Any) -> None:
    for name in ("bob", "priya"):
        assert api(name).get("overview/").status_code == 403
        assert api(name).get("quota-windows/").status_code == 403
