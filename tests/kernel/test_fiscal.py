from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prm.kernel.fiscal import (
    FiscalCalendar,
    FiscalQuarter,
    Period,
    add_months,
    elapsed_working_fraction,
    month_of,
    working_days,
)

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))
calendars = st.integers(min_value=1, max_value=12).map(FiscalCalendar)
JULY = FiscalCalendar(7)


def test_a_fiscal_year_is_named_by_the_year_in_which_it_ends() -> None:
    assert JULY.year_of(date(2025, 7, 1)) == 2026
    assert JULY.year_of(date(2026, 6, 30)) == 2026
    assert JULY.year(2026) == Period(date(2025, 7, 1), date(2026, 6, 30), "FY26")


def test_a_january_start_is_the_calendar_year() -> None:
    assert FiscalCalendar(1).year(2026) == Period(date(2026, 1, 1), date(2026, 12, 31), "FY26")


def test_quarters_follow_the_fiscal_year() -> None:
    assert JULY.quarter_of(date(2026, 4, 15)) == FiscalQuarter(2026, 4)
    assert JULY.quarter(FiscalQuarter(2026, 4)) == Period(date(2026, 4, 1), date(2026, 6, 30), "Q4 FY26")
    assert FiscalQuarter(2026, 4).next() == FiscalQuarter(2027, 1)
    assert FiscalQuarter(2026, 1).previous() == FiscalQuarter(2025, 4)


def test_year_to_date_ends_with_the_day_itself() -> None:
    assert JULY.year_to_date(date(2026, 2, 10)) == Period(date(2025, 7, 1), date(2026, 2, 10), "FY26 to date")


def test_full_months_elapsed_leave_the_current_month_out() -> None:
    assert [month.label for month in JULY.full_months_elapsed(date(2025, 9, 30))] == ["Jul 2025", "Aug 2025"]


@pytest.mark.parametrize(
    ("day", "fraction"),
    [
        (date(2026, 11, 1), Decimal(0)),  # a Sunday
        (date(2026, 11, 2), Decimal(1) / 21),
        (date(2026, 11, 16), Decimal(11) / 21),
        (date(2026, 11, 30), Decimal(1)),
    ],
)
def test_the_current_month_counts_by_its_working_days(day: date, fraction: Decimal) -> None:
    assert elapsed_working_fraction(day) == fraction


def test_the_last_day_of_february_survives_a_leap_year() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert add_months(date(2024, 1, 15), -1) == date(2023, 12, 15)


def test_a_period_that_has_not_begun_has_no_part_that_passed() -> None:
    november = month_of(date(2026, 11, 22))
    assert november.up_to(date(2026, 10, 31)) is None
    assert november.up_to(date(2026, 11, 5)) == Period(date(2026, 11, 1), date(2026, 11, 5), "Nov 2026")
    assert november.up_to(date(2027, 1, 1)) == november


@pytest.mark.parametrize("month", [0, 13, -1])
def test_a_month_outside_the_year_is_refused(month: int) -> None:
    with pytest.raises(ValueError, match="month"):
        FiscalCalendar(month)


@given(calendars, days)
def test_a_day_lies_in_its_own_year_quarter_and_month(calendar: FiscalCalendar, day: date) -> None:
    assert day in calendar.year(calendar.year_of(day))
    assert day in calendar.quarter(calendar.quarter_of(day))
    assert day in calendar.months(calendar.year_of(day))[calendar.month_number(day) - 1]


@given(calendars, st.integers(min_value=1995, max_value=2050))
def test_quarters_and_months_tile_the_year_without_gap(calendar: FiscalCalendar, year: int) -> None:
    whole = calendar.year(year)
    for parts in (calendar.quarters(year), calendar.months(year)):
        assert (parts[0].start_date, parts[-1].end_date) == (whole.start_date, whole.end_date)
        for one, following in pairwise(parts):
            assert following.start_date == one.end_date + timedelta(days=1)
    assert calendar.year(year + 1).start_date == whole.end_date + timedelta(days=1)


@given(days, st.integers(min_value=0, max_value=400))
def test_working_days_equal_a_count_day_by_day(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    counted = sum((start + timedelta(days=offset)).weekday() < 5 for offset in range(length + 1))
    assert working_days(Period(start, end)) == counted


@given(days)
def test_the_working_fraction_never_falls_within_a_month(day: date) -> None:
    following = day + timedelta(days=1)
    if following.month == day.month:
        assert elapsed_working_fraction(day) <= elapsed_working_fraction(following)
    assert 0 <= elapsed_working_fraction(day) <= 1
