"""The performance scorecard as figures, charts and tables: what the page, the PDF, the deck and the API all show.

Nothing is computed here that `measure_performance` has not computed; these functions choose and write out.
"""

from decimal import Decimal

from prm.documents.formats import PERCENT, Format, whole_money
from prm.documents.specs import Cell, Chart, ChartKind, Column, Kind, Kpi, Role, Series, Table
from prm.kernel import money
from prm.kernel.status import TrafficLight
from scorecards.calculations.performance import Performance, PeriodPerformance
from scorecards.documents.wording import counted, day, days, of_plan, signed, size, to_last_year, to_plan

QUIET_FROM = Decimal("1.5")


def headline(performance: Performance, *, currency: str) -> str:
    """The finding in one sentence: ``Bookings are at 89% of plan, $228K behind``."""
    year = performance.year
    booked = year.actual or Decimal(0)
    if year.attainment.value is not None and year.gap is not None:
        return f"Bookings are at {of_plan(year.attainment)} of plan, {to_plan(year.gap, currency)}"
    if booked and year.growth.value is not None:
        return f"Bookings are {money.compact(booked, currency)}, {to_last_year(year.growth)}; no plan is set"
    if booked:
        return f"Bookings are {money.compact(booked, currency)}; no plan is set"
    return f"Nothing is booked in {year.period.label} yet"


def kpis(
    performance: Performance, *, currency: str, internal: bool = False, quiet_from: Decimal = QUIET_FROM
) -> tuple[Kpi, ...]:
    """The figures to look at first, in this order: plan, last year, average order, rhythm.

    With `internal` the margin comes last: what goods cost the vendor is not for partners' eyes. A rhythm is red from
    `quiet_from` usual gaps of silence.
    """
    shared = (
        plan_kpi(performance, currency=currency),
        last_year_kpi(performance, currency=currency),
        average_order_kpi(performance, currency=currency),
        rhythm_kpi(performance, quiet_from=quiet_from),
    )
    return (*shared, margin_kpi(performance)) if internal else shared


def plan_kpi(performance: Performance, *, currency: str) -> Kpi:
    """Actual to plan, fiscal year to date."""
    year = performance.year
    booked = money.compact(year.actual or Decimal(0), currency)
    if year.attainment.value is None or year.plan_to_date is None or year.gap is None:
        value = year.attainment.as_percent().capitalize() if year.plan_to_date is not None else "No plan"
        return Kpi("Performance to plan", value, f"{booked} booked", TrafficLight.NO_DATA)
    return Kpi(
        "Performance to plan",
        of_plan(year.attainment),
        f"{booked} of {money.compact(year.plan_to_date, currency)} plan to date",
        performance.light,
        signed(year.gap, currency),
        "to plan",
    )


def last_year_kpi(performance: Performance, *, currency: str) -> Kpi:
    """Actual against the same days of the year before."""
    year = performance.year
    actual = year.actual or Decimal(0)
    detail = f"{money.compact(actual, currency)} after {money.compact(year.prior, currency)} a year ago"
    status = TrafficLight.NO_DATA if year.growth.value is None else None
    return Kpi("Against last year", _sentence_case(year.growth.as_change()), detail, status)


def average_order_kpi(performance: Performance, *, currency: str) -> Kpi:
    """The mean order of the last twelve months with its median and count."""
    average = performance.average_order
    if average.mean is None or average.median is None:
        found = counted(average.count, "order")
        return Kpi("Average order", "Too few", f"{found} in 12 months, 3 are needed", TrafficLight.NO_DATA)
    detail = f"median {money.compact(average.median, currency)}, {counted(average.count, 'order')} in 12 months"
    return Kpi("Average order", money.compact(average.mean, currency), detail)


def rhythm_kpi(performance: Performance, *, quiet_from: Decimal = QUIET_FROM) -> Kpi:
    """Days since the last order, beside how often the partner usually orders."""
    rhythm = performance.rhythm
    if rhythm.days_since_order is None or rhythm.last_order_date is None:
        return Kpi("Since last order", "No orders", "none is booked yet", TrafficLight.NO_DATA)
    value, last = days(rhythm.days_since_order), day(rhythm.last_order_date)
    if rhythm.median_gap_days is None:
        return Kpi("Since last order", value, f"{last}, too few orders for a rhythm", TrafficLight.NO_DATA)
    whose = "usually" if rhythm.is_own else "partners like this"
    detail = f"{last}, {whose} every {days(rhythm.median_gap_days)}"
    return Kpi("Since last order", value, detail, rhythm_light(performance, quiet_from=quiet_from))


def rhythm_light(performance: Performance, *, quiet_from: Decimal = QUIET_FROM) -> TrafficLight:
    """Green up to one usual gap of silence, red from `quiet_from` gaps, yellow between."""
    lateness = performance.rhythm.lateness
    if lateness is None:
        return TrafficLight.NO_DATA
    if lateness >= quiet_from:
        return TrafficLight.AT_RISK
    return TrafficLight.ON_TRACK if lateness <= 1 else TrafficLight.WATCH


def margin_kpi(performance: Performance) -> Kpi:
    """What is left of the year's bookings after their cost, where lines tell their cost. The vendor's own business."""
    if performance.margin.value is None:
        return Kpi("Margin", "No data", "bookings do not tell their cost", TrafficLight.NO_DATA)
    return Kpi("Margin", performance.margin.as_percent(1), f"of {performance.year.period.label} bookings with a cost")


def plan_chart(performance: Performance, *, currency: str) -> Chart:
    """Month by month: bars of this year and last, and the plan as a line where there is one."""
    periods = performance.months
    names = tuple(period.period.label.partition(" ")[0] for period in periods)
    return _chart("plan-by-month", "Bookings by month", periods, names, performance, currency)


def quarter_chart(performance: Performance, *, currency: str) -> Chart:
    """As `plan_chart`, by fiscal quarter."""
    periods = performance.quarters
    names = tuple(period.period.label.partition(" ")[0] for period in periods)
    return _chart("plan-by-quarter", "Bookings by quarter", periods, names, performance, currency)


def _chart(
    name: str,
    title: str,
    periods: tuple[PeriodPerformance, ...],
    categories: tuple[str, ...],
    performance: Performance,
    currency: str,
) -> Chart:
    series = [
        Series("Last year", tuple(period.prior for period in periods), Role.PRIOR),
        Series("Actual", tuple(period.actual for period in periods), Role.ACTUAL),
    ]
    if any(period.plan is not None for period in periods):
        series.append(Series("Plan", tuple(period.plan for period in periods), Role.PLAN))
    return Chart(
        id=name,
        kind=ChartKind.COMBO,
        title=f"{title}, {performance.year.period.label}",
        summary=chart_summary(performance, currency=currency),
        categories=categories,
        series=tuple(series),
        format=whole_money(currency),
    )


def chart_summary(performance: Performance, *, currency: str) -> str:
    """What the chart shows, in a sentence, with the best month."""
    begun = [month for month in performance.months if month.actual is not None]
    best = max(begun, key=lambda month: month.actual or Decimal(0))
    sentence = f"{headline(performance, currency=currency)}."
    if not best.actual:
        return sentence
    return f"{sentence} The best month is {best.period.label} with {size(best.actual, currency)}."


def quarter_table(performance: Performance, *, currency: str) -> Table:
    """The four quarters and the year: plan, what of it was due, actual, attainment, gap, last year, growth, light."""
    return _period_table("quarters", "By quarter", "Quarter", performance.quarters, performance, currency)


def month_table(performance: Performance, *, currency: str) -> Table:
    """The same by month."""
    return _period_table("months", "By month", "Month", performance.months, performance, currency)


def month_strip(performance: Performance, *, currency: str) -> Table:
    """The months as columns, in few digits: plan, actual, attainment and last year, for where height is scarce."""
    months = performance.months

    def short(amount: Decimal | None) -> str | None:
        return None if amount is None else money.compact(amount, currency)

    attained = (of_plan(month.attainment) if month.actual is not None else None for month in months)
    return Table(
        id="month-strip",
        title=f"By month, {performance.year.period.label}",
        columns=(Column(""), *(Column(month.period.label.partition(" ")[0], Kind.FIGURE) for month in months)),
        rows=(
            ("Plan", *(short(month.plan) for month in months)),
            ("Actual", *(short(month.actual) for month in months)),
            ("To plan", *attained),
            ("Last year", *(short(month.prior) for month in months)),
        ),
    )


def _period_table(
    name: str,
    title: str,
    first: str,
    periods: tuple[PeriodPerformance, ...],
    performance: Performance,
    currency: str,
) -> Table:
    year = performance.year
    return Table(
        id=name,
        title=f"{title}, {year.period.label}",
        columns=_columns(first, whole_money(currency)),
        rows=tuple(_row(period.period.label, period) for period in periods),
        totals=_row(year.period.label, year),
        summary=f"{headline(performance, currency=currency)}.",
    )


def _columns(first: str, amount: Format) -> tuple[Column, ...]:
    return (
        Column(first, weight=3),
        Column("Plan", Kind.FIGURE, amount),
        Column("Due by now", Kind.FIGURE, amount),
        Column("Actual", Kind.FIGURE, amount),
        Column("To plan", Kind.FIGURE, PERCENT),
        Column("Ahead or behind", Kind.FIGURE, amount),
        Column("Last year", Kind.FIGURE, amount),
        Column("Change", Kind.FIGURE, PERCENT),
        Column("Status", Kind.STATUS, weight=3),
    )


def _row(label: str, period: PeriodPerformance) -> tuple[Cell, ...]:
    if period.actual is None:
        return (label, period.plan, None, None, None, None, period.prior, None, "Not begun")
    return (
        label,
        period.plan,
        period.plan_to_date,
        period.actual,
        of_plan(period.attainment),
        period.gap,
        period.prior,
        period.growth.as_change(),
        period.light,
    )


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
