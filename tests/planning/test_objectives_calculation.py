"""docs/calculations/objectives.md, table by table, and what must hold of any year."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enablement.calculations.facts import CertificateFact
from planning.calculations.plans.objective_kinds import Measure
from planning.calculations.plans.objectives import (
    Booked,
    Evidence,
    Goal,
    Mgo,
    ObjectiveDeal,
    Progress,
    Split,
    measure_all,
    measure_one,
    split_year,
)
from prm.kernel.fiscal import FiscalCalendar
from prm.kernel.ratios import Gap
from sales.calculations.deals import DealFact
from sales.enums import Outcome
from tests.planning.documented import rows

DOCUMENT = "objectives.md"
QUARTERS = FiscalCalendar(1).quarters(2026)
TODAY = date(2026, 6, 15)
ACME, BETA = uuid4(), uuid4()
EVEN = (Decimal(10),) * 4


def _goal(measure: Measure, **changes: object) -> Goal:
    given_: dict[str, object] = {"id": uuid4(), "name": "G", "measure": measure, "weight": Decimal(1), "targets": EVEN}
    return Goal(**given_ | changes)  # type: ignore[arg-type]


def _progress(goal: Goal, **evidence: object) -> Progress:
    return measure_one(goal, Evidence(TODAY, TODAY, **evidence), QUARTERS)  # type: ignore[arg-type]


def _actuals(progress: Progress) -> list[Decimal | None]:
    return [each.actual for each in progress.quarters]


def _booked(month: int, amount: str, *, order: str = "", family: str = "Cloud") -> Booked:
    return Booked(date(2026, month, 5), order or f"{month}", family, Decimal(amount))


def _deal(
    closed: date | None, outcome: Outcome = Outcome.WON, *, customer: UUID | None = ACME, country: str = "Chile"
) -> ObjectiveDeal:
    fact = DealFact(
        id=uuid4(),
        amount=Decimal(7),
        outcome=outcome,
        is_qualified=True,
        probability=Decimal(1),
        is_partner_sourced=True,
        engaged_date=date(2025, 12, 1),
        closed_date=closed,
    )
    return ObjectiveDeal(fact, "Cloud", country, customer)


def test_bookings_and_orders_are_counted_by_quarter_and_family() -> None:
    booked = (_booked(1, "4", order="a"), _booked(1, "5", order="a"), _booked(5, "-1"), _booked(2, "9", family="Other"))
    cloud = Split(family="cloud ")
    assert _actuals(_progress(_goal(Measure.BOOKINGS, split=cloud), booked=booked)) == [9, -1, None, None]
    assert _actuals(_progress(_goal(Measure.ORDERS, split=cloud), booked=booked)) == [1, 1, None, None]
    assert _actuals(_progress(_goal(Measure.BOOKINGS), booked=booked)) == [18, -1, None, None]


def test_a_running_quarter_is_due_by_its_working_days() -> None:
    found = _progress(_goal(Measure.BOOKINGS), booked=(_booked(1, "15"),))
    # 15 June is the 54th of the 65 working days of the second quarter.
    assert [each.due for each in found.quarters] == [10, Decimal(10) * 54 / 65, 0, 0]
    assert found.attained.as_percent(1) == "81.9%"


def test_won_deals_and_first_customers_are_told_apart() -> None:
    deals = (
        _deal(date(2025, 11, 1), customer=BETA),
        _deal(date(2026, 1, 5)),
        _deal(date(2026, 2, 5)),
        _deal(date(2026, 5, 5), customer=BETA),
        _deal(date(2026, 5, 6), Outcome.LOST),
        _deal(date(2026, 5, 7), customer=None, country="Peru"),
    )
    assert _actuals(_progress(_goal(Measure.WON_DEALS), deals=deals)) == [2, 2, None, None]
    assert _actuals(_progress(_goal(Measure.WON_DEALS, split=Split(country="chile")), deals=deals))[:2] == [2, 1]
    assert _actuals(_progress(_goal(Measure.WON_DEALS, split=Split(customer_id=BETA)), deals=deals))[:2] == [0, 1]
    assert _actuals(_progress(_goal(Measure.NEW_CUSTOMERS), deals=deals)) == [1, 0, None, None]


def test_levels_are_judged_by_the_last_quarter_that_is_known() -> None:
    deals = (_deal(None, Outcome.OPEN), _deal(date(2026, 4, 2)))
    pipeline = _progress(_goal(Measure.PIPELINE), deals=deals)
    assert _actuals(pipeline) == [14, 7, None, None]
    assert (pipeline.actual, pipeline.due, pipeline.attained.as_percent()) == (Decimal(7), Decimal(10), "70%")
    held = CertificateFact(uuid4(), "Cloud", uuid4(), date(2026, 4, 1), None, None)
    certificates = _progress(_goal(Measure.CERTIFICATES), certificates=(held,))
    assert _actuals(certificates) == [0, 1, None, None]
    assert certificates.goal.year_target == 10


def test_mgos_count_on_the_day_on_which_they_were_qualified() -> None:
    mgos = (Mgo(date(2026, 1, 1), "Chile", ACME), Mgo(date(2026, 4, 1), "", None))
    assert _actuals(_progress(_goal(Measure.MGOS), mgos=mgos)) == [1, 1, None, None]
    assert _actuals(_progress(_goal(Measure.MGOS, split=Split(customer_id=ACME)), mgos=mgos)) == [1, 0, None, None]


def test_a_quarter_that_nobody_entered_is_not_due() -> None:
    found = _progress(_goal(Measure.MANUAL, entered=(Decimal(12), None, None, Decimal(5))))
    assert (found.actual, found.due, found.attained.as_percent()) == (Decimal(12), Decimal(10), "120%")
    assert _progress(_goal(Measure.MANUAL)).attained.reason is Gap.NO_DATA


def test_nothing_due_is_told_in_words() -> None:
    none = (Decimal(0),) * 4
    assert _progress(_goal(Measure.BOOKINGS, targets=none)).attained.reason is Gap.NOT_APPLICABLE
    booked = (_booked(1, "5"),)
    assert _progress(_goal(Measure.BOOKINGS, targets=none), booked=booked).attained.reason is Gap.NO_PLAN


def test_all_together_are_the_weighted_mean_of_the_document() -> None:
    goals = []
    for row in rows(DOCUMENT, "## All together"):
        entered = Decimal(row["attained"]) / 10 if row["attained"] else None
        goals.append(_goal(Measure.MANUAL, weight=Decimal(row["weight"]), entered=(entered, None, None, None)))
    found = measure_all(goals, Evidence(TODAY, TODAY), QUARTERS)
    assert (found.attained.as_percent(2), found.counted) == ("101.25%", 2)
    assert measure_all([], Evidence(TODAY, TODAY), QUARTERS).attained.reason is Gap.NO_DATA


@pytest.mark.parametrize("row", list(rows(DOCUMENT, "## A year in quarters")), ids=lambda row: row["quarters"])
def test_a_year_is_split_as_the_document_says(row: dict[str, str]) -> None:
    season = [Decimal(each) for each in row["season"].split(",")] if row["season"] else []
    found = split_year(Decimal(row["year"]), Measure(row["measure"]), season)
    assert ", ".join(map(str, found)) == row["quarters"]


@given(
    st.decimals(0, 10**9, places=2),
    st.sampled_from([measure for measure in Measure if not measure.is_level]),
    st.lists(st.integers(-5, 10**6).map(Decimal), min_size=4, max_size=4),
)
def test_quarters_always_add_up_to_the_year_and_none_is_negative(
    year: Decimal, measure: Measure, season: list[Decimal]
) -> None:
    found = split_year(year, measure, season)
    assert sum(found) == year
    assert min(found) >= 0


def test_amounts_in_another_currency_are_not_known_and_counts_are() -> None:
    evidence: dict[str, object] = {"booked": (_booked(1, "12"),), "is_comparable": False}
    money, count = (_progress(_goal(measure), **evidence) for measure in (Measure.BOOKINGS, Measure.ORDERS))
    assert (_actuals(money), money.attained.reason) == ([None] * 4, Gap.NO_DATA)
    assert count.actual == 1
