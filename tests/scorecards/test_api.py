"""Bookings, targets and scorecards through the API: the page's figures, and no figure that is not the caller's."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from prm.tenancy.scope import in_tenant
from sales.models import Booking, Product
from scorecards.queries.performance import performance_of
from tests.api.conftest import api
from tests.cast import Cast

__all__ = ["api"]


def book(cast: Cast) -> None:
    """Two lines for Polaris and one for Orion, in 2026 and the year before."""
    with in_tenant(cast.acme.pk):
        laptop = Product.objects.create(external_id="P1", name="Laptop")
        for number, (partner, day, amount) in enumerate(
            [
                (cast.polaris, date(2026, 2, 3), "1000.123456"),
                (cast.polaris, date(2025, 2, 3), "500"),
                (cast.orion, date(2026, 2, 3), "7"),
            ]
        ):
            Booking.objects.create(
                partner=partner,
                product=laptop,
                order_number=f"SO{number}",
                booked_date=day,
                quantity=1,
                amount=Decimal(amount),
                cost=Decimal("900"),
            )


def amounts(response: Any) -> list[str]:
    return [row["amount"] for row in response.json()["results"]]


def test_bookings_keep_their_precision_and_stay_in_reach(cast: Cast, api: Any) -> None:
    book(cast)
    assert amounts(api("alice").get("bookings/")) == ["1000.123456", "500.000000", "7.000000"]
    assert amounts(api("bob").get("bookings/")) == ["1000.123456", "500.000000"]
    assert amounts(api("bob").get("bookings/", from_date="2026-01-01")) == ["1000.123456"]
    assert amounts(api("bob").get("bookings/", partner=cast.orion.pk)) == []
    assert api("bob").get("bookings/", from_date="soon").status_code == 400
    assert [row["name"] for row in api("bob").get("products/").json()["results"]] == ["Laptop"]


def test_what_goods_cost_the_vendor_is_not_for_partners(cast: Cast, api: Any) -> None:
    book(cast)
    assert "cost" in api("bob").get("bookings/").json()["results"][0]
    assert "cost" not in api("priya").get("bookings/").json()["results"][0]
    path = f"partners/{cast.polaris.pk}/scorecard/"
    assert "margin" in api("bob").get(path).json()
    assert "margin" not in api("priya").get(path).json()


def test_the_scorecard_is_the_one_of_the_page(cast: Cast, api: Any) -> None:
    book(cast)
    bob, path = api("bob"), f"partners/{cast.polaris.pk}/"
    window = {"start_date": "2026-01-01", "end_date": "2026-12-31", "amount": "4000"}
    assert bob.post(f"{path}targets/", window).status_code == 201
    shown = bob.get(f"{path}scorecard/", as_of="2026-06-30").json()
    with in_tenant(cast.acme.pk):
        performance = performance_of(cast.polaris, tenant=cast.acme, as_of=date(2026, 6, 30))
    assert (shown["as_of_date"], shown["year"]["actual"]) == ("2026-06-30", "1000.123456")
    assert (shown["year"]["prior"], shown["year"]["light"]) == ("500.000000", performance.light.value)
    assert shown["year"]["attainment"]["value"] == f"{performance.year.attainment.value:.8f}"
    assert [quarter["name"] for quarter in shown["quarters"]] == [each.period.label for each in performance.quarters]
    assert bob.get(f"{path}scorecard/", as_of="31.12.2026").status_code == 400


def test_targets_are_set_changed_and_removed(cast: Cast, api: Any) -> None:
    bob, path = api("bob"), f"partners/{cast.polaris.pk}/targets/"
    window = {"start_date": "2026-01-01", "end_date": "2026-03-31"}
    made = bob.post(path, {**window, "amount": "100"}).json()
    assert bob.patch(f"{path}{made['id']}/", {"amount": "150.5"}).json()["amount"] == "150.5000"
    overlapping = bob.post(path, {"start_date": "2026-03-01", "end_date": "2026-03-31", "amount": "1"})
    assert overlapping.status_code == 409
    assert api("priya").post(path, {**window, "amount": "1"}).status_code == 403
    assert api("priya").get(path).json()["results"][0]["amount"] == "150.5000"
    assert bob.delete(f"{path}{made['id']}/").status_code == 204
    assert bob.get(path).json()["results"] == []


def test_a_quota_is_set_and_shared_out(cast: Cast, api: Any) -> None:
    olga = api("olga")
    window = {"start_date": "2026-01-01", "end_date": "2026-12-31"}
    made = olga.post("quotas/", {"cam": cast.bob.pk, "amount": "1000", **window})
    assert (made.status_code, made.json()["cam_name"]) == (201, "Bob")
    shared = olga.post(f"quotas/{made.json()['id']}/allotment/", {"rule": "even"})
    assert sorted(target["amount"] for target in shared.json()) == ["500.0000", "500.0000"]
    assert olga.post("quotas/", {"cam": cast.gita.pk, "amount": "1", **window}).status_code == 404
    assert len(api("bob").get("quotas/").json()["results"]) == 1
    assert api("dana").get("quotas/").json()["results"] == []
    assert api("priya").get("quotas/").status_code == 403


@pytest.mark.parametrize(("who", "rows"), [("alice", 3), ("bob", 2), ("priya", 1)])
def test_standings_are_those_of_partners_in_reach(cast: Cast, api: Any, who: str, rows: int) -> None:
    window = {"start_date": "2026-01-01", "end_date": "2026-12-31", "amount": "4000"}
    for partner in (cast.polaris, cast.vega, cast.orion):
        assert api("alice").post(f"partners/{partner.pk}/targets/", window).status_code == 201
    assert len(api(who).get("standings/").json()["results"]) == rows


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_is_answered(cast: Cast, api: Any, day: str) -> None:
    book(cast)
    assert api("bob").get(f"partners/{cast.polaris.pk}/scorecard/", as_of=day).status_code == 200
    page = cast.client(cast.bob).get(f"/t/acme/partners/{cast.polaris.pk}/scorecard/?as_of={day}")
    assert page.status_code == 200
    window = {"start_date": min(day, "2026-01-01"), "end_date": max(day, "2026-01-01"), "amount": "1"}
    assert api("bob").post(f"partners/{cast.polaris.pk}/targets/", window).status_code == 409
