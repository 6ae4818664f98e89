"""A year's targets come out of a sheet by one paste, are saved at once, and taken back at once."""

from decimal import Decimal

from django.db.models import Sum
from playwright.sync_api import Page, expect

from prm.tenancy.scope import in_tenant
from scorecards.models import Target
from tests.cast import Cast
from tests.journeys.conftest import Visit

GRID = "/t/acme/targets/?split=months&rule=growth&growth=0"
ROWS, MONTHS = 3, 12
PASTE = """([selector, text]) => {
  const data = new DataTransfer();
  data.setData("text", text);
  document.querySelector(selector).dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def paste(page: Page, block: list[list[str]]) -> None:
    """The block as a spreadsheet hands it over, into the first cell."""
    text = "".join("\t".join(line) + "\r\n" for line in block)
    page.locator("[data-grid-cell]").first.focus()
    page.evaluate(PASTE, ["[data-grid-cell]", text])


def block(first: int = 0) -> list[list[str]]:
    """1,001 to 1,012 in the first row, 1,101 and on in the second, with separators as sheets write them."""
    return [[f"{1000 + 100 * row + month + first:,}" for month in range(1, MONTHS + 1)] for row in range(ROWS)]


def planned(cast: Cast) -> Decimal:
    with in_tenant(cast.acme.pk):
        found: Decimal = Target.objects.aggregate(all=Sum("amount", default=Decimal(0)))["all"]
        return found


def test_a_block_is_pasted_saved_and_taken_back_and_a_bad_cell_keeps_its_message(cast: Cast, visit: Visit) -> None:
    visitor = visit(cast.olga)
    page = visitor.open(GRID)
    paste(page, block())
    cells = page.locator("[data-grid-cell]")
    expect(cells).to_have_count(ROWS * MONTHS)
    assert [cells.nth(place).input_value() for place in (0, 11, 12, 35)] == ["1,001", "1,012", "1,101", "1,212"]
    expect(page.locator("[data-grid-total]").first).to_have_value("12,078")
    expect(page.locator("[data-grid-grand]")).to_have_text("39,834")
    page.get_by_role("button", name="Save all").click()
    expect(page.get_by_text("Targets of 3 partners")).to_be_visible()
    assert planned(cast) == 39_834
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("are as they were before")).to_be_visible()
    assert planned(cast) == 0

    visitor.open(GRID)
    bad = block()
    bad[1][4] = "12 apples"
    paste(page, bad)
    visitor.expected += ["422"]
    page.get_by_role("button", name="Save all").click()
    wrong = page.locator("[data-grid-cell][aria-invalid=true]")
    expect(wrong).to_have_count(1)
    expect(wrong).to_have_value("12 apples")
    expect(cells.first).to_have_value("1,001")
    expect(page.get_by_text("Nothing is saved")).to_be_visible()
    assert page.locator("tr", has=wrong).locator(".status-bad").inner_text()
    assert planned(cast) == 0
    assert (visitor.axe(), visitor.overflow()) == ([], 0)
