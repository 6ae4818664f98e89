"""The profit and loss account as rows of periods: months, quarters or years of a plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from planning.calculations.fixed import Series, money, total
from planning.calculations.plans.forecast import Forecast


class By(StrEnum):
    """How long a column is."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def months(self) -> int:
        return {By.YEAR: 12, By.QUARTER: 3, By.MONTH: 1}[self]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A row, to the cent. `is_sum` rows are made of those above; `is_held` ones say what there is at a period's end."""

    name: str
    values: tuple[Decimal, ...]
    whole: Decimal
    is_sum: bool = False
    is_held: bool = False


def account_rows(account: Forecast, by: By) -> tuple[AccountRow, ...]:
    """All rows in their order; down to the gross profit where the partner's costs are not known."""
    return (*_margin_rows(account, by), *_profit_rows(account, by))


def period_sums(series: Series, by: By) -> tuple[Decimal, ...]:
    """36 months as sums of the periods, to the cent."""
    return tuple(money(total(series[first : first + by.months])) for first in range(0, len(series), by.months))


def _margin_rows(account: Forecast, by: By) -> Iterator[AccountRow]:
    yield _row("Bookings of the vendor", account.bookings, by)
    yield _row("Product revenue", account.product_revenue, by)
    yield _row("Services revenue", account.services_revenue, by)
    yield _row("Revenue", account.revenue, by, is_sum=True)
    yield _row("Product margin", account.product_margin, by)
    yield _row("Services margin", account.services_margin, by)
    yield _row("Gross profit", account.gross_profit, by, is_sum=True)


def _profit_rows(account: Forecast, by: By) -> Iterator[AccountRow]:
    profit = account.profit
    if profit is None:
        return
    yield _row("People", profit.people_cost, by)
    yield _row("Training", profit.training, by)
    yield _row("Marketing", profit.marketing, by)
    yield _row("Paid by the vendor (MDF)", profit.funded, by)
    yield _row("Overhead", profit.overhead, by)
    yield _row("Profit (EBIT)", profit.ebit, by, is_sum=True)
    yield _row("Cash", profit.cash[1:], by)
    held = profit.cumulative_cash[1:]
    ends = tuple(money(held[end - 1]) for end in range(by.months, len(held) + 1, by.months))
    yield AccountRow("Cumulative cash", ends, ends[-1], is_held=True)


def _row(name: str, series: Series, by: By, *, is_sum: bool = False) -> AccountRow:
    return AccountRow(name, period_sums(series, by), money(total(series)), is_sum)
