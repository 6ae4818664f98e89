"""What a reader is told about a scorecard, whatever the data lacks."""

from datetime import date
from decimal import Decimal

from prm.documents.specs import Kpi, Role
from prm.kernel.status import TrafficLight
from scorecards.calculations.performance import Order
from scorecards.documents import presentation
from tests.scorecards.samples import AS_OF, measured, orders


def shown(**kwargs: object) -> list[tuple[str, str, str]]:
    found = presentation.kpis(measured(**kwargs), currency="USD")  # type: ignore[arg-type]
    return [(kpi.label, kpi.value, kpi.detail) for kpi in found]


def test_the_headline_states_attainment_and_gap() -> None:
    assert presentation.headline(measured(), currency="USD") == "Bookings are at 89% of plan, $228K behind"


def test_the_headline_compares_with_last_year_when_there_is_no_plan() -> None:
    text = presentation.headline(measured(planned=()), currency="USD")
    assert text == "Bookings are $1.84M, 21.9% up on last year; no plan is set"


def test_the_headline_of_a_partner_without_orders_says_so() -> None:
    assert presentation.headline(measured((), ()), currency="USD") == "Nothing is booked in FY26 yet"


def test_the_headline_of_a_first_year_without_plan_names_the_amount() -> None:
    sold = (Order(date(2026, 5, 4), Decimal("1200.50")),)
    assert presentation.headline(measured(sold, ()), currency="EUR") == "Bookings are €1.2K; no plan is set"


def test_kpis_tell_plan_last_year_average_order_and_rhythm() -> None:
    assert shown() == [
        ("Performance to plan", "89%", "$1.84M of $2.07M plan to date"),
        ("Against last year", "+21.9%", "$1.84M after $1.51M a year ago"),
        ("Average order", "$168K", "median $170K, 12 orders in 12 months"),
        ("Since last order", "20 days", "10 Nov 2026, usually every 31 days"),
    ]


def test_kpis_say_what_is_missing_instead_of_showing_zeros() -> None:
    assert shown(sold=(), planned=()) == [
        ("Performance to plan", "No plan", "$0 booked"),
        ("Against last year", "N/a", "$0 after $0 a year ago"),
        ("Average order", "Too few", "0 orders in 12 months, 3 are needed"),
        ("Since last order", "No orders", "none is booked yet"),
    ]


def test_the_margin_is_for_the_vendor_only() -> None:
    assert presentation.kpis(measured(), currency="USD", internal=True)[4:] == (
        Kpi("Margin", "25.0%", "of FY26 bookings with a cost"),
    )


def test_a_rhythm_is_red_from_one_and_a_half_usual_gaps() -> None:
    lights = [
        presentation.rhythm_light(measured(as_of=day))
        for day in (AS_OF, date(2026, 12, 12), date(2026, 12, 26), date(2026, 12, 27))
    ]
    assert lights == [TrafficLight.ON_TRACK, TrafficLight.WATCH, TrafficLight.WATCH, TrafficLight.AT_RISK]


def test_charts_leave_out_a_plan_that_does_not_exist() -> None:
    roles = [series.role for series in presentation.plan_chart(measured(planned=()), currency="USD").series]
    assert roles == [Role.PRIOR, Role.ACTUAL]


def test_months_that_have_not_begun_are_gaps_and_not_zeros() -> None:
    actual = presentation.plan_chart(measured(), currency="USD").series[1]
    assert actual.values[10:] == (Decimal(199_000), None)


def test_tables_add_up_to_the_year() -> None:
    for table in (
        presentation.quarter_table(measured(), currency="USD"),
        presentation.month_table(measured(), currency="USD"),
    ):
        assert table.totals is not None
        actuals = [row[3] for row in table.rows if isinstance(row[3], Decimal)]
        assert sum(actuals) == table.totals[3] == Decimal(1_842_000)


def test_a_period_that_has_not_begun_has_no_light() -> None:
    december = presentation.month_table(measured(), currency="USD").rows[11]
    assert december == (
        *("Dec 2026", Decimal(250_000), None, None, None, None, Decimal(171_000), None),
        "Not begun",
    )


def test_returns_show_as_minus_everywhere() -> None:
    sold = (*orders(), Order(date(2026, 11, 28), Decimal(-300_000)))
    november = presentation.month_table(measured(sold), currency="USD").rows[10]
    assert november[3:6] == (Decimal(-101_000), november[4], Decimal(-342_000))
