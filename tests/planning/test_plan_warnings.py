"""What a plan allows and probably does not mean is said in words."""

from dataclasses import replace

import pytest

from planning.calculations.fixed import ONE, fixed, share
from planning.calculations.plans.assumptions import (
    Assumptions,
    Business,
    Custom,
    Growth,
    Person,
    ProductLine,
    Sample,
    Service,
)
from planning.calculations.plans.forecast import forecast
from planning.calculations.plans.warnings import warnings_of
from planning.enums import Costing, Pricing, Selling, Work

NONE = Service(0, 0, Costing.MARGIN, 0, 0, 0)
LINE = ProductLine(
    key="a",
    name="Line",
    selling=Selling.RESALE,
    pricing=Pricing.RECURRING,
    entry=Sample(1, ONE, 0, None),
    opening=0,
    price=fixed(100),
    margin=share(20),
    churn=0,
    project=NONE,
    managed=NONE,
)
PROJECT = Service(ONE, fixed(100), Costing.MARGIN, share(30), ONE, 0)
SELLER = Person("p", "Seller", Work.SALES, ONE, 1, None, 0, 0, (), ONE, 0, 0)
ENGINEER = Person("e", "Engineer", Work.DELIVERY, ONE, 1, None, 0, 0, (), 0, fixed(160), ONE)


def said(*lines: ProductLine, business: Business | None = None) -> list[tuple[str, str]]:
    return [(warning.path, warning.words) for warning in warnings_of(Assumptions(lines, business))]


def test_a_sound_plan_says_nothing() -> None:
    assert said(LINE) == []
    assert said(replace(LINE, project=PROJECT), business=Business(people=(SELLER, ENGINEER))) == []


@pytest.mark.parametrize(
    ("line", "path", "words"),
    [
        (replace(LINE, entry=Growth((0,) * 12, ONE)), "a.base_units", "enter last year’s units"),
        (replace(LINE, entry=Custom((0,) * 36)), "a.custom_units", "No units"),
        (replace(LINE, margin=share(-5)), "a.margin_percent", "You lose on each sale"),
        (replace(LINE, price=0), "a.price", "Without a price"),
        (replace(LINE, churn=ONE), "a.churn_percent", "nobody stays"),
        (replace(LINE, project=replace(PROJECT, fee=0)), "a.project_fee", "have no fee"),
        (replace(LINE, managed=replace(PROJECT, margin=share(-1))), "a.managed_margin_percent", "cost you more"),
        (
            replace(LINE, project=replace(PROJECT, costing=Costing.HOURS, hours=ONE * 10, rate=fixed(11))),
            "a.project_hours",
            "cost you more",
        ),
    ],
)
def test_each_is_told_at_its_field(line: ProductLine, path: str, words: str) -> None:
    found = said(line)
    assert [each for each, _ in found] == [path]
    assert words in found[0][1]


def test_churn_of_a_line_that_is_paid_once_does_not_matter() -> None:
    assert said(replace(LINE, churn=ONE, pricing=Pricing.ONE_TIME)) == []


def test_services_need_somebody_who_delivers() -> None:
    line = replace(LINE, project=PROJECT)
    assert said(line) == []
    found = said(line, business=Business(people=(SELLER,)))
    assert found == [("people", "Services are sold, and nobody is planned who delivers them.")]


def test_people_who_cannot_do_it_all_are_named_with_the_first_month() -> None:
    many = replace(LINE, entry=Custom((0,) * 3 + (fixed(2),) * 2 + (0,) * 31))
    found = said(many, business=Business(people=(SELLER,)))
    assert found == [("people", "In 2 of 36 months, first in month 4, more is planned than the sellers can sell.")]
    hours = replace(many, project=replace(PROJECT, hours=fixed(100)))
    told = said(hours, business=Business(people=(ENGINEER,)))
    assert told[0][1].startswith("In 2 of 36 months, first in month 4, more hours are sold than your people have. Hire")


def test_a_loss_to_the_end_is_told() -> None:
    costly = replace(SELLER, monthly_cost=fixed(10**6))
    assert ("money", "The last month still makes a loss: the plan does not break even in 36 months.") in said(
        LINE, business=Business(people=(costly,))
    )


def test_an_empty_plan_is_told() -> None:
    assert said() == [("lines", "Nothing is sold yet: add what the partner sells.")]


def test_money_that_does_not_come_back_or_too_late_is_told() -> None:
    never = said(LINE, business=Business(people=(), investment=fixed(10**9)))
    assert never == [("money", "After 36 months more money has gone out than has come back.")]
    earned = forecast(Assumptions((LINE,), Business(people=()))).profit
    assert earned is not None and earned.cumulative_cash[-1] > 0
    late = said(LINE, business=Business(people=(), investment=earned.cumulative_cash[-1] - 1, discount=share(50)))
    assert late == [("money", "The money comes back too late: the net present value is below zero.")]
