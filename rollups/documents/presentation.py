"""The chief's figures as cards, charts and tables: what page, file and API show."""

from collections.abc import Sequence

from prm.documents.formats import COUNT, PERCENT, exact_money, whole_money
from prm.documents.specs import Cell, Chart, ChartKind, Column, Kind, Kpi, Role, Series, Table
from prm.kernel import money
from prm.kernel.status import TrafficLight
from rollups.calculations.months import MonthPair
from rollups.calculations.overview import Figures, Grouping, Overview
from rollups.calculations.quotas import QuotaWindow


def kpis(overview: Overview, *, currency: str) -> tuple[Kpi, ...]:
    """The figures to look at first: booked, plan, partners, concentration."""
    return (_booked(overview, currency), _plan(overview, currency), _partners(overview), _concentration(overview))


def _booked(overview: Overview, currency: str) -> Kpi:
    total = overview.total
    return Kpi(
        "Booked this year",
        money.compact(total.booked, currency),
        f"{money.compact(total.prior, currency)} in the same days last year",
        change=total.growth.as_change(),
        change_label="against last year",
    )


def _plan(overview: Overview, currency: str) -> Kpi:
    total = overview.total
    if total.plan is None:
        return Kpi("Performance to plan", "No plan", "No partner has a target yet", TrafficLight.NO_DATA)
    gap = total.booked - total.plan
    sign = "+" if gap > 0 else ""
    return Kpi(
        "Performance to plan",
        total.attainment.as_percent(1).capitalize(),
        f"of {money.compact(total.plan, currency)} plan to date",
        total.light,
        f"{sign}{money.compact(gap, currency)}",
        "to plan",
    )


def _partners(overview: Overview) -> Kpi:
    counts = [f"{number} {light.word.lower()}" for light, number in overview.total.lights]
    return Kpi("Partners", str(overview.total.partners), ", ".join(counts))


def _concentration(overview: Overview) -> Kpi:
    held = overview.concentration
    return Kpi(
        "From the top fifth",
        held.share.as_percent().capitalize(),
        f"of 12 months’ bookings from {held.top} of {held.partners} partners",
    )


def months_chart(months: Sequence[MonthPair], *, currency: str) -> Chart:
    """Bookings by month beside those of the year before."""
    begun = [each for each in months if each.booked is not None]
    ahead = sum(1 for each in begun if (each.booked or 0) > (each.prior or 0))
    return Chart(
        id="bookings-by-month",
        kind=ChartKind.BAR,
        title="Bookings by month",
        summary=f"Ahead of last year in {ahead} of {len(begun)} months; the last one counts the same days only.",
        categories=tuple(each.month.label.split()[0] for each in months),
        series=(
            Series("Last year", tuple(each.prior for each in months), Role.PRIOR),
            Series("This year", tuple(each.booked for each in months), Role.ACTUAL),
        ),
        format=whole_money(currency),
        unit=currency,
    )


def groups_table(overview: Overview, grouping: Grouping, *, currency: str) -> Table:
    """One grouping with every figure exact, for a file. The total is the sum of the rows."""
    figure = exact_money(currency)
    columns = (
        Column(grouping.label),
        Column("Partners", Kind.FIGURE, COUNT),
        Column("Booked, year to date", Kind.FIGURE, figure),
        Column("Plan to date", Kind.FIGURE, figure),
        Column("To plan", Kind.FIGURE, PERCENT),
        Column("Same days last year", Kind.FIGURE, figure),
        Column("Against last year", Kind.FIGURE, PERCENT),
        *(Column(light.word, Kind.FIGURE, COUNT) for light in TrafficLight),
        Column("Status", Kind.STATUS),
    )
    return Table(
        id=f"overview-{grouping}",
        title=f"Overview by {grouping.word}",
        columns=columns,
        rows=tuple((group.name, *_cells(group.figures)) for group in overview.groups[grouping]),
        totals=("All partners", *_cells(overview.total)),
        summary=f"As of {overview.as_of.isoformat()}",
    )


def _cells(figures: Figures) -> tuple[Cell, ...]:
    return (
        figures.partners,
        figures.booked,
        figures.plan,
        figures.attainment,
        figures.prior,
        figures.growth,
        *(figures.count(light) for light in TrafficLight),
        figures.light,
    )


def quotas_table(windows: Sequence[QuotaWindow], *, currency: str) -> Table:
    """Every quota with what was credited to it, for a file."""
    figure = exact_money(currency)
    return Table(
        id="quotas",
        title="Quotas",
        columns=(
            Column("Window"),
            Column("First day", Kind.DATE),
            Column("Last day", Kind.DATE),
            Column("CAM"),
            Column("Quota", Kind.FIGURE, figure),
            Column("Credited", Kind.FIGURE, figure),
            Column("Attainment", Kind.FIGURE, PERCENT),
        ),
        rows=tuple(
            (
                window.period.label,
                window.period.start_date,
                window.period.end_date,
                line.name,
                line.quota,
                line.credited,
                line.attainment,
            )
            for window in windows
            for line in window.lines
        ),
    )
