"""A marketing plan in a browser: begun by the CAM, handed in, approved by marketing, and looked at on every screen."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from planning.models import MarketingPlan
from prm.tenancy.scope import in_tenant
from tests.cast import Cast
from tests.journeys.conftest import Visit


def keep(page: Page, label: str, value: str) -> None:
    """Fill a field in, leave it, and wait until it is kept."""
    page.get_by_label(label, exact=True).first.fill(value)
    page.get_by_label(label, exact=True).first.press("Tab")
    expect(page.locator("[data-saving-status]")).to_have_text("Saved")


def test_a_plan_goes_from_draft_to_approved_and_every_page_of_it_is_accessible(cast: Cast, visit: Visit) -> None:
    bob = visit(cast.bob)
    page = bob.open(f"/t/acme/partners/{cast.polaris.pk}/marketing/")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url(re.compile(r"/marketing/[0-9a-f-]{36}/$"))
    address = page.url.removeprefix(bob.url)
    assert (bob.axe(), bob.overflow()) == ([], 0)

    page.get_by_role("link", name="Tactics").click()
    keep(page, "People reached", "25000")
    expect(page.locator("#marketing-panel")).to_contain_text("$176K")
    keep(page, "Audience", "Hospitals")
    page.get_by_role("link", name="Budget").click()
    bob.expected.append("422")
    budget = page.get_by_label("Of it MDF, E-mail campaign")
    budget.fill("999999")
    budget.press("Tab")
    expect(page.get_by_role("alert").first).to_contain_text("MDF is a part of the budget")
    expect(page.locator("[data-saving-status]")).to_have_text("One field needs you")
    keep(page, "Of it MDF, E-mail campaign", "500")
    with in_tenant(cast.acme.pk):
        tactic = MarketingPlan.objects.get().tactics.order_by("order")[0]
        assert (tactic.reach, tactic.audience, tactic.mdf_budget) == (25_000, "Hospitals", Decimal(500))

    priya = visit(cast.priya, width=390, scheme="dark")
    theirs = priya.open(f"{address}?step=budget")
    assert (priya.axe(), priya.overflow()) == ([], 0)
    keep(theirs, "Budget, E-mail campaign", "3000")
    bob.expected.append("409")
    mine = page.get_by_label("Budget, E-mail campaign")
    mine.fill("4000")
    mine.press("Tab")
    expect(page.get_by_role("alert").first).to_contain_text(
        "Priya changed this meanwhile to “3000”. You entered “4000”."
    )
    page.get_by_role("button", name="Take “3000”").click()
    expect(page.locator("[data-saving-status]")).to_have_text("Saved")

    page.get_by_role("link", name="Submit", exact=True).click()
    page.get_by_role("button", name="Submit for approval").click()
    expect(page.locator(".toast-text")).to_contain_text("was submitted for approval")

    mark = visit(cast.mark)
    decision = mark.open(address)
    assert (mark.axe(), mark.overflow()) == ([], 0)
    decision.get_by_role("button", name=re.compile(r"^Approve \$[\d,.]+ of MDF$")).click()
    expect(decision.locator(".toast-text")).to_contain_text("was approved")
    expect(decision.get_by_role("heading", name="Plan and actual")).to_be_visible()
    assert (mark.axe(), mark.overflow()) == ([], 0)


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_lists_and_settings_of_marketing_are_accessible_and_fit(
    cast: Cast, visit: Visit, width: int, scheme: str
) -> None:
    visitor = visit(cast.alice, width=width, scheme=scheme)
    found = {}
    pages = ["/t/acme/marketing/", "/t/acme/settings/tactic-types/", "/t/acme/settings/tactic-types/new/"]
    for path in pages:
        visitor.open(path)
        found[path] = (visitor.axe(), visitor.overflow())
    assert found == dict.fromkeys(pages, ([], 0))
