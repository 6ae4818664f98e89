"""From a revenue goal to the leads it takes, and from a rebate to what it brought, in a browser."""

import re
import time
from datetime import date

import pytest
from playwright.sync_api import Page, Route, expect

from prm.tenancy.scope import in_tenant
from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.journeys.test_qbr import shoot
from tests.planning.goals import WORKSHEET, book, make_goal, make_study


@pytest.fixture
def selling(cast: Cast) -> Cast:
    """Polaris sold more than a year before, Vega as much."""
    with in_tenant(cast.acme.pk):
        for partner, before, now in ((cast.polaris, 4_000_000, 4_600_000), (cast.vega, 1_000_000, 1_080_000)):
            book(partner, before, date(2025, 5, 4))
            book(partner, now, date(2026, 5, 4))
    return cast


def fill_worksheet(page: Page, case: str) -> None:
    for field, text in WORKSHEET.items():
        page.locator(f"[name={case}-{field}]").fill(text)


def test_a_goal_is_worked_out_while_it_is_typed_and_a_rebate_opens_to_its_partners(selling: Cast, visit: Visit) -> None:
    visitor = visit(selling.mark)
    page = visitor.open("/t/acme/revenue-goals/")
    page.get_by_role("link", name="New goal").first.click()
    page.get_by_label("Revenue goal, USD").fill("10,080,000")
    page.get_by_role("button", name="Set goal").click()
    expect(page.get_by_role("heading", name="Channel goal")).to_be_visible()
    fill_worksheet(page, "base")
    needed = page.locator(".kpi", has_text="MGOs needed")
    expect(needed).to_contain_text("12,600")
    expect(needed).to_contain_text("3,150 a quarter, 1,050 a month, 243 a week")
    expect(page.locator("#goal-saved")).to_have_text("Saved")
    expect(page.get_by_role("row", name="L Revenue")).to_contain_text("$10,080,000")
    rate = page.get_by_label("Reached to MGO, base")
    rate.fill("0")
    expect(needed).to_contain_text("Cannot be reached")
    expect(rate).to_be_focused()
    saved = page.locator("#goal-saved")
    expect(saved).to_have_text("Saved")
    address = re.compile("/revenue-goals/segments/[^/]+/[?]case=")
    sent: list[str] = []

    def take_long(route: Route) -> None:
        sent.append(str(route.request.post_data))
        time.sleep(1.2)
        route.continue_()

    page.route(address, take_long)
    share = page.get_by_label("Share of the goal, %").first
    for text in ("90", "40"):
        share.fill(text)
        page.wait_for_timeout(900)
    rate.press("End")
    rate.press("3")
    expect(rate).to_have_value("03")
    assert page.evaluate("!dispatchEvent(new Event('beforeunload', {cancelable: true}))"), "leaving asks first"
    expect(saved).not_to_have_text("Saved")
    page.get_by_role("navigation", name="Case").get_by_role("link", name="Base").click()
    page.wait_for_url("**case=base")
    page.unroute(address)
    assert [each.partition("&")[0] for each in sent] == ["share_percent=90", "share_percent=40", "base-mgo_percent=03"]
    expect(page.get_by_label("Share of the goal, %").first).to_have_value("40")
    expect(rate).to_have_value("3")
    share.fill("100")
    visitor.expected.append("422")
    rate.fill("many")
    expect(page.get_by_role("alert").filter(has_text="is not a number")).to_be_visible()
    shoot(page, "goal-error")
    assert visitor.axe() == []
    rate.fill("1")
    expect(needed).to_contain_text("12,600")
    page.get_by_role("navigation", name="Case").get_by_role("link", name="Bold").click()
    expect(page.locator(".kpi", has_text="MGOs needed")).not_to_contain_text("12,600")
    page.reload()
    expect(page.get_by_label("Reached to MGO, base")).to_have_value("1")

    visitor.open("/t/acme/rebates/new/")
    page.get_by_label("First day").fill("2026-04-01")
    page.get_by_label("Last day").fill("2026-06-30")
    page.get_by_label("Rebates paid, USD").fill("120,000")
    page.get_by_label("Your gross margin, %").fill("30")
    page.get_by_label("Who had the rebate").select_option("listed:")
    page.get_by_label("Polaris").check()
    assert visitor.axe() == []
    page.get_by_role("button", name="Work it out").click()
    expect(page.locator(".kpi", has_text="Adjusted margin ROI")).to_contain_text("−30%")
    page.get_by_role("link", name="Increment", exact=True).click()
    expect(page.locator("#partners")).to_contain_text("Polaris")
    expect(page.locator("#partners")).not_to_contain_text("Vega")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "dark"), (390, "light")])
def test_the_pages_of_goals_and_rebates_satisfy_axe(selling: Cast, visit: Visit, width: int, scheme: str) -> None:
    with in_tenant(selling.acme.pk):
        goal = make_goal(selling.alice)
        study = make_study(selling.alice, selling.polaris)
    visitor = visit(selling.alice, width=width, scheme=scheme)
    for name, path in (
        ("goals", "revenue-goals/"),
        ("goal", f"revenue-goals/{goal.pk}/"),
        ("rebates", "rebates/"),
        ("rebate", f"rebates/{study.pk}/"),
    ):
        page = visitor.open(f"/t/acme/{path}")
        shoot(page, f"{name}-{width}-{scheme}")
        assert (visitor.axe(), visitor.overflow()) == ([], 0)
