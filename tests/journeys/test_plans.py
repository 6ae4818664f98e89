"""Writing a plan in a browser: ten steps by keyboard, the summary beside it, and nobody's entry lost."""

import re

from playwright.sync_api import Locator, Page, expect

from planning.models import BusinessPlan, PlanLine
from prm.tenancy.scope import in_tenant
from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.planning.drafts import book_year, typed


def saved(page: Page) -> None:
    """Wait until the page says so."""
    expect(page.locator("[data-saving-status]")).to_have_text("Saved")


def summary(page: Page) -> str:
    """What the plan comes to, as it stands beside the form."""
    return page.locator("#plan-summary").inner_text()


def test_ten_steps_by_keyboard_and_the_summary_moves(cast: Cast, visit: Visit) -> None:
    with in_tenant(cast.acme.pk):
        book_year(cast.polaris, "Bikes")
    visitor = visit(cast.bob)
    visitor.expected += ["409", "422"]
    page = visitor.open(f"/t/acme/partners/{cast.polaris.pk}/plans/")
    page.get_by_role("link", name="Start a plan").first.press("Enter")
    page.get_by_role("button", name="Start").press("Enter")
    page.wait_for_url("**/steps/1/")
    for number in range(1, 10):
        page.wait_for_url(f"**/steps/{number}/")
        assert visitor.axe() == [], number
        if number == 4:
            _growth_and_months(page)
            _together(page, cast)
        if number == 5:
            _prices(page, cast)
        page.get_by_role("button", name="Continue").press("Enter")
    page.wait_for_url("**/steps/10/")
    assert visitor.axe() == []
    expect(page.get_by_role("main")).to_contain_text("You lose on each sale")
    page.get_by_role("link", name="See the plan").press("Enter")
    expect(page.get_by_role("heading", name="Profit and loss")).to_be_visible()
    assert visitor.axe() == []
    page.goto(page.url + "edit/")
    assert visitor.axe() == []


def _growth_and_months(page: Page) -> None:
    """Another growth, then month by month: the fields change, a block is pasted, and it is still there later."""
    before = summary(page)
    growth = page.get_by_label("Growth a year")
    growth.fill("40")
    growth.press("Tab")
    saved(page)
    assert summary(page) != before
    page.get_by_label("How units are entered").select_option("custom")
    first = page.get_by_label("Bikes, year 1, Jan")
    expect(first).to_be_visible()
    saved(page)
    stood = first.input_value()
    paste(first, "1\t2")
    saved(page)
    expect(page.get_by_text("2 months changed.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The units are what they were.")).to_be_visible()
    assert first.input_value() == stood
    paste(first, "5\t6\n7\t8")
    saved(page)
    first.press("ArrowDown")
    expect(page.get_by_label("Bikes, year 2, Jan")).to_be_focused()
    paste(first, "9\tmany")
    expect(page.get_by_role("alert").filter(has_text="“many” is not a number.")).to_be_visible()
    page.reload()
    assert [first.input_value(), page.get_by_label("Bikes, year 2, Feb").input_value()] == ["5", "8"]
    paste(first, "9\tmany")
    page.get_by_label("Bikes, year 1, Feb").fill("10")
    saved(page)
    page.reload()
    assert [first.input_value(), page.get_by_label("Bikes, year 1, Feb").input_value()] == ["9", "10"]


def _together(page: Page, cast: Cast) -> None:
    """Somebody else wrote one of the months that are pasted: both values, nothing of the block, and then all of it."""
    with in_tenant(cast.acme.pk):
        plan, line = BusinessPlan.objects.get(), PlanLine.objects.get()
    typed(plan, line, "custom_units-1", "3", by=cast.alice)
    first, second = page.get_by_label("Bikes, year 1, Jan"), page.get_by_label("Bikes, year 1, Feb")
    paste(first, "11\t12")
    expect(page.get_by_role("alert").filter(has_text="Alice changed this meanwhile to “3”")).to_be_visible()
    with in_tenant(cast.acme.pk):
        assert PlanLine.objects.get().custom_units[:2] == [3, 10]
    page.get_by_role("button", name="Use mine").click()
    saved(page)
    page.reload()
    assert [first.input_value(), second.input_value()] == ["11", "12"]


def paste(cell: Locator, text: str) -> None:
    """As from a sheet: tabs between columns, lines between rows."""
    cell.focus()
    cell.evaluate(
        """(cell, text) => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
        }""",
        text,
    )


def _prices(page: Page, cast: Cast) -> None:
    """Refused in words, warned in words, and both values when somebody was faster."""
    price, margin = page.get_by_label("Price of a unit"), page.get_by_label("Margin or fee")
    price.fill("dear")
    price.press("Tab")
    expect(page.get_by_role("alert").filter(has_text="“dear” is not a number.")).to_be_visible()
    expect(page.locator("[data-saving-status]")).to_have_text("One entry needs you")
    price.fill("900")
    margin.fill("-3")
    margin.press("Tab")
    saved(page)
    expect(page.get_by_text("You lose on each sale: the margin is below zero.")).to_be_visible()
    with in_tenant(cast.acme.pk):
        plan, line = BusinessPlan.objects.get(), PlanLine.objects.get()
    typed(plan, line, "churn_period", "month", by=cast.alice)
    typed(plan, line, "price", "950", by=cast.alice)
    price.fill("990")
    price.press("Tab")
    expect(page.get_by_role("alert").filter(has_text="Alice changed this meanwhile to “950”")).to_be_visible()
    page.get_by_role("button", name="Use mine").click()
    saved(page)
    with in_tenant(cast.acme.pk):
        assert PlanLine.objects.get().price == 990


def test_a_partner_makes_costs_its_own_and_rows_come_back(cast: Cast, visit: Visit) -> None:
    visitor = visit(cast.priya, width=390)
    page = visitor.open(f"/t/acme/partners/{cast.polaris.pk}/plans/new/")
    page.get_by_role("button", name="Start").click()
    page.wait_for_url("**/steps/1/")
    page.goto(page.url.replace("/steps/1/", "/steps/8/"))
    assert visitor.overflow() == 0
    amount = page.get_by_label("Amount").first
    amount.fill("777")
    amount.press("Tab")
    saved(page)
    page.get_by_role("button", name=re.compile("profit, not what")).click()
    expect(page.get_by_text("The partner shows its profit, not its costs")).to_be_visible()
    page.get_by_role("button", name="Remove Demo equipment and tools").click()
    expect(page.get_by_role("heading", name="Demo equipment and tools")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Demo equipment and tools")).to_be_visible()
    assert visitor.axe() == []
