"""What must be sold: the table of docs/calculations/business-plan.md, and what always holds."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planning.calculations.fixed import ONE, fixed, money, share, total
from planning.calculations.plans.assumptions import Assumptions, Business
from planning.calculations.plans.entries import multiplied
from planning.calculations.plans.forecast import forecast
from planning.calculations.plans.goal_seek import STEP, Span, seek, seek_to_afford
from planning.calculations.plans.scenarios import Overlay, seen_through
from tests.planning.documented import rows
from tests.planning.plan_samples import cost, line, worked

TABLE = list(rows("business-plan.md", "## Goal seek"))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['asked of the worked plan']} in {row['in']}")
def test_a_goal_needs_what_the_table_says(row: dict[str, str]) -> None:
    span = Span(row["in"].removeprefix("year "))
    found = seek(worked(), goal=fixed(Decimal(row["asked of the worked plan"])), span=span)
    if found.factor is None:
        assert (row["sold, % of plan"], found.lines) == ("cannot", ())
    else:
        told = [str(found.percent), str(money(found.reached)), str(found.lines[0].needed)]
        assert told == [row["sold, % of plan"], row["profit with it"], row["units"]]


def test_one_more_engineer_is_paid_by_more_sales_and_the_profit_stays() -> None:
    found = seek_to_afford(worked(), monthly_cost=fixed(7_000), from_month=13)
    planned = forecast(worked()).profit
    assert planned is not None and found.factor is not None
    assert found.goal == total(planned.ebit) and found.planned == found.goal - fixed(7_000 * 24)
    assert found.reached >= found.goal > found.planned


def test_what_loses_on_each_unit_cannot_be_sold_into_profit() -> None:
    plan = Assumptions((line(margin=share(-10)),), Business(costs=(cost(),)))
    assert seek(plan, goal=0, span=Span.ALL).factor is None
    assert seek(Assumptions(()), goal=ONE, span=Span.ALL).factor is None


def test_without_known_costs_the_goal_is_a_gross_profit() -> None:
    plan = replace(worked(), business=None)
    planned = total(forecast(plan).gross_profit)
    assert seek(plan, goal=2 * planned, span=Span.ALL).percent == 200


@settings(max_examples=40)
@given(st.integers(1, 10**7), st.sampled_from(Span))
def test_a_goal_that_is_put_into_the_lines_is_reached_by_them(goal: int, span: Span) -> None:
    """Rounding up the units at the fourth decimal never falls short, and goes hardly beyond what was told."""
    found = seek(worked(), goal=fixed(goal), span=span)
    if found.factor is None:
        return
    plan = worked()
    lines = tuple(replace(each, entry=multiplied(each.entry, found.factor)) for each in plan.lines)
    profit = forecast(replace(plan, lines=lines)).profit
    assert profit is not None
    reached = total(profit.ebit[span.months])
    assert fixed(goal) <= reached and found.reached <= reached <= found.reached + fixed(500)


def test_a_factor_is_one_that_a_case_can_hold() -> None:
    plan = Assumptions((line(),))
    within = seek(plan, goal=fixed(23_999), span=Span.YEAR_1)
    assert within.percent is not None and within.percent < 10_000
    assert seek(plan, goal=fixed(24_000), span=Span.YEAR_1).factor is None


@settings(max_examples=40)
@given(st.integers(1, 10**7), st.sampled_from(Span))
def test_the_factor_is_the_smallest_that_reaches_the_goal(goal: int, span: Span) -> None:
    found = seek(worked(), goal=fixed(goal), span=span)
    if found.factor is None or found.is_planned:
        return
    for factor, reaches in ((found.factor, True), (found.factor - STEP, False)):
        profit = forecast(seen_through(worked(), Overlay(volume=factor))).profit
        assert profit is not None
        assert (total(profit.ebit[span.months]) >= fixed(goal)) is reaches
