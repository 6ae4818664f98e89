"""The profit and loss account of a plan as a table by year, quarter or month, and its chart."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from planning.calculations.fixed import Series, money, total
from planning.calculations.plans.assumptions import MONTHS
from planning.calculations.plans.forecast import Forecast, Profit
from prm.documents.formats import whole_money
from prm.documents.specs import Chart, ChartKind, Mark, Role
from prm.documents.specs import Series as Drawn
from prm.kernel import money as amounts


class By(IntEnum):
    """How many months stand in a column."""

    YEAR = 12
    QUARTER = 3
    MONTH = 1

    @property
    def label(self) -> str:
        return {By.YEAR: "Years", By.QUARTER: "Quarters", By.MONTH: "Months"}[self]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the account as it is written. `key` names the series for the page's script."""

    key: str
    label: str
    cells: tuple[str, ...]
    total: str
    is_sum: bool


@dataclass(frozen=True, slots=True)
class Account:
    """Headings and rows. `has_start` when a column for what is spent before month 1 comes first."""

    by: By
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    has_start: bool


_MARGINS: tuple[tuple[str, str, Callable[[Forecast], Series]], ...] = (
    ("product_revenue", "Product revenue", lambda account: account.product_revenue),
    ("services_revenue", "Services revenue", lambda account: account.services_revenue),
    ("revenue", "Revenue", lambda account: account.revenue),
    ("product_margin", "Product margin", lambda account: account.product_margin),
    ("services_margin", "Services margin", lambda account: account.services_margin),
    ("gross_profit", "Gross profit", lambda account: account.gross_profit),
)
_PROFITS: tuple[tuple[str, str, Callable[[Profit], Series]], ...] = (
    ("people_cost", "People", lambda profit: profit.people_cost),
    ("training", "Training", lambda profit: profit.training),
    ("marketing", "Marketing", lambda profit: profit.marketing),
    ("funded", "Paid by the vendor (MDF)", lambda profit: profit.funded),
    ("overhead", "Overhead", lambda profit: profit.overhead),
    ("ebit", "Profit (EBIT)", lambda profit: profit.ebit),
)
_SUMS = {"revenue", "gross_profit", "ebit", "cumulative_cash"}


def account_table(account: Forecast, *, by: By, months: tuple[str, ...]) -> Account:
    """All rows in the order of the house, whole amounts; totals come from unrounded months."""
    profit = account.profit
    rows = [_row(key, label, series(account), by, start=profit is not None) for key, label, series in _MARGINS]
    if profit is not None:
        rows += [_row(key, label, series(profit), by, start=True) for key, label, series in _PROFITS]
        rows += _cash_rows(profit, by)
    headings = tuple(_headings(by, months))
    return Account(by, (("Start", *headings) if profit else headings), tuple(rows), profit is not None)


def _headings(by: By, months: tuple[str, ...]) -> Iterator[str]:
    for first in range(0, MONTHS, by):
        match by:
            case By.YEAR:
                yield f"Year {first // 12 + 1}"
            case By.QUARTER:
                yield f"Q{first // 3 % 4 + 1} Y{first // 12 + 1}"
            case By.MONTH:
                yield months[first]


def _row(key: str, label: str, series: Series, by: By, *, start: bool) -> Row:
    cells = [_written(total(series[first : first + by])) for first in range(0, MONTHS, by)]
    return Row(key, label, tuple(["", *cells] if start else cells), _written(total(series)), key in _SUMS)


def _cash_rows(profit: Profit, by: By) -> Iterator[Row]:
    flows, held = profit.cash, profit.cumulative_cash
    ends = range(by, MONTHS + 1, by)
    moved = tuple(_written(total(flows[end - by + 1 : end + 1])) for end in ends)
    yield Row("cash", "Cash", (_written(flows[0]), *moved), _written(total(flows)), is_sum=False)
    left = tuple(_written(held[end]) for end in ends)
    yield Row("cumulative_cash", "Cumulative cash", (_written(held[0]), *left), _written(held[-1]), is_sum=True)


def _written(value: int) -> str:
    return amounts.number(money(value)) if value else "0"


def outlook_chart(account: Forecast, *, months: tuple[str, ...], currency: str) -> Chart:
    """Profit month by month as bars and cumulative cash as a line; without costs the gross profit alone."""
    profit = account.profit
    ends = tuple(money(value) for value in profit.cumulative_cash[1:]) if profit else ()
    bars = tuple(money(value) for value in (profit.ebit if profit else account.gross_profit))
    line = (Drawn("Cumulative cash", ends, Role.PLAN),) if profit else ()
    return Chart(
        id="plan-outlook",
        kind=ChartKind.COMBO,
        title="Profit by month and cumulative cash" if profit else "Gross profit by month",
        summary=_summary(account, months, currency),
        categories=months,
        series=(Drawn("Profit" if profit else "Gross profit", bars), *line),
        format=whole_money(currency),
        heading="Month",
        marks=tuple(_marks(profit)) if profit else (),
    )


def _marks(profit: Profit) -> Iterator[Mark]:
    """Milestones of the same month share one mark."""
    named = {
        "first profit": profit.first_positive_month,
        "break-even": profit.break_even_month,
        "payback": profit.payback_month or None,
    }
    for month in sorted({month for month in named.values() if month}):
        yield Mark(month - 1, ", ".join(name for name, at in named.items() if at == month))


def _summary(account: Forecast, months: tuple[str, ...], currency: str) -> str:
    if account.profit is None:
        return f"Gross profit of 36 months: {amounts.compact(money(total(account.gross_profit)), currency)}."
    profit = account.profit
    low, end = (
        amounts.compact(money(value), currency) for value in (min(profit.cumulative_cash), profit.cumulative_cash[-1])
    )
    begins = f"No month makes a loss from {months[profit.break_even_month - 1]} on. " if profit.break_even_month else ""
    return f"{begins}Cumulative cash is {low} at its lowest and {end} after 36 months."
