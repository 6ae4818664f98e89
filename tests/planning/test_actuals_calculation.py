"""docs/calculations/plan-actuals.md, table by table, and what must hold of any bookings."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.calculations.fixed import Series, added, fixed, money, share, total
from planning.calculations.plans.actuals import LineActual, PlanActuals, closed_months, compare
from planning.calculations.plans.assumptions import Assumptions, Business
from planning.calculations.plans.forecast import Forecast, forecast
from planning.documents.plans.actuals import sentences
from planning.enums import Selling
from prm.kernel.status import DEFAULT_THRESHOLDS, TrafficLight
from tests.planning.documented import rows
from tests.planning.plan_samples import cost, line, service

DOCUMENT = "plan-actuals.md"
CLOUD = line(key="cloud", name="Cloud", price=fixed(1_000))
BACKUP = line(key="backup", name="Backup", price=fixed(500), margin=share(10), selling=Selling.AGENT)
FAMILIES = {"cloud": "Cloud", "backup": "Backup"}
BUSINESS = Business(costs=(cost(),))


def _fixed(*amounts: str | int) -> Series:
    return tuple(fixed(Decimal(amount)) for amount in amounts)


def _compare(bookings: dict[str, Series], *, families: dict[str, str] = FAMILIES, closed: int = 3) -> PlanActuals:
    assumptions = Assumptions((CLOUD, BACKUP), BUSINESS)
    return compare(
        forecast(assumptions), assumptions.lines, BUSINESS, families=families, bookings=bookings, closed=closed
    )


def _worked() -> PlanActuals:
    booked = {row["line"]: _fixed(row["Jan"], row["Feb"], row["Mar"]) for row in rows(DOCUMENT, "## Worked example")}
    return _compare(booked)


@pytest.mark.parametrize("row", list(rows(DOCUMENT, "## Which months count")), ids=lambda row: row["data date"])
def test_a_month_is_closed_once_its_last_working_day_is_known(row: dict[str, str]) -> None:
    closed = int(row["closed months of a plan from Jan 2026"])
    assert closed_months(date(2026, 1, 1), date.fromisoformat(row["data date"])) == closed


def test_the_worked_lines_are_behind_as_the_document_says() -> None:
    found = {each.name: each for each in _worked().lines}
    for row in rows(DOCUMENT, "## Worked example"):
        line_found = found[row["line"]]
        assert money(total(line_found.planned)) == Decimal(row["planned to date"])
        assert money(line_found.variance) == Decimal(row["variance"])


def test_the_worked_outcomes_are_those_of_the_document() -> None:
    found = _worked()
    assert found.at_pace is not None
    named = {"bookings": "bookings", "revenue": "revenue", "gross profit": "gross_profit"}
    for row in rows(DOCUMENT, "## What the example comes to"):
        name, *told = row.values()
        accounts = (found.plan, found.account, found.at_pace)
        assert [str(money(total(getattr(account, named[name])))) for account in accounts] == told, name


@pytest.mark.parametrize("row", list(rows(DOCUMENT, "## In words")), ids=lambda row: row["in words"])
def test_a_variance_is_told_in_words(row: dict[str, str]) -> None:
    found = _worked()
    actual = LineActual("cloud", "Cloud", "Cloud", _fixed(row["planned"]), _fixed(row["booked"]))
    told = sentences(_with(found, actual), currency="USD", thresholds=DEFAULT_THRESHOLDS)
    assert told[0].text == f"Cloud: {row['in words']}"


def _with(found: PlanActuals, actual: LineActual) -> PlanActuals:
    return replace(found, lines=(actual,))


def test_the_largest_difference_comes_first_and_a_line_without_plan_has_no_light() -> None:
    small = LineActual("a", "A", "A", _fixed(100), _fixed(90))
    large = LineActual("b", "B", "B", _fixed(100), _fixed(300))
    new = LineActual("c", "C", "C", _fixed(0), _fixed(50))
    none = LineActual("d", "D", "D", _fixed(0), _fixed(0))
    told = sentences(replace(_worked(), lines=(small, large, new, none)), currency="USD", thresholds=DEFAULT_THRESHOLDS)
    assert [(each.text[0], each.light) for each in told] == [
        ("B", TrafficLight.ON_TRACK),
        ("C", TrafficLight.NO_DATA),
        ("A", TrafficLight.WATCH),
    ]


def test_before_a_month_is_closed_the_plan_is_the_plan() -> None:
    found = _compare({}, closed=0)
    assert found.account == found.plan
    assert (found.pace, found.at_pace, found.booked, found.outside) == (None, None, (), ())


def test_bookings_without_a_line_stand_apart_and_in_no_outcome() -> None:
    found = _compare({"Cloud": _fixed(800, 800, 800), "Other": _fixed(5, 0, -2), "": _fixed(1, 1, 1)})
    assert [(each.name, money(total(each.booked))) for each in found.unplanned] == [
        ("No product family", Decimal(3)),
        ("Other", Decimal(3)),
    ]
    assert total(found.account.bookings[:3]) == fixed(2_400)


def test_a_line_without_a_family_stands_as_planned() -> None:
    found = _compare({"Cloud": _fixed(0, 0, 0)}, families={"cloud": "Cloud", "backup": " "})
    assert [each.name for each in found.uncounted] == ["Backup"]
    assert found.account.bookings[:3] == _fixed(500, 500, 500)
    assert found.pace == 0
    assert found.at_pace is not None
    assert found.at_pace.bookings[3:] == (fixed(500),) * 33


def test_lines_of_one_family_divide_its_bookings_as_they_were_planned() -> None:
    found = _compare(
        {"cloud": _fixed(130, 0, 13), "CLOUD ": _fixed(0, 1, 0)}, families=dict.fromkeys(FAMILIES, "Cloud")
    )
    first, second = found.lines
    assert first.shares_family and second.shares_family
    assert first.booked[0] == fixed(80)
    assert added(first.booked, second.booked) == _fixed(130, 1, 13)


def test_services_follow_the_bookings_and_are_not_taken_back() -> None:
    plan_line = line(key="cloud", price=fixed(100), project=service("100", "50", margin="40"))
    plan = forecast(Assumptions((plan_line,)))
    booked = {"Cloud": _fixed(40, 160, -80)}
    found = compare(plan, (plan_line,), None, families={"cloud": "Cloud"}, bookings=booked, closed=3)
    assert found.account.services_revenue[:4] == _fixed(25, 100, 0, 50)


def test_profit_and_break_even_follow_from_what_was_booked() -> None:
    low = _compare({"Cloud": _fixed(0, 0, 0), "Backup": _fixed(0, 0, 0)})
    assert low.plan.profit and low.account.profit
    assert (low.plan.profit.break_even_month, low.account.profit.break_even_month) == (1, 4)
    assert low.account.profit.ebit[:3] == _fixed(-100, -100, -100)


_MONTH = st.integers(-(10**6), 10**6).map(lambda cents: fixed(Decimal(cents).scaleb(-2)))


@given(st.lists(st.tuples(_MONTH, _MONTH, _MONTH), min_size=1, max_size=12))
def test_what_was_booked_is_in_the_account_or_outside_it_and_nowhere_lost(months: list[tuple[int, int, int]]) -> None:
    cloud, backup, other = (tuple(month[at] for month in months) for at in range(3))
    found = _compare({"Cloud": cloud, "Backup": backup, "Other": other}, closed=len(months))
    assert added(found.account.bookings[: len(months)], found.outside) == added(cloud, backup, other)
    assert found.account.bookings[len(months) :] == found.plan.bookings[len(months) :]


@given(st.integers(1, 35))
def test_a_plan_that_is_booked_to_the_cent_comes_to_what_was_planned(closed: int) -> None:
    found = _compare({"Cloud": _fixed(*[800] * closed), "Backup": _fixed(*[500] * closed)}, closed=closed)
    expected: tuple[Forecast | None, ...] = (found.account, found.at_pace)
    assert expected == (found.plan, found.plan)
