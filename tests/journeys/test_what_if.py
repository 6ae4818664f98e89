"""What if in a browser: a slider moves by keys, 36 months follow, the server's figures are the same, and undo."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from planning.enums import Case
from planning.models import BusinessPlan, PlanLine, PlanProfit
from prm.kernel import money
from prm.tenancy.scope import in_tenant
from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.planning.agreements import make_plan

PRESSES = 20


@pytest.fixture
def plan(cast: Cast) -> BusinessPlan:
    with in_tenant(cast.acme.pk):
        return make_plan(cast)


def shown(page: Page) -> list[str]:
    """Every figure on the page."""
    return page.locator("[data-kpis] .kpi-value, [data-kpis] .kpi-detail, [data-account] td").all_inner_texts()


def test_twenty_presses_preview_at_once_and_the_server_agrees(cast: Cast, visit: Visit, plan: BusinessPlan) -> None:
    visitor = visit(cast.bob)
    page = visitor.open(f"/t/acme/plans/{plan.pk}/what-if/base/")
    status = page.locator("[data-what-if-status]")
    before = shown(page)
    page.get_by_role("slider", name="Cloud seats: Price").focus()
    for _ in range(PRESSES):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Price", exact=True)).to_have_value("140")
    expect(page.locator("[data-row=revenue] td").last).to_have_text("50,400")
    expect(status).to_have_text("Saved")
    preview = shown(page)
    page.reload()
    assert shown(page) == preview != before
    with in_tenant(cast.acme.pk):
        assert PlanLine.objects.get(plan=plan).price == 140
        profit = PlanProfit.objects.get(plan=plan, case=Case.BASE)
    years = (profit.ebit_year_1, profit.ebit_year_2, profit.ebit_year_3)
    for year, amount in zip(page.locator("[data-kpis] .kpi-value").all_inner_texts(), years, strict=False):
        assert year == f"${money.number(amount)}"
    assert visitor.axe() == []


def test_typing_undo_and_refusals_on_the_way(cast: Cast, visit: Visit, plan: BusinessPlan) -> None:
    with in_tenant(cast.acme.pk):
        renewed = {"pricing": "recurring", "churn_percent": 36, "churn_period": "2year"}
        PlanLine.objects.filter(plan=plan).update(entry="custom", custom_units=[Decimal("2.5")] * 36, **renewed)
    visitor = visit(cast.priya, width=390)
    page = visitor.open(f"/t/acme/plans/{plan.pk}/what-if/base/?by=month")
    status, price = page.locator("[data-what-if-status]"), page.get_by_label("Price", exact=True)
    before = shown(page)
    price.fill("1,234.5")
    price.press("Enter")
    price.blur()
    expect(status).to_have_text("Saved")
    assert shown(page) != before
    page.get_by_role("button", name="Undo").click()
    expect(price).to_have_value("100")
    expect(status).to_have_text("Saved")
    assert shown(page) == before
    churn = page.get_by_label("Customers who leave, at renewal, every two years", exact=True)
    churn.fill("51")
    churn.blur()
    expect(status).to_have_text("Saved")
    page.get_by_role("button", name="Undo").click()
    expect(churn).to_have_value("36")
    expect(status).to_have_text("Saved")
    share = page.get_by_label("New units, of all months", exact=True)
    share.fill("150")
    share.blur()
    expect(status).to_have_text("Saved")
    with in_tenant(cast.acme.pk):
        assert PlanLine.objects.get(plan=plan).custom_units == [Decimal("3.75")] * 36
    page.get_by_role("button", name="Undo").click()
    expect(share).to_have_value("100")
    expect(status).to_have_text("Saved")
    assert shown(page) == before
    visitor.expected.append("422")
    price.fill("much")
    price.blur()
    expect(page.get_by_text("“much” is not a number.")).to_be_visible()
    price.fill("9" * 15)
    price.blur()
    expect(page.get_by_text("This number is too large.")).to_be_visible()
    page.evaluate("() => new Promise((resume) => requestAnimationFrame(() => requestAnimationFrame(resume)))")
    assert shown(page) == before, "what was refused is in no figure"
    assert visitor.overflow() == 0
    assert visitor.axe() == []


def test_the_other_pages_of_a_plan_are_sound(cast: Cast, visit: Visit, plan: BusinessPlan) -> None:
    visitor = visit(cast.bob, scheme="dark")
    for page_of, heading in (
        ("cases/", "Side by side"),
        ("sensitivity/", "Every driver"),
        ("goal/?profit=3600&span=all", "Answer"),
        ("what-if/bleak/", "What is different"),
        ("?by=quarter", "Profit and loss"),
        ("agreement/costs/", "Who sees the costs now"),
        ("files/", "Take it away"),
    ):
        page = visitor.open(f"/t/acme/plans/{plan.pk}/{page_of}")
        expect(page.get_by_role("heading", name=re.compile(heading))).to_be_visible()
        assert (visitor.axe(), visitor.overflow()) == ([], 0), page_of
