"""What holds for every plan, whatever is typed into it."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from planning.calculations.fixed import ONE, added, cents, fixed, root, total
from planning.calculations.plans.account import By, account_rows
from planning.calculations.plans.assumptions import (
    MONTHS,
    Assumptions,
    Business,
    Custom,
    Growth,
    ProductLine,
    Sample,
    Service,
)
from planning.calculations.plans.forecast import forecast
from planning.calculations.plans.scenarios import AS_PLANNED, Overlay, seen_through
from planning.documents.plans.outlook import By as Columns
from planning.documents.plans.outlook import account_table
from planning.enums import Costing, CostKind, Frequency, Pricing, Selling, Work
from prm.kernel.money import number
from tests.planning.plan_samples import cost, line, person

counts = st.decimals(0, 10_000, places=4).map(fixed)
prices = st.decimals(0, 10**7, places=2).map(fixed)
shares = st.decimals(0, 1, places=4).map(fixed)
margins = st.decimals(-1, 1, places=4).map(fixed)
months = st.integers(1, MONTHS)
entries = st.one_of(
    st.builds(Growth, st.lists(counts, min_size=12, max_size=12).map(tuple), st.decimals(-1, 3, places=2).map(fixed)),
    st.builds(Sample, months, counts, st.decimals(-50, 50, places=2).map(fixed), st.none() | counts),
    st.builds(Custom, st.lists(counts, min_size=MONTHS, max_size=MONTHS).map(tuple)),
)


def services(margin: st.SearchStrategy[int]) -> st.SearchStrategy[Service]:
    return st.builds(Service, shares, prices, st.sampled_from(Costing), margin, counts, counts)


def lines_with(margin: st.SearchStrategy[int], service: st.SearchStrategy[Service]) -> st.SearchStrategy[ProductLine]:
    return st.builds(
        line,
        selling=st.sampled_from(Selling),
        pricing=st.sampled_from(Pricing),
        entry=entries,
        opening=counts,
        price=prices,
        margin=margin,
        churn=shares,
        project=service,
        managed=service,
    )


people = st.builds(
    person,
    work=st.sampled_from(Work),
    heads=st.decimals(0, 50, places=2).map(fixed),
    start_month=months,
    end_month=st.none() | months,
    monthly_cost=prices,
    training=prices,
    ramp=st.lists(shares, max_size=6).map(tuple),
    quota=counts,
)
costs = st.builds(
    cost,
    kind=st.sampled_from(CostKind),
    amount=prices,
    frequency=st.sampled_from(Frequency),
    start_month=months,
    end_month=st.none() | months,
    funded=shares,
)
businesses = st.builds(
    Business,
    people=st.lists(people, max_size=3).map(tuple),
    costs=st.lists(costs, max_size=3).map(tuple),
    investment=prices,
    customer_days=st.integers(0, 360),
    supplier_days=st.integers(0, 360),
    discount=shares,
)
plans = st.builds(
    Assumptions, st.lists(lines_with(margins, services(margins)), max_size=3).map(tuple), st.none() | businesses
)
gainful = st.builds(
    Assumptions, st.lists(lines_with(shares, services(shares)), min_size=1, max_size=2).map(tuple), st.none()
)

SUMS = {
    **{name: name for name in ("new", "sales", "bookings", "services_revenue", "product_margin", "gross_profit")},
    "product_revenue": "revenue",
}
CHANGES: dict[str, int] = {
    "volume": fixed(Decimal("0.7")),
    "price": fixed(Decimal("0.9")),
    "margin": fixed(Decimal("-0.02")),
    "churn": fixed(Decimal("1.5")),
    "services": fixed(Decimal("0.8")),
    "costs": fixed(Decimal("1.1")),
    "delay": 3,
}


@settings(max_examples=60)
@given(plans)
def test_lines_add_up_to_the_plan_and_months_to_years(plan: Assumptions) -> None:
    found = forecast(plan)
    for of_plan, of_line in SUMS.items():
        whole = getattr(found, of_plan)
        assert total(whole) == sum(total(getattr(each, of_line)) for each in found.lines)
        assert total(whole) == sum(total(year) for year in (whole[:12], whole[12:24], whole[24:]))
    assert found.gross_profit == added(found.product_margin, found.services_margin)
    assert found.revenue == added(found.product_revenue, found.services_revenue)


@settings(max_examples=60)
@given(plans)
def test_profit_is_margin_and_funds_less_every_cost(plan: Assumptions) -> None:
    found = forecast(plan)
    profit = found.profit
    if profit is None:
        return
    spent = sum(map(total, (profit.people_cost, profit.training, profit.marketing, profit.overhead)))
    assert total(profit.ebit) == total(found.gross_profit) + total(profit.funded) - spent
    assert profit.cumulative_cash[-1] == total(profit.cash)
    assert profit.funding.need >= 0 and len(profit.cash) == MONTHS + 1


@settings(max_examples=40)
@given(plans)
def test_both_tables_of_an_account_say_the_same_however_long_a_column_is(plan: Assumptions) -> None:
    """The plan's page and the API read one, what-if the other; each sums unrounded months."""
    found = forecast(plan)
    months = tuple(f"M{number}" for number in range(MONTHS))
    by_year = {row.name: row for row in account_rows(found, By.YEAR)}
    for by, columns in ((By.MONTH, Columns.MONTH), (By.QUARTER, Columns.QUARTER), (By.YEAR, Columns.YEAR)):
        rows = {row.name: row for row in account_rows(found, by)}
        drawn = {row.label: row for row in account_table(found, by=columns, months=months).rows}
        assert set(drawn) == set(rows) - {"Bookings of the vendor"}
        for name, row in rows.items():
            assert row.whole == by_year[name].whole
            assert row.is_held or abs(sum(row.values) - row.whole) <= Decimal("0.005") * (len(row.values) + 1)
        for name, written in drawn.items():
            cells = [number(value) for value in rows[name].values]
            assert list(written.cells[-len(cells) :]) == cells


@settings(max_examples=60)
@given(plans, st.randoms())
def test_the_order_of_lines_and_of_costs_does_not_matter(plan: Assumptions, random: Random) -> None:
    lines = random.sample(plan.lines, len(plan.lines))
    business = plan.business and replace(plan.business, costs=tuple(reversed(plan.business.costs)))
    mixed, found = forecast(Assumptions(tuple(lines), business)), forecast(plan)
    assert (mixed.gross_profit, mixed.revenue) == (found.gross_profit, found.revenue)
    if found.profit and mixed.profit:
        assert mixed.profit.cash == found.profit.cash


@settings(max_examples=60)
@given(entries, prices, shares, shares)
def test_without_units_or_price_or_margin_there_is_no_profit(
    entry: Growth | Sample | Custom, price: int, margin: int, churn: int
) -> None:
    all_of_them = {"entry": entry, "price": price, "margin": margin}
    for driver, nothing in {"entry": Custom((0,) * MONTHS), "price": 0, "margin": 0}.items():
        sold = line(**all_of_them | {driver: nothing}, churn=churn, pricing=Pricing.RECURRING)
        assert set(forecast(Assumptions((sold,))).gross_profit) == {0}


@settings(max_examples=60)
@given(plans, st.permutations(list(CHANGES)))
def test_the_order_of_scenarios_does_not_matter(plan: Assumptions, order: list[str]) -> None:
    """One after the other, in any order, is the same as all at once; and looking changes nothing."""
    seen = plan
    for name in order:
        seen = seen_through(seen, replace(AS_PLANNED, **{name: CHANGES[name]}))
    assert forecast(seen) == forecast(seen_through(plan, Overlay(**CHANGES)))
    assert seen_through(plan, AS_PLANNED) is plan


@settings(max_examples=60)
@given(gainful, st.integers(0, 24), st.integers(0, 300))
def test_selling_later_or_less_never_earns_more(plan: Assumptions, delay: int, percent: int) -> None:
    plan = replace(plan, lines=tuple(_paid_by_margin(each) for each in plan.lines))
    found = total(forecast(plan).gross_profit)
    assert total(forecast(seen_through(plan, Overlay(delay=delay))).gross_profit) <= found
    scaled = total(forecast(seen_through(plan, Overlay(volume=fixed(percent) // 100))).gross_profit)
    assert (scaled <= found) if percent <= 100 else (scaled >= found)


@settings(max_examples=100)
@given(st.integers(0, 10**30), st.integers(1, 36))
def test_a_root_is_the_largest_that_is_not_too_large(value: int, degree: int) -> None:
    found = root(value, degree)
    radicand = value * ONE ** (degree - 1)
    assert found**degree <= radicand < (found + 1) ** degree


@given(st.integers(-(10**24), 10**24))
def test_cents_are_the_same_on_both_sides_of_zero(value: int) -> None:
    assert cents(-value) == -cents(value)


def _paid_by_margin(each: ProductLine) -> ProductLine:
    project = replace(each.project, costing=Costing.MARGIN)
    return replace(each, project=project, managed=replace(each.managed, costing=Costing.MARGIN))
