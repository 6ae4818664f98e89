"""The worksheet both ways: the tables of docs/calculations/revenue-goals.md, and what always holds."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.calculations.revenue_goals.goal import (
    PERIODS,
    Drivers,
    Needed,
    add_needed,
    add_outcomes,
    backward,
    figure,
    forward,
    per,
    segment_goal,
    to_date,
    whole,
)
from planning.calculations.revenue_goals.prefill import EXAMPLE, EXAMPLES, History, first_drivers, tell
from planning.calculations.revenue_goals.progress import elapsed_share, progress
from planning.calculations.revenue_goals.worksheet import WorksheetLine
from planning.enums import Case
from prm.kernel.fiscal import FiscalCalendar
from prm.kernel.status import TrafficLight
from tests.planning.documented import rows

DOCUMENT = "revenue-goals.md"
LINES = {row["line"]: Decimal(row["value"]) for row in rows(DOCUMENT, "# Revenue goals")}
SHEET = Drivers(**{line.value: LINES[line.letter] for line in WorksheetLine})

percents = st.decimals("0.0001", 100, places=4)
amounts = st.decimals("0.0001", 10**6, places=4)
sheets = st.builds(
    Drivers,
    partners=st.integers(0, 10**5).map(Decimal),
    engaged_percent=percents,
    campaigns=amounts,
    recipients=amounts,
    mgo_percent=percents,
    opportunity_percent=percents,
    won_percent=percents,
    average_deal=amounts,
)
revenues = st.fractions(0, 10**10)


def test_forward_gives_the_lines_between() -> None:
    found = forward(SHEET)
    assert (found.engaged, found.contacts, found.mgos, found.revenue) == tuple(Fraction(LINES[each]) for each in "CFHL")


@pytest.mark.parametrize("row", list(rows(DOCUMENT, "## Backward")), ids=lambda row: row["revenue"])
def test_backward_gives_what_the_table_says(row: dict[str, str]) -> None:
    found = backward(SHEET, Fraction(row["revenue"]))
    assert found.mgos is not None and found.won is not None
    written = [per(found.mgos, period) for period in PERIODS] + [whole(found.won)]
    assert written == [int(row[name]) for name in ("MGOs", "a quarter", "a month", "a week", "won")]


@pytest.mark.parametrize("row", list(rows(DOCUMENT, "## Lines that are zero")), ids=lambda row: row["zero"])
def test_a_line_of_zero_is_named_and_stops_the_way_back(row: dict[str, str]) -> None:
    line = next(line for line in WorksheetLine if line.letter == row["zero"])
    drivers = Drivers(**{each.value: Decimal(0) if each is line else LINES[each.letter] for each in WorksheetLine})
    found = backward(drivers, Fraction(10_000_000))
    assert (found.blocked, found.is_reachable) == ((line,), False)
    shown = [str(whole(value)) if value is not None else "–" for value in (found.mgos, found.contacts, found.engaged)]
    assert shown == [row["MGOs"], row["contacts"], row["engaged"]]
    assert forward(drivers).revenue == 0


def test_every_zero_line_is_named() -> None:
    drivers = Drivers(*(Decimal(0),) * 8)
    assert [line.letter for line in backward(drivers, Fraction(1)).blocked] == ["D", "E", "G", "I", "J", "K"]
    nothing = Fraction(0)
    assert backward(drivers, nothing) == Needed(nothing, nothing, nothing, nothing, nothing, nothing, nothing)


@given(sheets)
def test_backward_undoes_forward(drivers: Drivers) -> None:
    found = forward(drivers)
    needed = backward(drivers, found.revenue)
    assert (needed.won, needed.opportunities, needed.mgos) == (found.won, found.opportunities, found.mgos)
    assert (needed.contacts, needed.campaigns, needed.engaged) == (found.contacts, found.campaigns, found.engaged)


@given(sheets, revenues)
def test_what_is_needed_brings_exactly_the_revenue(drivers: Drivers, revenue: Fraction) -> None:
    engaged = backward(drivers, revenue).engaged
    assert engaged is not None
    per_partner = forward(drivers).revenue / forward(drivers).engaged if drivers.partners else None
    assert per_partner is None or engaged * per_partner == revenue


@given(st.fractions(0, 10**12))
def test_periods_never_fall_short_of_the_year(value: Fraction) -> None:
    for period, count in PERIODS.items():
        assert value <= per(value, period) * count < value + count
    assert to_date(value, Fraction(1)) == whole(value) and to_date(value, Fraction(0)) == 0


@given(st.lists(st.tuples(sheets, revenues), max_size=4))
def test_segments_add_up_in_any_order(segments: list[tuple[Drivers, Fraction]]) -> None:
    found = [backward(drivers, revenue) for drivers, revenue in segments]
    assert add_needed(found) == add_needed(reversed(found))
    total = add_outcomes(forward(drivers) for drivers, _ in segments)
    assert total.revenue == sum((forward(drivers).revenue for drivers, _ in segments), Fraction(0))


def test_one_segment_that_cannot_tell_makes_the_sum_silent() -> None:
    blocked = Drivers(**{each.value: LINES[each.letter] * (each is not WorksheetLine.MGO) for each in WorksheetLine})
    found = add_needed([backward(SHEET, Fraction(10**7)), backward(blocked, Fraction(10**7))])
    assert (found.mgos, found.contacts, found.blocked) == (Fraction(25_000), None, (WorksheetLine.MGO,))


def test_a_segment_brings_its_share_of_what_marketing_starts() -> None:
    share = segment_goal(Decimal(10_000_000), sourced_percent=Decimal(18), share_percent=Decimal(100))
    assert share == 1_800_000
    thirds = [segment_goal(Decimal(100), sourced_percent=Decimal(100), share_percent=Decimal("33.3333"))] * 3
    assert sum(thirds) == Fraction("99.9999")


def test_figures_are_rounded_half_up_and_only_when_shown() -> None:
    assert figure(Fraction(-5, 2), 0) == -3 and figure(Fraction(1, 3), 4) == Decimal("0.3333")


def test_a_year_passes_by_months_and_working_days() -> None:
    april = FiscalCalendar(4)
    assert elapsed_share(april, 2026, date(2025, 3, 31)) == 0
    assert elapsed_share(april, 2026, date(2025, 6, 30)) == Fraction(1, 4)
    assert elapsed_share(april, 2026, date(2026, 3, 31)) == elapsed_share(april, 2026, date(2027, 1, 1)) == 1
    # 1 April 2025 is a Tuesday; 22 working days in the month.
    assert figure(elapsed_share(april, 2026, date(2025, 4, 1)) * 12 * 22, 6) == 1


def test_progress_says_what_is_missing_by_now() -> None:
    calendar = FiscalCalendar(1)
    found = progress(
        Fraction(12_600),
        planned=[Decimal(3_000), Decimal(2_000), Decimal(0), Decimal(0)],
        live=[Decimal(3_100), Decimal(1_500), Decimal(0), Decimal(0)],
        quarters=calendar.quarters(2026),
        elapsed=Fraction(3, 8),
        as_of=date(2026, 5, 15),
    )
    assert [each.needed for each in found.quarters] == [3_150] * 4
    assert [each.live for each in found.quarters] == [3_100, 1_500, None, None]
    assert (found.needed_to_date, found.planned_to_date, found.live) == (4_725, Decimal(4_000), Decimal(4_600))
    assert (found.gap, found.plan_gap) == (Decimal(-125), Decimal(5_000 - 12_600))
    assert found.light() is TrafficLight.ON_TRACK


def test_without_records_every_line_but_partners_is_an_example() -> None:
    told = tell(History(partners=34, left_out=2))
    assert told[WorksheetLine.PARTNERS].source == "Partners of the segment today, 2 lapsed left out."
    others = [told[line] for line in WorksheetLine if line is not WorksheetLine.PARTNERS]
    assert all(each.source == EXAMPLE and not each.is_own for each in others)
    assert first_drivers(History(partners=34), Case.BASE).won_percent == EXAMPLES[WorksheetLine.WON]


def test_records_replace_the_examples_once_there_are_enough() -> None:
    history = History(
        partners=20,
        engaged=8,
        campaigns=12,
        leads=40,
        opportunities=10,
        closed=20,
        won=9,
        won_amount=Decimal(100_000),
    )
    base = first_drivers(history, Case.BASE)
    assert base == Drivers(*map(Decimal, ("20", "40.0", "1.5", "1800", "1", "25.0", "45.0", "11111")))
    bleak, bold = (first_drivers(history, case) for case in (Case.BLEAK, Case.BOLD))
    assert (bleak.won_percent, bold.won_percent) == (Decimal("33.75"), Decimal("56.25"))
    assert bleak.average_deal == bold.average_deal == base.average_deal
