"""The pages of scorecards, as their readers get them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from prm.tenancy.scope import in_tenant
from scorecards.models import Quota, Target
from scorecards.operations.targets import set_quota, set_target
from tests.cast import NOW, Cast, make_partner
from tests.sales.bookings import book

YEAR = {"start_date": date(2026, 1, 1), "end_date": date(2026, 12, 31)}


@pytest.fixture
def sold(cast: Cast) -> Cast:
    """Polaris sold 45 of 90 in the first quarter, Orion 10 without a plan."""
    with in_tenant(cast.acme.pk):
        quarter = {"start_date": date(2026, 1, 1), "end_date": date(2026, 3, 31)}
        set_target(partner=cast.polaris, amount=Decimal(90), by=cast.alice, at=NOW, **quarter)
        book(cast.polaris, (date(2026, 3, 31), 45), (date(2025, 3, 1), 30))
        book(cast.orion, (date(2026, 3, 31), 10))
    return cast


def shown(response: Any) -> dict[str, Any]:
    """What the view handed to the template."""
    context: dict[str, Any] = response.context_data
    return context


def partners_listed(html: str) -> list[str]:
    return [name for name in ("Polaris", "Vega", "Orion", "Zenith") if f">{name}</a>" in html]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Polaris", "Vega", "Orion"]),
        ("?q=pola", ["Polaris"]),
        ("?q=AC-ORION", ["Orion"]),
        ("?light=at_risk", ["Polaris"]),
        ("?light=no_data", ["Vega", "Orion"]),
        ("?cam=none", []),
        ("?sort=-attainment&light=nonsense", ["Polaris", "Vega", "Orion"]),
    ],
)
def test_the_list_can_be_searched_and_filtered(sold: Cast, query: str, names: list[str]) -> None:
    response = sold.client(sold.alice).get(f"/t/acme/partners/{query}")
    assert partners_listed(response.content.decode()) == names


def test_the_list_filtered_by_cam_sums_to_that_cams_partners(sold: Cast) -> None:
    response = sold.client(sold.alice).get(f"/t/acme/partners/?cam={sold.bob.pk}")
    assert partners_listed(response.content.decode()) == ["Polaris", "Vega"]
    assert shown(response)["sums"]["booked"] == 45


def test_a_cam_lists_own_partners_only(sold: Cast) -> None:
    response = sold.client(sold.dana).get("/t/acme/partners/")
    assert partners_listed(response.content.decode()) == ["Orion"]


def test_the_list_is_not_there_for_partners(sold: Cast) -> None:
    assert sold.client(sold.priya).get("/t/acme/partners/").status_code == 404


def test_one_or_more_partners_take_the_same_queries(
    sold: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = sold.client(sold.alice)
    client.get("/t/acme/partners/")
    for query in ("?q=Polaris", ""):
        with django_assert_num_queries(13):
            client.get(f"/t/acme/partners/{query}")


def test_the_scorecard_shows_the_figures_of_any_day(sold: Cast) -> None:
    client = sold.client(sold.bob)
    page = f"/t/acme/partners/{sold.polaris.pk}/scorecard/"
    html = client.get(page).content.decode()
    assert "50.0%" in html
    assert "At risk" in html
    before = client.get(f"{page}?as_of=2026-03-30")
    assert shown(before)["performance"].year.actual == 0
    assert shown(client.get(f"{page}?as_of=rubbish"))["performance"].as_of == date(2026, 3, 31)


def test_the_scorecard_is_the_partners_own(sold: Cast) -> None:
    own, other = (f"/t/acme/partners/{partner.pk}/scorecard/" for partner in (sold.polaris, sold.orion))
    client = sold.client(sold.priya)
    assert client.get(own).status_code == 200
    assert "Margin" not in client.get(own).content.decode()
    assert client.get(other).status_code == 404


def test_the_bookings_behind_a_figure_add_up_to_it(sold: Cast) -> None:
    path = f"/t/acme/partners/{sold.polaris.pk}/bookings/?from=2026-01-01&to=2026-03-31"
    response = sold.client(sold.noor).get(path)
    assert shown(response)["totals"] == {"amount": 45, "cost": None, "lines": 1, "orders": 1}
    assert not shown(response)["shows_cost"]


def test_the_bookings_are_a_file_too_without_cost_for_the_partner(sold: Cast) -> None:
    path = f"/t/acme/partners/{sold.polaris.pk}/bookings/?from=2026-01-01&to=2026-03-31&format=csv"
    for who, has_cost in ((sold.noor, False), (sold.bob, True)):
        response = sold.client(who).get(path)
        lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
        assert len(lines) == 2
        assert ("Cost" in lines[0]) is has_cost
        assert "45" in lines[1]


def test_a_target_is_set_and_removed_on_the_page(sold: Cast) -> None:
    client, page = sold.client(sold.bob), f"/t/acme/partners/{sold.vega.pk}/targets/"
    form = {"start_date": "2026-01-01", "end_date": "2026-12-31", "amount": "1200"}
    assert client.post(f"{page}set/", form).status_code == 302
    with in_tenant(sold.acme.pk):
        target = Target.objects.get(partner=sold.vega)
    assert "1,200.00" in client.get(page).content.decode()
    assert client.post(f"{page}{target.pk}/removal/").status_code == 302
    assert "No targets yet" in client.get(page).content.decode()


def test_a_wrong_window_is_said_at_the_field(sold: Cast) -> None:
    form = {"start_date": "2026-02-01", "end_date": "2026-01-01", "amount": "1"}
    response = sold.client(sold.bob).post(f"/t/acme/partners/{sold.vega.pk}/targets/set/", form)
    assert response.status_code == 422
    assert shown(response)["form"].errors["end_date"] == ["The last day must not be before the first."]


def test_a_partner_cannot_set_its_own_target(sold: Cast) -> None:
    form = {"start_date": "2026-02-01", "end_date": "2026-03-01", "amount": "1"}
    path = f"/t/acme/partners/{sold.polaris.pk}/targets/set/"
    assert sold.client(sold.priya).post(path, form).status_code == 404


def test_a_quota_is_set_and_allotted_evenly(sold: Cast) -> None:
    client = sold.client(sold.alice)
    form = {"cam": str(sold.bob.pk), "start_date": "2026-07-01", "end_date": "2026-09-30", "amount": "101"}
    assert client.post("/t/acme/quotas/", form).status_code == 302
    with in_tenant(sold.acme.pk):
        quota = Quota.objects.get()
    assert client.post(f"/t/acme/quotas/{quota.pk}/allotment/", {"rule": "even"}).status_code == 302
    with in_tenant(sold.acme.pk):
        amounts = Target.objects.filter(quota=quota).values_list("amount", flat=True)
        assert sorted(amounts) == [Decimal("50.50"), Decimal("50.50")]
    assert "to 2" in client.get("/t/acme/quotas/").content.decode()


def test_a_cam_sees_own_quotas_and_sets_none(sold: Cast) -> None:
    with in_tenant(sold.acme.pk):
        for cam, amount in ((sold.bob, 111), (sold.dana, 222)):
            set_quota(cam=cam, amount=Decimal(amount), by=sold.alice, at=NOW, **YEAR)
    html = sold.client(sold.bob).get("/t/acme/quotas/").content.decode()
    assert "111.00" in html
    assert "222.00" not in html
    assert sold.client(sold.bob).post("/t/acme/quotas/", {}).status_code == 404


def test_the_list_turns_pages(sold: Cast) -> None:
    with in_tenant(sold.acme.pk):
        for number in range(50):
            make_partner(f"Partner {number}")
    response = sold.client(sold.alice).get("/t/acme/partners/?page=2&sort=name")
    assert len(shown(response)["shown_rows"]) == 3
