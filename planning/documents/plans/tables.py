"""Charts and tables of a plan, as its PDF and its slides draw them."""

from collections.abc import Iterator
from decimal import Decimal

from planning.calculations.fixed import Series, money
from planning.calculations.plans.paper import CaseResult, CostRow, PlanPaper, Years, by_quarter, by_year
from planning.enums import Case
from prm.documents.formats import Format, whole_money
from prm.documents.specs import Cell, Chart, ChartKind, Column, Kind, Role, Table
from prm.documents.specs import Series as Drawn
from prm.kernel import money as amounts


def quarter_chart(paper: PlanPaper) -> Chart:
    """Bookings and gross profit, quarter by quarter."""
    bookings, profit = by_quarter(paper.account.bookings), by_quarter(paper.account.gross_profit)
    first, last = (amounts.compact(bookings[index], paper.currency) for index in (0, -1))
    return Chart(
        id="plan-quarters",
        kind=ChartKind.BAR,
        title="Bookings and gross profit by quarter",
        summary=f"Bookings go from {first} in the first quarter to {last} in the twelfth.",
        categories=tuple(f"Q{number}" for number in range(1, 13)),
        series=(Drawn("Bookings", bookings), Drawn("Gross profit", profit, Role.SECOND)),
        format=whole_money(paper.currency),
        heading="Quarter of the plan",
    )


def year_table(paper: PlanPaper) -> Table:
    """What is agreed, by plan year. The forecast's own rows, so that they add up to the cent."""
    account = paper.account
    rows: list[tuple[Cell, ...]] = [
        _years("Bookings", account.bookings),
        _years("Revenue", account.revenue),
        _years("Gross profit", account.gross_profit),
    ]
    return Table("plan-years", "What both sides agree on", _year_columns(paper), tuple(rows))


def _year_columns(paper: PlanPaper) -> tuple[Column, ...]:
    shown = whole_money(paper.currency)
    years = (Column(f"Year {number}", Kind.FIGURE, shown) for number in (1, 2, 3))
    return (Column("", weight=4), *years, Column("36 months", Kind.FIGURE, shown))


def _years(name: str, series: Series) -> tuple[Cell, ...]:
    years = by_year(series)
    return (name, *years, sum(years, Decimal(0)))


def case_table(paper: PlanPaper) -> Table:
    """The three cases side by side; with the profit where it is for the reader."""
    shown = whole_money(paper.currency)
    with_profit = any(each.earned for each in paper.cases)
    profits = (Column("Profit (EBIT)", Kind.FIGURE, shown), Column("Most money needed", Kind.FIGURE, shown))
    columns = (
        Column("Case", weight=3),
        Column("Bookings", Kind.FIGURE, shown),
        Column("Revenue", Kind.FIGURE, shown),
        Column("Gross profit", Kind.FIGURE, shown),
        *(profits if with_profit else ()),
    )
    return Table("plan-cases", "Three cases, 36 months", columns, tuple(_case_row(e, with_profit) for e in paper.cases))


def _case_row(result: CaseResult, with_profit: bool) -> tuple[Cell, ...]:
    shared: tuple[Cell, ...] = (_case(result.case), result.total_bookings, result.total_revenue, result.gross_profit)
    if not with_profit:
        return shared
    earned = result.earned
    return (*shared, sum(earned.ebit, Decimal(0)) if earned else None, earned.funding_need if earned else None)


def _case(case: Case) -> str:
    return f"{case.label} (the plan)" if case is Case.BASE else case.label


def case_chart(paper: PlanPaper) -> Chart:
    """Bookings of the three cases by plan year."""
    roles = {Case.BLEAK: Role.PRIOR, Case.BASE: Role.ACTUAL, Case.BOLD: Role.SECOND}
    totals = {each.case: amounts.compact(each.total_bookings, paper.currency) for each in paper.cases}
    told = ", ".join(f"{case.value} {total}" for case, total in totals.items()) or "nothing"
    return Chart(
        id="plan-cases-chart",
        kind=ChartKind.BAR,
        title="Bookings by case",
        summary=f"Bookings of 36 months: {told}.",
        categories=("Year 1", "Year 2", "Year 3"),
        series=tuple(Drawn(_case(each.case), each.bookings, roles[each.case]) for each in paper.cases),
        format=whole_money(paper.currency),
        heading="Year of the plan",
    )


def cash_chart(paper: PlanPaper) -> Chart | None:
    """Cumulative cash month by month; None where the reader does not know the partner's costs."""
    profit = paper.account.profit
    if profit is None:
        return None
    held = tuple(money(each) for each in profit.cumulative_cash)
    lowest = amounts.compact(min(held), paper.currency)
    return Chart(
        id="plan-cash",
        kind=ChartKind.LINE,
        title="Cumulative cash",
        summary=f"Cash is {lowest} at its lowest and {amounts.compact(held[-1], paper.currency)} after 36 months.",
        categories=tuple(str(number) for number in range(len(held))),
        series=(Drawn("Cumulative cash", held),),
        format=whole_money(paper.currency),
        heading="Month",
    )


def account_table(paper: PlanPaper) -> Table:
    """The profit and loss account: the first four quarters, then the three years. As many rows as one slide has."""
    shown = whole_money(paper.currency)
    quarters = tuple(Column(paper.quarter(index), Kind.FIGURE, shown) for index in range(4))
    years = tuple(Column(f"Year {number}", Kind.FIGURE, shown) for number in (1, 2, 3))
    rows: list[tuple[Cell, ...]] = [
        (name, *by_quarter(series)[:4], *by_year(series)) for name, series in _account(paper)
    ]
    return Table("plan-account", "Profit and loss", (Column("", weight=4), *quarters, *years), tuple(rows))


def _account(paper: PlanPaper) -> Iterator[tuple[str, Series]]:
    account = paper.account
    yield "Product revenue", account.product_revenue
    yield "Services revenue", account.services_revenue
    yield "Revenue", account.revenue
    yield "Gross profit", account.gross_profit
    if (profit := account.profit) is not None:
        yield "People", profit.people_cost
        yield "Training", profit.training
        yield "Marketing", profit.marketing
        yield "Paid by the vendor (MDF)", profit.funded
        yield "Overhead", profit.overhead
        yield "Profit (EBIT)", profit.ebit


def cost_table(paper: PlanPaper) -> Table:
    """Every cost of the partner, for the edition that has them."""
    shown: Format = whole_money(paper.currency)
    years = tuple(Column(f"Year {number}", Kind.FIGURE, shown) for number in (1, 2, 3))
    columns = (Column("Cost", weight=4), Column("Kind"), *years, Column("Paid by the vendor", Kind.FIGURE, shown))
    costs = paper.costs or ()
    totals: Years = (_sum(costs, 0), _sum(costs, 1), _sum(costs, 2))
    funded = sum((each.funded for each in costs), Decimal(0))
    rows: list[tuple[Cell, ...]] = [(each.name, each.kind, *each.years, each.funded) for each in costs]
    return Table("plan-costs", "Costs of the partner", columns, tuple(rows), ("All costs", None, *totals, funded))


def _sum(costs: tuple[CostRow, ...], year: int) -> Decimal:
    return sum((each.years[year] for each in costs), Decimal(0))
