"""The workbook: a summary, what may be changed, and the formulas that follow from it.

The formulas say what `planning.calculations` says; LibreOffice proves in a test that they come to the same cent. Each
cell carries the value it has now, for programs that show workbooks without calculating.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from planning.calculations.fixed import money
from planning.calculations.plans.assumptions import MONTHS, Assumptions
from planning.calculations.plans.forecast import Forecast, Profit, forecast
from planning.calculations.plans.returns import NoRate, ReturnRate
from planning.calculations.plans.scenarios import Overlay, seen_through
from planning.documents.plans.workbook import account, business, inputs, lines
from planning.documents.plans.workbook.sheets import Looks, MonthSheet, figure
from prm.documents.deck.workbook import TEXT_STAYS_TEXT
from prm.documents.formats import Format, Unit
from prm.documents.svg.elements import printable
from prm.kernel.fiscal import add_months

_NOTE = "Change a yellow cell, and everything follows. What you change here stays here: the plan itself is in Tandem."


@dataclass(frozen=True)
class PlanInWorkbook:
    """A case of a plan, as far as its reader may know it: without `assumptions.business` there is no profit."""

    title: str
    partner_name: str
    case: str
    currency: str
    start_month: date
    written_date: date
    assumptions: Assumptions
    overlay: Overlay


def plan_workbook(plan: PlanInWorkbook) -> bytes:
    """The plan as .xlsx with live formulas."""
    now = forecast(seen_through(plan.assumptions, plan.overlay))
    written = BytesIO()
    book = Workbook(written, TEXT_STAYS_TEXT)
    looks = Looks.of(book, Format(Unit.MONEY, plan.currency, 2).excel)
    summary = book.add_worksheet("Summary")
    entered = inputs.Inputs(book.add_worksheet(inputs.NAME), looks)
    entered.write(plan.assumptions, plan.overlay, title=f"{plan.title}: assumptions", note=_NOTE)
    months = [f"{add_months(plan.start_month, month):%b %Y}" for month in range(MONTHS)]
    by_line = MonthSheet(book.add_worksheet(lines.NAME), looks, months)
    lines.write_lines(by_line, entered, plan.assumptions.lines, now.lines)
    spent = None
    if plan.assumptions.business is not None:
        spent = MonthSheet(book.add_worksheet(business.NAME), looks, months)
    result = MonthSheet(book.add_worksheet(account.NAME), looks, months)
    account.write_margins(result, now)
    outcomes: dict[str, str] = {}
    if spent is not None and plan.assumptions.business is not None and now.profit is not None:
        business.write_business(spent, entered, plan.assumptions.business, now.profit)
        account.write_profit(result, entered, now.profit, account.payments(now, plan.assumptions.business))
        outcomes = account.outcome_formulas(result, entered, now.profit)
    _summarise(summary, looks, plan, now, result, outcomes)
    book.close()
    return written.getvalue()


def _summarise(
    sheet: Any, looks: Looks, plan: PlanInWorkbook, now: Forecast, result: MonthSheet, outcomes: dict[str, str]
) -> None:
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 4, 18)
    sheet.write_string(0, 0, printable(plan.title), looks.title)
    who = f"{plan.partner_name}, {plan.case.lower()} case, written on {plan.written_date:%d %B %Y}"
    sheet.write_string(1, 0, printable(who))
    for column, name in enumerate(("", "Year 1", "Year 2", "Year 3", "36 months")):
        sheet.write_string(3, column, name, looks.head if column else looks.text)
    rows = _shown_rows(now)
    for row, (label, series) in enumerate(rows.items(), 4):
        sheet.write_string(row, 0, label)
        for year in (1, 2, 3):
            address = f"'{account.NAME}'!{result.year_cell('', label, year)}"
            value = money(sum(series[12 * year - 12 : 12 * year]))
            sheet.write_formula(row, year, f"={address}", looks.amount, value)
        sheet.write_formula(row, 4, f"=SUM(B{row + 1}:D{row + 1})", looks.total, money(sum(series)))
    for row, (label, formula) in enumerate(outcomes.items(), len(rows) + 5):
        sheet.write_string(row, 0, label)
        sheet.write_formula(row, 1, f"={formula}", _style_of(label, looks), _value_now(label, now.profit))


def _shown_rows(now: Forecast) -> dict[str, tuple[int, ...]]:
    rows = {"Vendor bookings": now.bookings, "Revenue": now.revenue, "Gross profit": now.gross_profit}
    return rows | ({"Profit (EBIT)": now.profit.ebit} if now.profit else {})


def _style_of(label: str, looks: Looks) -> Any:
    if label.startswith(("Internal", "Modified")):
        return looks.percent
    return looks.amount if label in ("Largest funding need", "Cash after 36 months", "Net present value") else None


def _value_now(label: str, now: Profit | None) -> str | int | Decimal:
    assert now is not None
    known: dict[str, str | int | Decimal | None] = {
        account.RETURN: _rate_now(now.internal_rate),
        account.MODIFIED: _rate_now(now.modified_rate),
        "First month with a profit": now.first_positive_month,
        "Break-even month": now.break_even_month,
        "Payback month": now.payback_month,
        "Largest funding need": money(now.funding.need),
        "Month of the largest need": now.funding.month,
        "Cash after 36 months": money(now.cumulative_cash[-1]),
        "Net present value": money(now.net_present_value),
    }
    value = known[label]
    return "not within 36 months" if value is None else value


def _rate_now(found: ReturnRate) -> str | Decimal:
    return figure(found.yearly) if found.yearly is not None else account.NO_RETURN[found.reason or NoRate.OUT_OF_REACH]
