"""Figures of a partner on any day, from its records."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from enablement.calculations.facts import CertificateFact
from prm.kernel.fiscal import FiscalCalendar
from programs.calculations.facts import DayTotal, Measure, PartnerFacts, pooled
from programs.calculations.rules import Figure, Window
from programs.enums import WindowKind
from sales.calculations.deals import DealFact
from sales.enums import Outcome

DAY = date(2026, 6, 15)
YEAR = Window(WindowKind.TRAILING_MONTHS, 12)
PERSON, OTHER, COURSE = UUID(int=1), UUID(int=2), UUID(int=3)


def booked(day: date, amount: int) -> DayTotal:
    return DayTotal(day, Decimal(amount), 1)


def deal(outcome: Outcome, *, sourced: bool, closed: date | None = None, registered: date | None = None) -> DealFact:
    return DealFact(
        id=uuid4(),
        amount=Decimal(100),
        outcome=outcome,
        is_qualified=True,
        probability=Decimal(1),
        is_partner_sourced=sourced,
        registered_date=registered,
        closed_date=closed,
    )


def held(person: UUID, issued: date, *, expires: date | None = None, left: date | None = None) -> CertificateFact:
    return CertificateFact(COURSE, "", person, issued, expires, left)


FACTS = PartnerFacts(
    bookings=(
        booked(date(2025, 6, 15), 1_000),  # the day before the window of twelve months
        booked(date(2025, 6, 16), 500),
        booked(date(2026, 1, 1), 700),
        booked(date(2026, 6, 15), -100),
        booked(date(2026, 6, 16), 9_999),
    ),
    deals=(
        deal(Outcome.WON, sourced=True, closed=date(2026, 2, 1), registered=date(2025, 1, 1)),
        deal(Outcome.WON, sourced=False, closed=date(2026, 3, 1), registered=date(2026, 1, 1)),
        deal(Outcome.WON, sourced=True, closed=date(2025, 6, 15)),
        deal(Outcome.LOST, sourced=True, closed=date(2026, 3, 1), registered=date(2026, 2, 1)),
    ),
    certificates=(
        held(PERSON, date(2024, 1, 1), expires=date(2026, 6, 15)),
        held(PERSON, date(2026, 6, 1)),  # a renewal
        held(OTHER, date(2026, 1, 1), left=date(2026, 6, 14)),
    ),
    entered={"retention": Decimal(72)},
)


@pytest.mark.parametrize(
    ("metric", "window", "value"),
    [
        ("bookings", YEAR, 1_100),
        ("bookings", Window(WindowKind.FISCAL_YEAR), 600),
        ("orders", YEAR, 3),
        ("growth", YEAR, 10),
        ("deals_registered", YEAR, 2),
        ("deals_won", YEAR, 2),
        ("won", YEAR, 200),
        ("won_sourced", YEAR, 100),
        ("won_assisted", YEAR, 100),
        ("certificates", Window(), 1),
        ("certified_people", Window(), 1),
        ("retention", Window(), 72),
        ("nothing-such", Window(), None),
    ],
)
def test_a_figure_is_measured_over_its_window(metric: str, window: Window, value: int | None) -> None:
    found = Measure(FACTS, calendar=FiscalCalendar()).value(Figure(metric, window), as_of=DAY)
    assert found == (None if value is None else Decimal(value))


@pytest.mark.parametrize("metric", ["bookings", "orders", "growth", "deals_won", "won", "certificates"])
def test_records_that_nobody_keeps_are_no_data_and_not_zero(metric: str) -> None:
    facts = PartnerFacts(knows_bookings=False, knows_deals=False, knows_certificates=False)
    assert Measure(facts, calendar=FiscalCalendar()).value(Figure(metric, YEAR), as_of=DAY) is None


def test_growth_from_nothing_is_no_data() -> None:
    facts = PartnerFacts(bookings=(booked(date(2026, 1, 1), 100),))
    assert Measure(facts, calendar=FiscalCalendar()).value(Figure("growth", YEAR), as_of=DAY) is None


def test_pooled_records_add_up_and_entered_values_do_not() -> None:
    both = pooled(PartnerFacts(entered={"retention": Decimal(1)}), [FACTS, FACTS])
    measure = Measure(both, calendar=FiscalCalendar())
    assert measure.value(Figure("bookings", YEAR), as_of=DAY) == 2_200
    assert measure.value(Figure("retention"), as_of=DAY) == 1
