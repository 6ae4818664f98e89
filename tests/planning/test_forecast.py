"""36 months of profit: the tables of docs/calculations/business-plan.md, and each edge."""

from dataclasses import replace
from decimal import Decimal

import pytest

from planning.calculations.fixed import ONE, cents, decimal, fixed, money, share, total
from planning.calculations.plans.assumptions import MONTHS, Assumptions, Business, Custom, Growth, Sample
from planning.calculations.plans.cash import delayed, funding, kept_month, payback_month
from planning.calculations.plans.costs import forecast_cost, forecast_person
from planning.calculations.plans.entries import units_of
from planning.calculations.plans.forecast import Profit, break_even_month, first_positive_month, forecast
from planning.calculations.plans.lines import forecast_line, monthly_churn
from planning.calculations.plans.returns import NoRate, internal_rate, modified_rate, net_present_value
from planning.calculations.plans.scenarios import Overlay, seen_through
from planning.documents.plans.outlook_words import payback_kpi
from planning.enums import ChurnPeriod, Costing, CostKind, Frequency, Pricing, Selling, Work
from tests.planning.documented import rows
from tests.planning.plan_samples import cost, every_month, line, person, plain, service, worked

DOCUMENT = "business-plan.md"
WORKED = forecast(worked())
RECURRING = {"pricing": Pricing.RECURRING}


def profit_of(business: Business, **changes: object) -> Profit:
    found = forecast(Assumptions((line(**changes),), business)).profit
    assert found is not None
    return found


def amounts(text: str) -> tuple[int, ...]:
    return tuple(fixed(Decimal(each)) for each in text.split(", "))


def percent(rate: int | None) -> str:
    return "" if rate is None else f"{decimal(rate * 100, 4)} %"


@pytest.mark.parametrize("row", list(rows(DOCUMENT, "## Worked")), ids=lambda row: row["month"])
def test_each_month_of_the_worked_plan_holds(row: dict[str, str]) -> None:
    assert WORKED.profit is not None
    month = int(row["month"]) - 1
    assert decimal(WORKED.new[month], 2) == Decimal(row["new"])
    assert decimal(WORKED.lines[0].active[month], 4) == Decimal(row["active"])
    shown = (WORKED.revenue, WORKED.gross_profit, WORKED.profit.ebit, WORKED.profit.cumulative_cash[1:])
    names = ("revenue", "gross profit", "EBIT", "cumulative cash")
    assert [money(series[month]) for series in shown] == [Decimal(row[name]) for name in names]


@pytest.mark.parametrize("row", list(rows(DOCUMENT, "## Worked, by year")), ids=lambda row: row["year"])
def test_each_year_of_the_worked_plan_holds(row: dict[str, str]) -> None:
    assert WORKED.profit is not None
    year = slice(12 * int(row["year"]) - 12, 12 * int(row["year"]))
    shown = (WORKED.revenue, WORKED.bookings, WORKED.gross_profit, WORKED.profit.ebit)
    names = ("revenue", "vendor's bookings", "gross profit", "EBIT")
    assert [money(total(series[year])) for series in shown] == [Decimal(row[name]) for name in names]


def test_the_worked_plan_comes_to_what_the_table_says() -> None:
    profit = WORKED.profit
    assert profit is not None and profit.internal_rate.monthly is not None
    found = {
        "first positive month": str(profit.first_positive_month),
        "break-even month": str(profit.break_even_month),
        "payback month": str(profit.payback_month),
        "funding need": str(money(profit.funding.need)),
        "after month": str(profit.funding.month),
        "cash at the end": str(money(profit.cumulative_cash[-1])),
        "NPV": str(money(profit.net_present_value)),
        "IRR a month": f"{decimal(profit.internal_rate.monthly * 100, 5)} %",
        "IRR a year": percent(profit.internal_rate.yearly),
        "MIRR a year": percent(profit.modified_rate.yearly),
    }
    assert found == {row["figure"]: row["value"] for row in rows(DOCUMENT, "## Worked, in all")}


@pytest.mark.parametrize("row", list(rows(DOCUMENT, "## Rates of return")), ids=lambda row: row["cash from month 0"])
def test_rates_of_return_are_told_or_it_is_said_why_not(row: dict[str, str]) -> None:
    flows = amounts(row["cash from month 0"])
    found, modified = internal_rate(flows), modified_rate(flows, yearly=share(12))
    assert percent(found.monthly) == row["IRR a month"]
    assert percent(modified.monthly) == row["MIRR a month at 12 % a year"]
    assert (found.reason.name.replace("_", " ").lower() if found.reason else "") == row["why there is none"]


@pytest.mark.parametrize("row", list(rows(DOCUMENT, "## Paid late")), ids=lambda row: row["days"])
def test_what_is_paid_late_comes_in_parts(row: dict[str, str]) -> None:
    found = delayed(amounts("300, 600, 900, 900"), int(row["days"]))
    assert plain(found, 0) == [Decimal(row[f"month {month}"]) for month in range(1, 5)]


def test_growth_is_on_the_same_month_a_year_before() -> None:
    units = units_of(Growth(amounts("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12"), share(50)))
    assert plain(units[:2]) == [Decimal("1.50"), Decimal("3.00")]
    assert plain(units[34:]) == [Decimal("37.13"), Decimal("40.50")]
    assert units_of(Growth((0,) * 12, share(50))) == (0,) * MONTHS
    assert units_of(Growth(units[:12], share(-100))) == (0,) * MONTHS


def test_a_build_up_stays_between_nothing_and_the_most() -> None:
    rising = units_of(Sample(first_month=3, start=fixed(2), step=fixed(2), most=fixed(5)))
    assert plain(rising[:6], 0) == [0, 0, 2, 4, 5, 5]
    falling = units_of(Sample(first_month=1, start=fixed(3), step=fixed(-2), most=None))
    assert plain(falling[:4], 0) == [3, 1, 0, 0]


def test_churn_a_year_takes_as_much_in_twelve_months_as_it_says() -> None:
    monthly = monthly_churn(share(20))
    assert decimal(monthly, 8) == Decimal("0.01842347")
    kept = line(**RECURRING, entry=every_month("0"), opening=fixed(1_000), churn=monthly)
    assert decimal(forecast_line(kept).active[11], 6) == 800
    assert (monthly_churn(0), monthly_churn(ONE)) == (0, ONE)


@pytest.mark.parametrize(
    ("period", "percent"),
    [
        (ChurnPeriod.MONTH, "2"),
        (ChurnPeriod.YEAR, "20"),
        (ChurnPeriod.TWO_YEARS, "36"),
        (ChurnPeriod.THREE_YEARS, "48.8"),
    ],
)
def test_churn_at_renewal_is_that_of_the_contracts_years(period: ChurnPeriod, percent: str) -> None:
    """A fifth a year is 36 % of contracts of two years and 48.8 % of those of three."""
    left = share(Decimal(percent))
    churn = monthly_churn(left, period.months)
    kept = forecast_line(line(**RECURRING, entry=every_month("0"), opening=fixed(1_000), churn=churn))
    assert decimal(kept.active[period.months - 1], 6) == decimal(1_000 * (ONE - left), 6)
    if period is not ChurnPeriod.MONTH:
        assert decimal(kept.active[11], 6) == 800


def test_nobody_leaves_in_the_month_in_which_they_came() -> None:
    all_leave = forecast_line(line(**RECURRING, opening=fixed(50), churn=ONE))
    assert all_leave.active == all_leave.new


def test_an_agent_earns_the_fee_and_the_vendor_bills_the_sales() -> None:
    resale, agent = (forecast_line(line(selling=selling)) for selling in Selling)
    figures = [("100.00", "80.00", "100.00", "20.00"), ("100.00", "100.00", "20.00", "20.00")]
    for found, told in zip((resale, agent), figures, strict=True):
        shown = (found.sales, found.bookings, found.revenue, found.product_margin)
        assert tuple(str(money(series[0])) for series in shown) == told


def test_a_negative_margin_is_a_loss_on_each_unit() -> None:
    found = forecast(Assumptions((line(margin=share(-5)),)))
    assert [money(found.gross_profit[0]), money(found.bookings[0])] == [-5, 105]


def test_services_cost_a_share_or_their_hours() -> None:
    by_hours = service("50", "1000", hours="6", rate="100")
    by_margin = service("50", "1000", margin="40", hours="6")
    found = forecast_line(line(entry=every_month("2"), opening=fixed(8), project=by_margin, managed=by_hours))
    assert [money(found.project_revenue[0]), money(found.project_margin[0])] == [1_000, 400]
    assert [money(found.managed_revenue[0]), money(found.managed_margin[0])] == [5_000, 2_000]
    assert decimal(found.hours[0], 0) == 1 * 6 + 5 * 6
    assert by_hours.costing is Costing.HOURS


def test_services_without_people_are_asked_of_nobody_and_said_so() -> None:
    found = profit_of(Business(), project=service("100", "500", hours="3"))
    assert found.delivery.short_months == tuple(range(1, MONTHS + 1))


def test_somebody_new_counts_by_the_ramp() -> None:
    seller = person(start_month=3, end_month=6, ramp=(share(20), share(50), ONE), quota=fixed(10))
    found = profit_of(Business((seller, person(work=Work.OTHER))), entry=every_month("4"))
    assert plain(found.selling.able[:8], 0) == [0, 0, 2, 5, 10, 10, 0, 0]
    assert found.selling.short_months == (1, 2, 3, *range(7, MONTHS + 1))


def test_engineers_give_the_share_of_their_hours_that_is_for_customers() -> None:
    engineer = person(work=Work.DELIVERY, heads=fixed(2))
    assert decimal(profit_of(Business((engineer,))).delivery.able[0], 0) == 2 * 160 * Decimal("0.7")


def test_people_cost_while_they_are_there_and_learn_once() -> None:
    found = forecast_person(person(heads=fixed(2), start_month=2, end_month=3, training=fixed(500)))
    assert plain(found.cost[:4], 0) == [0, 2_000, 2_000, 0]
    assert plain(found.training[:4], 0) == [0, 1_000, 0, 0]


@pytest.mark.parametrize(
    ("frequency", "months"),
    [(Frequency.MONTHLY, list(range(5, 31))), (Frequency.YEARLY, [5, 17, 29]), (Frequency.ONCE, [5])],
)
def test_costs_fall_due_as_often_as_they_say(frequency: Frequency, months: list[int]) -> None:
    found = forecast_cost(cost(frequency=frequency, start_month=5, end_month=30))
    assert [month for month, amount in enumerate(found.amount, 1) if amount] == months


def test_every_cost_has_its_row_and_the_vendor_pays_its_part() -> None:
    costs = tuple(cost(key=kind, kind=kind, amount=fixed(100), funded=share(25)) for kind in CostKind)
    found = profit_of(Business((person(training=fixed(30)),), costs))
    shown = (found.people_cost, found.training, found.marketing, found.funded, found.overhead, found.ebit)
    assert [money(series[0]) for series in shown] == [1_000, 130, 100, 75, 100, 20 - 1_000 - 30 - 300 + 75]


def test_customers_and_suppliers_move_cash_and_leave_profit() -> None:
    prompt, late = (
        profit_of(Business(investment=fixed(50), customer_days=customer, supplier_days=supplier))
        for customer, supplier in ((0, 0), (60, 30))
    )
    assert late.ebit == prompt.ebit
    assert plain(prompt.cash[:4], 0) == [-50, 20, 20, 20]
    assert plain(late.cash[:5], 0) == [-50, 0, -80, 20, 20]


def test_an_agent_owes_its_vendor_nothing() -> None:
    late = profit_of(Business(supplier_days=60), selling=Selling.AGENT)
    assert late.cash[1:] == late.ebit


def test_the_value_of_later_money_counts_the_first_flow_in_full() -> None:
    flows = amounts("-100, " + "0, " * 11 + "112")
    assert cents(net_present_value(flows, yearly=share(12))) == 0
    assert cents(net_present_value(flows, yearly=0)) == 1_200


def test_break_even_is_the_month_from_which_no_loss_comes_back() -> None:
    ebit = amounts("-1, 5, -1, 0, 2")
    assert (first_positive_month(ebit), break_even_month(ebit)) == (2, 4)
    assert break_even_month(amounts("1, -1")) is None
    assert (first_positive_month(amounts("0, 0")), break_even_month(amounts("0, 0"))) == (None, 1)


def test_payback_needs_a_need() -> None:
    assert payback_month(amounts("0, 1, 2")) == 0
    assert payback_month(amounts("0, -1, 0, -1")) == 2
    assert payback_month(amounts("5, -1, -1")) is None
    assert (funding(amounts("-3, -5, -5")).month, funding(amounts("1, 2")).need) == (1, 0)


def test_cash_that_is_back_may_be_gone_again() -> None:
    assert [kept_month(amounts(held)) for held in ("1, 2", "-1, 0", "-1, 1, -2, 3", "-1, 1, -1")] == [0, 1, 3, None]


def test_payback_before_break_even_is_worded_so_that_it_contradicts_nothing() -> None:
    """Customers pay at once and the vendor is paid after 90 days: cash before profit, owed for the greater part."""
    at_first = replace(cost(amount=fixed(90)), end_month=8)
    early = profit_of(Business(costs=(at_first,), investment=fixed(20), supplier_days=90))
    assert (early.payback_month, early.break_even_month) == (2, 9)
    told = {
        (2, 9, 2): "Month 2: cash is above zero, though months with a loss follow",
        (2, None, 2): "Month 2: cash is above zero, though months with a loss follow",
        (2, 9, 14): "First in month 2, then below zero again; for good from month 14",
        (2, 1, None): "First in month 2, then below zero again",
        (12, 9, 12): "Month 12: cash is back above zero",
    }
    names = tuple(f"M{month}" for month in range(1, MONTHS + 1))
    for (month, even, kept), words in told.items():
        assert payback_kpi(month, names, break_even=even, kept=kept).detail == words


def test_a_plan_that_never_needs_money_says_so() -> None:
    found = profit_of(Business())
    assert (found.payback_month, found.funding.need, found.funding.month) == (0, 0, 0)
    assert found.internal_rate.reason is NoRate.NO_SIGN_CHANGE


def test_nothing_sold_is_no_profit() -> None:
    found = forecast(Assumptions((), Business(costs=(cost(),))))
    assert found.profit is not None
    assert (set(found.revenue), set(found.gross_profit), set(plain(found.profit.ebit))) == ({0}, {0}, {Decimal(-100)})
    assert (found.profit.first_positive_month, found.profit.break_even_month) == (None, None)


def test_without_the_business_there_is_a_margin_and_no_profit() -> None:
    found = forecast(replace(worked(), business=None))
    assert found.profit is None and found.gross_profit == WORKED.gross_profit


def test_months_that_are_no_units_count_as_none() -> None:
    assert set(forecast_line(line(entry=Custom((0,) * MONTHS))).sales) == {0}


def test_what_is_shown_is_rounded_half_up_and_away_from_zero() -> None:
    assert [cents(fixed(Decimal(text))) for text in ("0.005", "-0.005", "0.004999", "0.0049999999")] == [1, -1, 0, 1]
    assert decimal(fixed(Decimal("-2.5")), 0) == -3


def test_a_case_lifts_no_share_and_no_margin_above_one() -> None:
    plan = Assumptions((line(margin=share(95), churn=share(60), project=service("90", "10")),))
    seen = seen_through(plan, Overlay(margin=share(10), churn=share(200), services=share(150))).lines[0]
    assert (seen.margin, seen.churn, seen.project.attach) == (ONE, ONE, ONE)


def test_a_case_that_begins_later_leaves_people_and_costs_where_they_were() -> None:
    late = seen_through(worked(), Overlay(delay=2))
    assert units_of(late.lines[0].entry) == (0, 0, *units_of(worked().lines[0].entry)[:-2])
    assert late.business == worked().business
