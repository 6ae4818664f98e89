"""What a partner's deals and earlier years tell, as facts, tables and charts."""

from decimal import Decimal

from prm.documents.formats import whole_money
from prm.documents.specs import Cell, Chart, ChartKind, Column, Kind, Role, Series, Table
from prm.kernel import money
from sales.calculations.deals import DealFact
from scorecards.calculations.performance import PeriodPerformance
from scorecards.calculations.pipeline import OpenPipeline, RequiredMultiple
from scorecards.calculations.scorecard import Scorecard
from scorecards.calculations.years import YearColumn
from scorecards.documents.facts import Fact
from scorecards.documents.wording import counted, days, of_plan
from scorecards.enums import MultipleFrom

ROLES = (Role.THIRD, Role.PRIOR, Role.ACTUAL)


def deal_facts(card: Scorecard, *, currency: str, internal: bool) -> tuple[Fact, ...]:
    """Win rate, cycle, both sources and what is stale. Empty where the tenant keeps no deals.

    What the partner brought and what it helped with are two facts, never one sum. `internal` adds what rests on the
    vendor's own judgement of deals.
    """
    found = card.diagnostics
    if found is None:
        return ()
    closed = f"{found.won} won, {found.lost} lost"
    cycle = "no data" if found.cycle_days is None else f"{days(found.cycle_days)}, {counted(found.cycle_count, 'deal')}"
    return (
        Fact("Win rate by amount", found.win_rate.as_percent()),
        Fact("Win rate by number", f"{found.win_rate_by_count.as_percent()} ({closed})"),
        Fact("Median days to win", cycle),
        Fact("Won, brought by the partner", money.compact(found.sourced, currency)),
        Fact("Won with its help", money.compact(found.influenced, currency)),
        Fact("Pipeline required", required_words(card.measures.pipeline.required)),
        *((Fact("Weighted pipeline", _weighted(card, currency)),) if internal else ()),
        *_set_apart(card.open, currency),
    )


def lost_facts(card: Scorecard, *, currency: str) -> tuple[Fact, ...]:
    """Why deals were lost, the largest amount first."""
    reasons = card.diagnostics.lost_reasons if card.diagnostics else ()
    return tuple(
        Fact(each.reason or "No reason given", f"{counted(each.count, 'deal')}, {money.compact(each.amount, currency)}")
        for each in reasons
    )


def shown_years(card: Scorecard) -> tuple[YearColumn, ...]:
    """The fiscal years worth a column: none before the first in which something was booked, but always the last."""
    first = next((place for place, year in enumerate(card.years) if not year.is_empty), len(card.years) - 1)
    return card.years[first:]


def years_table(card: Scorecard, *, currency: str, is_brief: bool = False) -> Table:
    """Three fiscal years by quarter, and what this one's plan was.

    A running quarter is compared with the same days of the year before, and with the plan for these days; the headings
    say so, but for `is_brief` where there is no room and a note says it.
    """
    quarters = card.performance.quarters
    names = [quarter.period.label.partition(" ")[0] for quarter in quarters]
    rows = [_years_row(name, place, card, quarters[place]) for place, name in enumerate(names)]
    return Table(
        id="years",
        title="Years side by side",
        columns=_years_columns(shown_years(card), currency, "" if is_brief else " to date"),
        rows=tuple(rows),
        totals=_years_totals(card),
    )


def months_of_years_table(card: Scorecard, *, currency: str) -> Table:
    """The same three years by month."""
    names = [month.period.label.partition(" ")[0] for month in card.performance.months]
    columns = (Column("Month", weight=3), *_year_columns(shown_years(card), currency))
    rows = tuple((name, *(year.months[place] for year in shown_years(card))) for place, name in enumerate(names))
    return Table("years-by-month", "Years side by side by month", columns, rows, _totals_of(shown_years(card)))


def years_chart(card: Scorecard, *, currency: str) -> Chart:
    """Three fiscal years by quarter, side by side."""
    years = shown_years(card)
    categories = tuple(quarter.period.label.partition(" ")[0] for quarter in card.performance.quarters)
    series = tuple(
        Series(year.period.label, year.quarters, role) for year, role in zip(years, ROLES[-len(years) :], strict=True)
    )
    totals = ", ".join(f"{money.compact(year.total, currency)} in {year.period.label}" for year in shown_years(card))
    return Chart(
        id="years",
        kind=ChartKind.BAR,
        title="Bookings by quarter, three years",
        summary=f"Booked: {totals} so far.",
        categories=categories,
        series=series,
        format=whole_money(currency),
    )


def _weighted(card: Scorecard, currency: str) -> str:
    pipeline = card.measures.pipeline
    amount = money.compact(pipeline.open.weighted, currency)
    if pipeline.expected.value is None:
        return amount
    return f"{amount}, {pipeline.expected.as_percent()} of the rest"


def required_words(required: RequiredMultiple) -> str:
    """``4.5×, own win rate 22%``: how many times what remains must be in the pipeline, and why."""
    text = f"{money.number(required.value, 1)}×, {required.source.label}"
    if required.source is MultipleFrom.DEFAULT or required.win_rate is None:
        return text
    return f"{text} {money.number(required.win_rate * 100, 0)}%"


def _set_apart(pipeline: OpenPipeline, currency: str) -> tuple[Fact, ...]:
    """Open deals that do not count as pipeline, and why."""
    groups = (
        ("Stale: past their closing day", pipeline.stale, "warn"),
        ("Open, no closing day", pipeline.undated, ""),
        ("Open, not yet qualified", pipeline.unqualified, ""),
    )
    return tuple(
        Fact(label, f"{counted(len(deals), 'deal')}, {_sum(deals, currency)}", tone)
        for label, deals, tone in groups
        if deals
    )


def _sum(deals: tuple[DealFact, ...], currency: str) -> str:
    return money.compact(sum((deal.amount for deal in deals), Decimal(0)), currency)


def _year_columns(years: tuple[YearColumn, ...], currency: str) -> tuple[Column, ...]:
    return tuple(Column(year.period.label, Kind.FIGURE, whole_money(currency)) for year in years)


def _years_columns(years: tuple[YearColumn, ...], currency: str, so_far: str) -> tuple[Column, ...]:
    return (
        Column("Quarter", weight=2),
        *_year_columns(years, currency),
        Column(f"Change{so_far}", Kind.FIGURE),
        Column("Plan", Kind.FIGURE, whole_money(currency)),
        Column(f"To plan{so_far}", Kind.FIGURE),
    )


def _years_row(name: str, place: int, card: Scorecard, quarter: PeriodPerformance) -> tuple[Cell, ...]:
    begun = quarter.actual is not None
    return (
        name,
        *(year.quarters[place] for year in shown_years(card)),
        quarter.growth.as_change() if begun else None,
        quarter.plan,
        of_plan(quarter.attainment) if begun else None,
    )


def _years_totals(card: Scorecard) -> tuple[Cell, ...]:
    year = card.performance.year
    totals = (each.total for each in shown_years(card))
    return ("Year", *totals, year.growth.as_change(), year.plan, of_plan(year.attainment))


def _totals_of(years: tuple[YearColumn, ...]) -> tuple[Cell, ...]:
    return ("Year", *(year.total for year in years))
