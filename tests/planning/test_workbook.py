"""A second program calculates the workbook, and comes to the server's figures to the cent. Needs LibreOffice Calc."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planning.calculations.fixed import Series, cents, decimal, fixed, less, share, total
from planning.calculations.plans.assumptions import (
    Assumptions,
    Business,
    Cost,
    Custom,
    Growth,
    Person,
    ProductLine,
    Sample,
    Service,
)
from planning.calculations.plans.cash import delayed
from planning.calculations.plans.forecast import Forecast, Profit, forecast
from planning.calculations.plans.lines import monthly_churn
from planning.calculations.plans.scenarios import AS_PLANNED, Overlay, seen_through
from planning.documents.plans.workbook import PlanInWorkbook, plan_workbook
from planning.enums import Costing, CostKind, Frequency, Pricing, Selling, Work
from tests.planning.plan_samples import worked

SOFFICE = shutil.which("soffice")
HAS_CALC = SOFFICE is not None and (Path(SOFFICE).resolve().parent / "libsclo.so").exists()
needs_calc = pytest.mark.skipif(not HAS_CALC, reason="LibreOffice Calc is not installed")

NO_SERVICE = Service(0, 0, Costing.MARGIN, 0, 0, 0)
BY_MARGIN = Service(share(60), fixed(8000), Costing.MARGIN, share(40), fixed(12), 0)
BY_HOURS = Service(share(30), fixed(400), Costing.HOURS, 0, fixed(Decimal("2.5")), fixed(85))
GROWING = Growth(tuple(fixed(Decimal(n) / 3) for n in range(1, 13)), share(Decimal("12.5")))
TYPED = Custom(tuple(fixed(n % 5) for n in range(36)))
BUILT_UP = Sample(4, fixed(1), fixed(Decimal("0.25")), fixed(6))
LINES = (
    ProductLine(
        "a", "=Cloud", Selling.RESALE, Pricing.RECURRING, BUILT_UP, fixed(7), fixed(500), share(20), share(1),
        BY_MARGIN, BY_HOURS,
    ),
    ProductLine(
        "b", "Servers", Selling.RESALE, Pricing.ONE_TIME, GROWING, 0, fixed(Decimal("12345.67")), share(18),
        monthly_churn(share(10)), BY_HOURS, BY_MARGIN,
    ),
    ProductLine(
        "c", "Referrals", Selling.AGENT, Pricing.ONE_TIME, TYPED, 0, fixed(9000), share(8), 0, NO_SERVICE, NO_SERVICE
    ),
)  # fmt: skip
PEOPLE = (
    Person("p", "Seller", Work.SALES, fixed(2), 1, None, fixed(9500), fixed(1200), (), fixed(4), 0, 0),
    Person("q", "Engineer", Work.DELIVERY, fixed(1), 5, 30, fixed(8200), 0, (share(50),), 0, fixed(160), share(70)),
)
COSTS = (
    Cost("r", "Campaigns", CostKind.MARKETING, fixed(1500), Frequency.MONTHLY, 1, None, share(50)),
    Cost("s", "Fair", CostKind.MARKETING, fixed(20000), Frequency.YEARLY, 3, 30, share(25)),
    Cost("t", "Office", CostKind.OVERHEAD, fixed(Decimal("3333.33")), Frequency.MONTHLY, 2, 35, 0),
    Cost("u", "Licence", CostKind.TRAINING, fixed(4800), Frequency.ONCE, 13, None, 0),
)
BUSINESS = Business(PEOPLE, COSTS, fixed(20000), 45, 30, share(12))
BLEAK = Overlay(share(70), share(95), share(-2), share(130), share(80), share(105), 3)
# Everything that a case may lift above the whole: margins, services, churn.
FULL = tuple(
    replace(each, margin=share(95), churn=share(60), project=replace(BY_MARGIN, attach=share(90)), managed=BY_HOURS)
    for each in LINES
)
OPTIMISTIC = Overlay(share(125), share(100), share(10), share(200), share(150), share(100), 0)
ROWS = {
    "Vendor bookings": "bookings",
    "Product revenue": "product_revenue",
    "Services revenue": "services_revenue",
    "Revenue": "revenue",
    "Product margin": "product_margin",
    "Services margin": "services_margin",
    "Gross profit": "gross_profit",
}
PROFIT_ROWS = {
    "People": "people_cost",
    "Training": "training",
    "Marketing": "marketing",
    "Overhead": "overhead",
    "Paid by the vendor": "funded",
    "Profit (EBIT)": "ebit",
}


def a_plan(assumptions: Assumptions, overlay: Overlay = AS_PLANNED) -> PlanInWorkbook:
    return PlanInWorkbook(
        title="Growing together",
        partner_name="Blue Peak",
        case="Base",
        currency="USD",
        start_month=date(2026, 7, 1),
        written_date=date(2026, 11, 22),
        assumptions=assumptions,
        overlay=overlay,
    )


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Each plan as LibreOffice calculates it. Values that the file carries are dropped first, so it has to."""
    plans = {
        "base": a_plan(Assumptions(LINES, BUSINESS)),
        "bleak": a_plan(Assumptions(LINES, BUSINESS), BLEAK),
        "margins": a_plan(Assumptions(LINES)),
        "changed": a_plan(Assumptions(LINES, BUSINESS)),
        "poor": a_plan(Assumptions((), BUSINESS)),
        "full": a_plan(Assumptions(FULL, BUSINESS), OPTIMISTIC),
        "worked": a_plan(worked()),
    }
    folder = tmp_path_factory.mktemp("books")
    for name, plan in plans.items():
        book = openpyxl.load_workbook(BytesIO(plan_workbook(plan)))
        if name == "changed":
            cell_below(book["Assumptions"], "Price of a unit", "Servers").value = 9999.99
        book.save(folder / f"{name}.xlsx")
    command = [str(SOFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx"]
    files = [str(folder / f"{name}.xlsx") for name in plans]
    subprocess.run([*command, "--outdir", str(folder / "out"), *files], check=True, capture_output=True, timeout=180)
    return {name: openpyxl.load_workbook(folder / "out" / f"{name}.xlsx", data_only=True) for name in plans}


def cell_below(sheet: Any, head: str, name: str) -> Any:
    """The cell of a table by the words at its head and at its side."""
    heads = next(row for row in sheet.iter_rows() if any(cell.value == head for cell in row))
    column = next(cell.column for cell in heads if cell.value == head)
    below = next(row for row in sheet.iter_rows(min_row=heads[0].row) if row[0].value == name)
    return below[column - 1]


def months(book: Any, label: str) -> list[int]:
    """A row of the account in cents, as a reader rounds it."""
    row = next(row for row in book["Profit and loss"].iter_rows(values_only=True) if row[1] == label)
    return [in_cents(value) for value in row[3:39]]


def in_cents(value: float) -> int:
    return cents(fixed(Decimal(repr(float(value)))))


def expected(series: Series) -> list[int]:
    return [cents(value) for value in series]


def outcome(book: Any, label: str) -> Any:
    return next(row[1] for row in book["Summary"].iter_rows(values_only=True) if row[0] == label)


def assert_same(book: Any, now: Forecast) -> None:
    for label, name in ROWS.items():
        assert months(book, label) == expected(getattr(now, name)), label
    if now.profit is not None:
        assert_same_profit(book, now.profit)


def assert_same_profit(book: Any, profit: Profit) -> None:
    for label, name in PROFIT_ROWS.items():
        assert months(book, label) == expected(getattr(profit, name)), label
    assert months(book, "Cash") == expected(profit.cash[1:])
    assert months(book, "Cumulative cash") == expected(profit.cumulative_cash[1:])
    for label, month in (
        ("First month with a profit", profit.first_positive_month),
        ("Break-even month", profit.break_even_month),
        ("Payback month", profit.payback_month),
    ):
        assert outcome(book, label) == ("not within 36 months" if month is None else month), label
    assert in_cents(outcome(book, "Largest funding need")) == cents(profit.funding.need)
    assert outcome(book, "Month of the largest need") == profit.funding.month
    assert in_cents(outcome(book, "Net present value")) == cents(profit.net_present_value)


@needs_calc
@pytest.mark.parametrize(("name", "overlay"), [("base", AS_PLANNED), ("bleak", BLEAK)])
def test_libreoffice_comes_to_the_servers_figures_to_the_cent(books: Any, name: str, overlay: Overlay) -> None:
    assert_same(books[name], forecast(seen_through(Assumptions(LINES, BUSINESS), overlay)))


@needs_calc
def test_a_changed_assumption_changes_everything_that_follows(books: Any) -> None:
    dearer = replace(LINES[1], price=fixed(Decimal("9999.99")))
    assert_same(books["changed"], forecast(Assumptions((LINES[0], dearer, LINES[2]), BUSINESS)))


@needs_calc
def test_a_case_lifts_no_share_above_the_whole_in_the_workbook_either(books: Any) -> None:
    lifted = forecast(seen_through(Assumptions(FULL, BUSINESS), OPTIMISTIC))
    assert total(lifted.product_margin) == total(lifted.sales)
    assert_same(books["full"], lifted)


@needs_calc
def test_the_rate_of_return_is_the_servers(books: Any) -> None:
    profit = forecast(Assumptions(LINES, BUSINESS)).profit
    assert profit is not None
    told = fixed(Decimal(repr(outcome(books["worked"], "Internal rate of return, a year"))))
    assert decimal(told, 4) == Decimal("0.2092")
    worked_profit = forecast(worked()).profit
    assert worked_profit is not None and worked_profit.internal_rate.yearly is not None
    assert abs(told - worked_profit.internal_rate.yearly) < fixed(Decimal("0.000001"))
    modified = fixed(Decimal(repr(outcome(books["base"], "Modified rate (MIRR), a year"))))
    assert profit.modified_rate.yearly is not None
    assert abs(modified - profit.modified_rate.yearly) < fixed(Decimal("0.000001"))


@needs_calc
def test_without_sales_every_month_is_a_loss_and_no_rate_is_named(books: Any) -> None:
    assert_same(books["poor"], forecast(Assumptions((), BUSINESS)))
    assert outcome(books["poor"], "Internal rate of return, a year") == "none"


@needs_calc
def test_a_reader_without_consent_gets_margins_and_nothing_of_the_costs(books: Any) -> None:
    assert_same(books["margins"], forecast(Assumptions(LINES)))
    assert books["margins"].sheetnames == ["Summary", "Assumptions", "Lines", "Profit and loss"]


def test_a_name_that_looks_like_a_formula_stays_text() -> None:
    book = openpyxl.load_workbook(BytesIO(plan_workbook(a_plan(Assumptions(LINES, BUSINESS)))))
    named = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "=Cloud"]
    assert named and all(cell.data_type == "s" for cell in named)


def test_the_values_that_the_file_carries_are_the_servers() -> None:
    """Telephones and previews show them without calculating."""
    now = forecast(Assumptions(LINES, BUSINESS))
    book = openpyxl.load_workbook(BytesIO(plan_workbook(a_plan(Assumptions(LINES, BUSINESS)))), data_only=True)
    assert now.profit is not None
    assert months(book, "Profit (EBIT)") == expected(now.profit.ebit)
    assert outcome(book, "Break-even month") == (now.profit.break_even_month or "not within 36 months")
    paid = less(now.product_revenue, now.product_margin)
    assert months(book, "Paid to the vendor") == expected(delayed(paid, BUSINESS.supplier_days))
    assert now.profit.modified_rate.yearly is not None
    assert outcome(book, "Modified rate (MIRR), a year") == pytest.approx(
        float(decimal(now.profit.modified_rate.yearly, 9))
    )


def test_a_rate_is_carried_as_a_figure_or_as_the_word_for_there_being_none() -> None:
    told = []
    for plan in (worked(), Assumptions((), BUSINESS), Assumptions(LINES, replace(BUSINESS, investment=fixed(-1)))):
        book = openpyxl.load_workbook(BytesIO(plan_workbook(a_plan(plan))), data_only=True)
        told.append(outcome(book, "Internal rate of return, a year"))
    assert told == [pytest.approx(0.20915, abs=1e-5), "none", "not unique"]
