"""The first sentence of a plan's page: what the partner earns, loses, or keeps to itself."""

from dataclasses import replace
from decimal import Decimal

from planning.documents.plans.overview import KeptOutcome, KeptProfit, Years, finding, overview_kpis

MONTHS = tuple(f"Month {number}" for number in range(1, 37))


def years(*amounts: int) -> Years:
    first, second, third = map(Decimal, amounts)
    return first, second, third


PROFIT = KeptProfit(years(-20_000, 50_000, 170_000), 14, None, Decimal(35_000), 3)
PLAN = KeptOutcome(
    years(300_000, 400_000, 500_000),
    years(500_000, 600_000, 900_000),
    Decimal(240_000),
    Decimal(60_000),
    PROFIT,
)


def told(kept: KeptOutcome) -> str:
    return finding(kept, name="Polaris", currency="USD")


def figures(kept: KeptOutcome) -> list[tuple[str, str, str]]:
    return [(kpi.label, kpi.value, kpi.detail) for kpi in overview_kpis(kept, currency="USD", months=MONTHS)]


def test_a_profit_is_told_with_its_three_years_and_a_loss_as_a_loss() -> None:
    parts = "−$20K in the first year, $50K in the second, $170K in the third"
    assert told(PLAN) == f"Polaris earns $200K in 36 months: {parts}."
    loss = replace(PLAN, profit=replace(PROFIT, years=years(-90_000, 0, 0)))
    assert told(loss).startswith("Polaris loses $90K in 36 months: ")


def test_without_costs_it_is_the_gross_profit_and_without_sales_nothing() -> None:
    hidden = replace(PLAN, profit=None)
    assert told(hidden) == "Polaris earns a gross profit of $300K on $2M revenue in 36 months."
    assert figures(hidden)[:2] == [
        ("Gross profit, 36 months", "$300K", "15.0% of $2M revenue"),
        ("Of it services", "$60K", "$240K is product margin"),
    ]
    assert told(replace(PLAN, revenue=years(0, 0, 0))).startswith("Nothing is sold yet")


def test_four_figures_say_how_much_and_when() -> None:
    first, even, back, need = figures(PLAN)
    assert first == ("Profit, 36 months", "$200K", "10.0% of $2M revenue")
    assert (even[1], back[1], need[1:]) == (
        "Month 14",
        "Not in 36 months",
        ("$35,000", "Lowest after Month 3, month 3"),
    )
    no_sales = figures(replace(PLAN, revenue=years(0, 0, 0)))
    assert no_sales[0][2] == "$0 revenue"
