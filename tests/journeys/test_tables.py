"""Lists in a browser: search, filter, sort, keep; with and without JavaScript."""

import pytest
from playwright.sync_api import Locator, Page, expect

from partners.models import Partner
from prm.tenancy.scope import in_tenant
from tests.cast import Cast, make_partner
from tests.journeys.conftest import Visit

LIST = "/t/acme/partners/"


@pytest.fixture
def partners(cast: Cast) -> Cast:
    """Acme with 60 more partners, of which ten are Gold."""
    with in_tenant(cast.acme.pk):
        for number in range(60):
            make_partner(f"Star {number:02}", tier="Gold" if number < 10 else "Silver")
        assert Partner.objects.count() == 63
    return cast


def rows(page: Page) -> Locator:
    return page.locator("#table-partners tbody tr")


def test_search_narrows_while_typing_and_the_address_follows(partners: Cast, visit: Visit) -> None:
    page = visit(partners.alice).open(LIST)
    expect(rows(page)).to_have_count(50)
    box = page.get_by_role("searchbox")
    box.focus()
    page.keyboard.type("star 59", delay=10)
    page.wait_for_url("**/partners/?q=star+59**")
    expect(rows(page)).to_have_count(1)
    assert box.input_value() == "star 59"
    assert box.evaluate("element => element === document.activeElement")


def test_a_copied_address_shows_the_same_rows(partners: Cast, visit: Visit) -> None:
    page = visit(partners.alice).open(LIST)
    page.get_by_label("Tier").select_option("Gold")
    page.wait_for_url("**tier=Gold**")
    page.get_by_role("link", name="Partner", exact=True).click()
    page.wait_for_url("**sort=**")
    expect(rows(page)).to_have_count(10)
    names = page.locator("#table-partners tbody th a").all_inner_texts()
    again = visit(partners.olga).open(page.url)
    assert again.locator("#table-partners tbody th a").all_inner_texts() == names
    assert again.get_by_label("Tier").input_value() == "Gold"


def test_the_way_back_brings_the_former_state(partners: Cast, visit: Visit) -> None:
    page = visit(partners.alice).open(LIST)
    page.get_by_label("Tier").select_option("Gold")
    expect(rows(page)).to_have_count(10)
    page.go_back()
    expect(rows(page)).to_have_count(50)
    assert page.get_by_label("Tier").input_value() == ""


def test_a_view_is_kept_applied_and_removed(partners: Cast, visit: Visit) -> None:
    page = visit(partners.alice).open(f"{LIST}?tier=Gold")
    page.get_by_role("button", name="Views").click()
    page.get_by_label("Keep what is shown now as").fill("My gold")
    page.get_by_role("button", name="Keep").click()
    page.get_by_text("The view “My gold” is kept.").wait_for()
    page.goto(LIST)
    page.get_by_role("button", name="Views").click()
    page.get_by_role("link", name="My gold").click()
    page.wait_for_url("**tier=Gold**")
    expect(rows(page)).to_have_count(10)
    page.get_by_role("button", name="My gold", exact=True).click()
    page.get_by_role("button", name="Remove My gold").click()
    page.get_by_text("The view “My gold” is gone.").wait_for()


def test_everything_works_without_javascript(partners: Cast, visit: Visit) -> None:
    page = visit(partners.alice, java_script_enabled=False).open(LIST)
    page.get_by_role("searchbox").fill("star")
    page.get_by_label("Tier").select_option("Gold")
    page.get_by_role("button", name="Apply").click()
    expect(rows(page)).to_have_count(10)
    page.goto(LIST)
    page.get_by_role("link", name="Next page").click()
    expect(rows(page)).to_have_count(13)


def test_a_failing_server_is_said_and_the_rows_stay(partners: Cast, visit: Visit) -> None:
    visitor = visit(partners.alice)
    visitor.expected.append("500")
    page = visitor.open(LIST)
    page.route("**/partners/?*", lambda route: route.fulfill(status=500, headers={"X-Request-Id": "abc123"}, body="x"))
    page.get_by_label("Tier").select_option("Gold")
    page.get_by_text("report number abc123").wait_for()
    expect(rows(page)).to_have_count(50)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_list_satisfies_axe_and_fits(partners: Cast, visit: Visit, width: int, scheme: str) -> None:
    visitor = visit(partners.alice, width=width, scheme=scheme)
    visitor.open(f"{LIST}?tier=Gold&q=star")
    assert visitor.axe() == []
    assert visitor.overflow() == 0
