"""Forecasts of marketing plans; rules and worked tables: docs/calculations/marketing.md."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.calculations.marketing.forecast import (
    CaseFactors,
    TacticDrivers,
    TacticForecast,
    by_return,
    forecast_plan,
    forecast_tactic,
    total,
    why_nothing,
)
from planning.calculations.marketing.kinds import Volume
from planning.calculations.marketing.own_rates import Answers, own_answers_from
from planning.calculations.marketing.results import compared
from planning.enums import Case
from prm.documents.formats import COUNT

DOCUMENT = Path(__file__).parents[2] / "docs/calculations/marketing.md"


def rows_under(heading: str) -> list[list[str]]:
    """The rows of the table whose first column is called so."""
    found: list[list[str]] = []
    lines = iter(DOCUMENT.read_text().splitlines())
    for line in lines:
        if line.startswith(f"| {heading} |"):
            next(lines)
            for row in lines:
                if not row.startswith("|"):
                    break
                found.append([cell.strip() for cell in row.strip("|").split("|")])
            return found
    return found


def drivers_of(row: list[str]) -> TacticDrivers:
    budget, mdf, volume, reach, each, *rest = row
    inquiry, mql, sal, sql, won, deal, margin = (Decimal(cell) for cell in rest)
    return TacticDrivers(
        *(Decimal(budget), Decimal(mdf), Volume(volume), Decimal(reach), Decimal(each)),
        *(inquiry, mql, sal, sql, won, deal, margin),
    )


TACTICS = {name: drivers_of(rest) for name, *rest in rows_under("tactic | budget")}
EXPECTED = {name: rest for name, *rest in rows_under("tactic | inquiries")}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_tactic_of_the_worked_table_holds(name: str) -> None:
    found = forecast_tactic(TACTICS[name])
    figures = [*found.stages, found.pipeline, found.revenue, found.gross_profit]
    assert figures == [Decimal(cell) for cell in EXPECTED[name][:8]]
    vendor, pair = found.vendor, found.pair
    assert [
        *(vendor.multiple.as_multiple(), vendor.roi.as_percent()),
        *(pair.multiple.as_multiple(), pair.roi.as_percent()),
    ] == EXPECTED[name][8:]


@pytest.mark.parametrize("row", rows_under("case"), ids=lambda row: row[0])
def test_each_case_of_the_worked_plan_holds(row: list[str]) -> None:
    plan = forecast_plan({name: TACTICS[name] for name in "AC"}, CaseFactors())
    found = plan.cases[Case(row[0])]
    figures = [found.inquiries, found.won, found.revenue, found.budget, found.mdf_budget]
    assert figures == [Decimal(cell) for cell in row[1:6]]
    assert [found.vendor.multiple.as_multiple(), found.pair.roi.as_percent()] == row[6:]


def test_tactics_stand_side_by_side_the_best_return_first() -> None:
    forecasts = {name: forecast_tactic(each) for name, each in TACTICS.items()}
    assert list(by_return(forecasts, {name: name for name in forecasts})) == ["A", "B", "C", "E", "F", "D"]


@pytest.mark.parametrize("row", rows_under("forecast"), ids=lambda row: f"{row[1]} of {row[0]}")
def test_each_result_is_judged_in_words(row: list[str]) -> None:
    assert compared(Decimal(row[0]), Decimal(row[1]), written=COUNT).words == row[2]


@pytest.mark.parametrize("row", rows_under("reached"), ids=lambda row: f"{row[1]} of {row[0]}")
def test_ended_tactics_tell_who_answers_and_what_one_costs(row: list[str]) -> None:
    reached, answered, spent, bought, share, cost = row
    found = own_answers_from(Answers(int(reached), int(answered), Decimal(spent), int(bought)))
    expected = {"inquiry_percent": (share, reached), "cost_per_response": (cost, bought)}
    told = {name: (Decimal(figure), int(count)) for name, (figure, count) in expected.items() if figure}
    assert {name: (each.value, each.count) for name, each in found.items()} == told


def test_a_forecast_of_nothing_says_why() -> None:
    assert why_nothing(TACTICS["A"]) == ""
    assert why_nothing(TACTICS["E"]) == "No opportunity is won: that share is 0 %."
    assert why_nothing(TACTICS["F"]) == "An inquiry costs nothing: say what one costs."


percents = st.decimals(0, 100, places=2)
amounts = st.decimals(0, 10_000_000, places=2)
drivers = st.builds(
    lambda budget, share, **rest: TacticDrivers(budget=budget, mdf_budget=budget * share // 100, **rest),
    budget=amounts,
    share=st.integers(0, 100),
    volume=st.sampled_from(Volume),
    reach=st.integers(0, 10_000_000).map(Decimal),
    cost_per_response=amounts,
    inquiry_percent=percents,
    mql_percent=percents,
    sal_percent=percents,
    sql_percent=percents,
    won_percent=percents,
    average_deal=amounts,
    gross_margin_percent=st.decimals(-50, 100, places=2),
)
FIGURES = ("inquiries", "mqls", "sals", "sqls", "won", "pipeline", "revenue", "gross_profit", "budget", "mdf_budget")


@given(st.lists(drivers, max_size=6), st.randoms())
def test_totals_reconcile_in_any_order(tactics: list[TacticDrivers], random: Random) -> None:
    keyed = dict(enumerate(tactics))
    plan = forecast_plan(keyed, CaseFactors())
    for figure in FIGURES:
        parts = [Fraction(getattr(each, figure)) for each in plan.tactics.values()]
        assert Fraction(getattr(plan.total, figure)) == sum(parts)
    shuffled = list(keyed.items())
    random.shuffle(shuffled)
    assert forecast_plan(dict(shuffled), CaseFactors()) == plan
    assert total(reversed(list(plan.tactics.values()))) == plan.total


@given(drivers)
def test_nobody_reached_and_nothing_spent_brings_no_leads(each: TacticDrivers) -> None:
    nothing = TacticForecast(budget=Decimal(0), mdf_budget=Decimal(0))
    zero = Decimal(0)
    assert forecast_tactic(replace(each, budget=zero, mdf_budget=zero, reach=zero)) == nothing


@given(drivers)
def test_no_stage_is_larger_than_the_one_before_and_no_return_is_infinite(each: TacticDrivers) -> None:
    found = forecast_tactic(each)
    assert list(found.stages) == sorted(found.stages, reverse=True)
    for told in (found.vendor, found.pair):
        assert (told.multiple.value is None) is (told.spend == 0)
        assert (told.roi.value is None) is (told.spend == 0)


@given(drivers, st.integers(0, 300))
def test_cases_scale_leads_and_leave_the_budget(each: TacticDrivers, percent: int) -> None:
    base, scaled = forecast_tactic(each), forecast_tactic(each, case_percent=Decimal(percent))
    assert scaled.inquiries * 100 == base.inquiries * percent
    assert (scaled.budget, scaled.mdf_budget) == (base.budget, base.mdf_budget)
