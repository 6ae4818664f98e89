"""Which drivers matter: lines add up, so what moved alone is what the whole plan moves by."""

from dataclasses import replace
from decimal import Decimal

from planning.calculations.fixed import fixed, money, share, times, total
from planning.calculations.plans.assumptions import Assumptions, Business
from planning.calculations.plans.forecast import forecast
from planning.calculations.plans.sensitivity import LESS, MORE, sensitivity
from planning.enums import Pricing
from tests.planning.plan_samples import every_month, line, person, worked


def test_the_drivers_that_matter_most_come_first() -> None:
    found = sensitivity(worked())
    told = [(each.driver, money(each.up)) for each in found[:4]]
    projects = [(name, Decimal("27936.00")) for name in ("Margin or hourly cost of projects", "Project fee")]
    assert told == [("New units", Decimal("56794.86")), ("Cost a month", Decimal("-32400.00")), *projects]
    assert [each.span for each in found] == sorted((each.span for each in found), reverse=True)


def test_each_effect_is_what_the_whole_plan_changes_by() -> None:
    plan = worked()
    price = next(each for each in sensitivity(plan) if each.driver == "Price")
    for factor, effect in ((LESS, price.down), (MORE, price.up)):
        moved = replace(plan.lines[0], price=times(plan.lines[0].price, factor))
        assert effect == profit(replace(plan, lines=(moved,))) - profit(plan)
    people = next(each for each in sensitivity(plan) if each.of == "First engineer")
    assert [money(people.down), money(people.up)] == [32_400, -32_400]


def test_units_in_use_and_training_are_drivers_as_any_other() -> None:
    kept = line(pricing=Pricing.RECURRING, entry=every_month("0"), opening=fixed(10), churn=0)
    learns = person(monthly_cost=0, training=fixed(500), heads=fixed(2))
    found = {
        each.driver: (money(each.down), money(each.up))
        for each in sensitivity(Assumptions((kept,), Business((learns,))))
    }
    assert found["Units already in use"] == (Decimal(-720), Decimal(720))
    assert found["Training a head"] == (Decimal(100), Decimal(-100))
    assert "Cost a month" not in found and "New units" not in found


def test_a_reader_without_costs_is_told_what_moves_the_margin() -> None:
    found = sensitivity(replace(worked(), business=None))
    assert {each.of for each in found} == {"Line"}
    assert found[0].span == max(each.span for each in sensitivity(worked()))


def test_what_moves_nothing_is_left_out() -> None:
    assert sensitivity(Assumptions((line(price=0),))) == ()
    assert all(each.driver != "Churn" for each in sensitivity(Assumptions((line(churn=share(5)),))))


def profit(plan: Assumptions) -> int:
    account = forecast(plan).profit
    assert account is not None
    return total(account.ebit)
