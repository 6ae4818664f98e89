"""The three cases side by side: what each comes to, how far it is from the plan, and their cash over each other."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from planning.calculations.fixed import Fixed, Series, money, total
from planning.calculations.plans.forecast import Forecast, Profit
from planning.documents.plans.outlook_words import outlook_kpis
from planning.enums import Case
from prm.documents.formats import whole_money
from prm.documents.specs import NOTHING, Chart, ChartKind, Role
from prm.documents.specs import Series as Drawn
from prm.kernel import money as amounts

_ROLES = {Case.BLEAK: Role.PLAN, Case.BASE: Role.ACTUAL, Case.BOLD: Role.SECOND}
_SUMS: tuple[tuple[str, Callable[[Forecast], Series]], ...] = (
    ("Vendor's bookings", lambda account: account.bookings),
    ("Revenue", lambda account: account.revenue),
    ("Gross profit", lambda account: account.gross_profit),
)


@dataclass(frozen=True, slots=True)
class CaseCell:
    """A value and, but for the plan itself, how far it is from the plan's."""

    value: str
    difference: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One outcome in the order bleak, base, bold."""

    label: str
    cells: tuple[CaseCell, ...]


def case_rows(
    accounts: Mapping[Case, Forecast], *, currency: str, months: tuple[str, ...], discount: Fixed
) -> list[CaseRow]:
    """Sums of 36 months, then what people look at first; differences for what is money."""
    sums = [_money_row(f"{label}, 36 months", _each(accounts, of), currency) for label, of in _SUMS]
    return [*sums, *_profit_rows(accounts, currency), *_word_rows(accounts, currency, months, discount)]


def _each(accounts: Mapping[Case, Forecast], of: Callable[[Forecast], Series]) -> dict[Case, Fixed | None]:
    return {case: total(of(account)) for case, account in accounts.items()}


def _profit_rows(accounts: Mapping[Case, Forecast], currency: str) -> Iterator[CaseRow]:
    known = {case: account.profit for case, account in accounts.items()}
    if not all(known.values()):
        return
    for year in (1, 2, 3):
        months = slice(12 * year - 12, 12 * year)
        values = {case: total(profit.ebit[months]) if profit else None for case, profit in known.items()}
        yield _money_row(f"Profit, year {year}", values, currency)
    yield _money_row("Cash after 36 months", _of(known, lambda profit: profit.cumulative_cash[-1]), currency)
    yield _money_row("Money to be found", _of(known, lambda profit: profit.funding.need), currency)
    yield _money_row("Net present value", _of(known, lambda profit: profit.net_present_value), currency)


def _of(known: Mapping[Case, Profit | None], figure: Callable[[Profit], Fixed]) -> dict[Case, Fixed | None]:
    return {case: figure(profit) if profit else None for case, profit in known.items()}


def _money_row(label: str, values: Mapping[Case, Fixed | None], currency: str) -> CaseRow:
    base = values[Case.BASE]
    return CaseRow(label, tuple(_money_cell(case, value, base, currency) for case, value in values.items()))


def _money_cell(case: Case, value: Fixed | None, base: Fixed | None, currency: str) -> CaseCell:
    if value is None or base is None:
        return CaseCell(NOTHING)
    shown = whole_money(currency).full(money(value))
    if case is Case.BASE:
        return CaseCell(shown)
    gap = money(value) - money(base)
    return CaseCell(shown, f"{'+' if gap > 0 else ''}{whole_money(currency).full(gap)}" if gap else "as planned")


def _word_rows(
    accounts: Mapping[Case, Forecast], currency: str, months: tuple[str, ...], discount: Fixed
) -> Iterator[CaseRow]:
    """Break-even, payback and return as the case's own page words them."""
    columns = [
        {kpi.label: kpi for kpi in outlook_kpis(account, currency=currency, months=months, discount=discount)}
        for account in accounts.values()
    ]
    for label in ("Break-even", "Payback", "Return (IRR)"):
        if all(label in column for column in columns):
            yield CaseRow(label, tuple(CaseCell(column[label].value, column[label].detail) for column in columns))


def cases_chart(accounts: Mapping[Case, Forecast], *, currency: str, months: tuple[str, ...]) -> Chart:
    """Cumulative cash of each case; where costs are not known, the gross profit earned so far."""
    lines = {case: _held(account) for case, account in accounts.items()}
    what = "Cumulative cash" if accounts[Case.BASE].profit else "Gross profit so far"
    ends = ", ".join(f"{case.value} {amounts.compact(money(line[-1]), currency)}" for case, line in lines.items())
    return Chart(
        id="plan-case-lines",
        kind=ChartKind.LINE,
        title=f"{what} in three cases",
        summary=f"{what} after 36 months: {ends}.",
        categories=months,
        series=tuple(Drawn(case.label, tuple(map(money, line)), _ROLES[case]) for case, line in lines.items()),
        format=whole_money(currency),
        heading="Month",
    )


def _held(account: Forecast) -> Series:
    if account.profit is not None:
        return account.profit.cumulative_cash[1:]
    return tuple(total(account.gross_profit[:month]) for month in range(1, len(account.gross_profit) + 1))
