"""Plan to date: the worked table of docs/calculations/performance.md, and what must always hold."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from prm.kernel.fiscal import FiscalCalendar, Period
from prm.kernel.ratios import Gap
from prm.kernel.status import TrafficLight
from scorecards.calculations.performance import Order, Performance, PerformanceInput, measure_performance, year_earlier
from scorecards.calculations.plan import TargetWindow, planned, planned_to_date, spread

CALENDAR = FiscalCalendar(1)
PLAN = (80, 80, 100, 90, 90, 110, 100, 100, 120, 110, 110, 150)


def month_targets(year: int = 2026) -> tuple[TargetWindow, ...]:
    return tuple(
        TargetWindow(period.start_date, period.end_date, Decimal(amount))
        for period, amount in zip(CALENDAR.months(year), PLAN, strict=True)
    )


def order(day: date, amount: int | str) -> Order:
    return Order(day, Decimal(amount))


def measured(*orders: Order, as_of: date, targets: tuple[TargetWindow, ...] = ()) -> Performance:
    return measure_performance(PerformanceInput(as_of, CALENDAR, orders, targets))


def test_the_worked_example_of_four_months_gives_96_6_percent() -> None:
    orders = [
        order(date(2026, month, 10), amount) for month, amount in zip((1, 2, 3, 4), (70, 85, 95, 88), strict=True)
    ]
    performance = measured(*orders, as_of=date(2026, 4, 30), targets=month_targets())
    assert performance.year.plan_to_date == 350
    assert performance.year.actual == 338
    assert performance.year.attainment.as_percent(1) == "96.6%"
    assert performance.light is TrafficLight.ON_TRACK


def test_the_month_in_progress_counts_by_working_days() -> None:
    # June 2026 has 22 working days, 11 of them up to Monday the 15th.
    performance = measured(as_of=date(2026, 6, 15), targets=month_targets())
    assert performance.year.plan_to_date == 80 + 80 + 100 + 90 + 90 + 110 / Decimal(2)


def test_a_yearly_target_without_history_is_spread_evenly() -> None:
    year = TargetWindow(date(2026, 1, 1), date(2026, 12, 31), Decimal(1240))
    performance = measured(as_of=date(2026, 4, 30), targets=(year,))
    assert round(performance.year.plan_to_date or 0, 2) == Decimal("413.33")


def test_a_yearly_target_follows_last_years_seasons() -> None:
    year = TargetWindow(date(2026, 1, 1), date(2026, 12, 31), Decimal(200))
    orders = (order(date(2025, 1, 5), 30), order(date(2025, 12, 5), 70))
    performance = measured(*orders, as_of=date(2026, 1, 31), targets=(year,))
    assert performance.year.plan_to_date == 60
    assert performance.months[11].plan == 140


def test_a_partner_who_joins_in_mid_year_has_a_plan_from_then() -> None:
    start = TargetWindow(date(2026, 7, 1), date(2026, 9, 30), Decimal(90))
    before = measured(order(date(2026, 3, 1), 10), as_of=date(2026, 6, 30), targets=(start,))
    assert before.year.plan_to_date is None
    assert before.year.attainment.reason is Gap.NO_PLAN
    after = measured(order(date(2026, 8, 1), 60), as_of=date(2026, 8, 31), targets=(start,))
    assert after.year.attainment.as_percent() == "100%"


def test_no_plan_and_nothing_sold_is_not_applicable() -> None:
    assert measured(as_of=date(2026, 6, 30)).year.attainment.reason is Gap.NOT_APPLICABLE


def test_returns_make_the_actual_negative() -> None:
    performance = measured(order(date(2026, 1, 5), -50), as_of=date(2026, 1, 31), targets=month_targets())
    assert performance.year.actual == -50
    assert performance.year.attainment.as_percent() == "−63%"
    assert performance.light is TrafficLight.AT_RISK


def test_a_future_quarter_has_a_plan_and_no_actual() -> None:
    performance = measured(as_of=date(2026, 4, 30), targets=month_targets())
    assert performance.quarters[2].plan == 320
    assert performance.quarters[2].actual is None
    assert performance.quarters[2].light is TrafficLight.NO_DATA


def test_the_year_before_ends_on_the_leap_day() -> None:
    period = Period(date(2025, 1, 1), date(2025, 2, 28))
    assert year_earlier(period).end_date == date(2024, 2, 29)


def test_average_order_needs_three_orders_and_leaves_returns_out() -> None:
    two = (order(date(2026, 1, 5), 10), order(date(2026, 2, 5), 30), order(date(2026, 3, 5), -500))
    assert measured(*two, as_of=date(2026, 6, 30)).average_order.mean is None
    three = measured(*two, order(date(2026, 4, 5), 80), as_of=date(2026, 6, 30)).average_order
    assert (three.count, three.mean, three.median) == (3, Decimal(40), Decimal(30))


def test_order_rhythm_is_the_median_of_the_partners_own_gaps() -> None:
    days = (date(2026, 1, 1), date(2026, 1, 31), date(2026, 3, 2), date(2026, 4, 1))
    rhythm = measured(*(order(day, 1) for day in days), as_of=date(2026, 5, 31)).rhythm
    assert (rhythm.median_gap_days, rhythm.days_since_order) == (Decimal(30), 60)
    assert rhythm.lateness == 2


amounts = st.decimals(min_value=0, max_value=10**9, places=4)
days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


@st.composite
def windows(draw: st.DrawFn) -> TargetWindow:
    start = draw(days)
    return TargetWindow(start, start + timedelta(days=draw(st.integers(0, 500))), draw(amounts))


@given(windows(), st.dictionaries(days.map(lambda day: day.replace(day=1)), st.decimals(-1000, 10**6, places=2)))
def test_the_shares_of_a_target_add_up_to_it_exactly(window: TargetWindow, sold: dict[date, Decimal]) -> None:
    shares = spread(window, sold)
    assert planned(shares, Period(date(2000, 1, 1), date(2100, 1, 1))) == window.amount
    assert shares[0].days.start_date == window.start_date
    assert shares[-1].days.end_date == window.end_date


@given(windows(), days, days)
def test_plan_to_date_never_falls_as_days_pass(window: TargetWindow, one: date, other: date) -> None:
    shares, always = spread(window, {}), Period(date(2000, 1, 1), date(2100, 1, 1))
    earlier, later = sorted((one, other))
    assert (planned_to_date(shares, always, earlier) or 0) <= (planned_to_date(shares, always, later) or 0)


@given(windows(), st.lists(st.tuples(days, st.decimals(-1000, 1000, places=4)), max_size=20), days)
def test_quarters_and_months_add_up_to_the_year(
    window: TargetWindow, sold: list[tuple[date, Decimal]], as_of: date
) -> None:
    performance = measured(*(Order(day, amount) for day, amount in sold), as_of=as_of, targets=(window,))
    for parts in (performance.quarters, performance.months):
        assert sum(part.actual or 0 for part in parts) == performance.year.actual
        assert sum(part.plan or 0 for part in parts) == (performance.year.plan or 0)
