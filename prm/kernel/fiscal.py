"""The fiscal year of a company: which year, quarter and month a day lies in, and where each begins and ends.

A fiscal year is named by the calendar year in which it ends: with a July start, 1 July 2025 to 30 June 2026 is FY26.
With a January start it is the calendar year. All bounds are inclusive days.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

ONE_DAY = timedelta(days=1)
SATURDAY = 5
SHORTEST_MONTH = 28
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, order=True)
class Period:
    """A run of days, first and last included, with the name people give it."""

    start_date: date
    end_date: date
    label: str = ""

    def __contains__(self, day: date) -> bool:
        return self.start_date <= day <= self.end_date

    def up_to(self, as_of: date) -> "Period | None":
        """The part that has passed by the end of `as_of`; None when it has not begun."""
        if as_of < self.start_date:
            return None
        return Period(self.start_date, min(self.end_date, as_of), self.label)


@dataclass(frozen=True, order=True)
class FiscalQuarter:
    """Quarter 1 to 4 of a fiscal year."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise ValueError(f"A quarter is 1 to 4, not {self.number}")

    @property
    def label(self) -> str:
        """``Q4 FY26``."""
        return f"Q{self.number} {year_label(self.year)}"

    def previous(self) -> "FiscalQuarter":
        """The quarter before, over the year's edge too."""
        return FiscalQuarter(self.year - 1, 4) if self.number == 1 else FiscalQuarter(self.year, self.number - 1)

    def next(self) -> "FiscalQuarter":
        """The quarter after, over the year's edge too."""
        return FiscalQuarter(self.year + 1, 1) if self.number == 4 else FiscalQuarter(self.year, self.number + 1)


@dataclass(frozen=True)
class FiscalCalendar:
    """A year of twelve calendar months that starts in `start_month` (1 = January). Quarters have three months."""

    start_month: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.start_month <= 12:
            raise ValueError(f"A month is 1 to 12, not {self.start_month}")

    def year_of(self, day: date) -> int:
        """The fiscal year a day lies in, by the year in which it ends."""
        begins_next = self.start_month > 1 and day.month >= self.start_month
        return day.year + 1 if begins_next else day.year

    def month_number(self, day: date) -> int:
        """The fiscal month a day lies in, 1 to 12."""
        return (day.month - self.start_month) % 12 + 1

    def quarter_of(self, day: date) -> FiscalQuarter:
        """The fiscal quarter a day lies in."""
        return FiscalQuarter(self.year_of(day), (self.month_number(day) + 2) // 3)

    def year(self, year: int) -> Period:
        """First and last day of a fiscal year."""
        start = date(year if self.start_month == 1 else year - 1, self.start_month, 1)
        return Period(start, add_months(start, 12) - ONE_DAY, year_label(year))

    def quarter(self, quarter: FiscalQuarter) -> Period:
        """First and last day of a fiscal quarter."""
        start = add_months(self.year(quarter.year).start_date, 3 * (quarter.number - 1))
        return Period(start, add_months(start, 3) - ONE_DAY, quarter.label)

    def quarters(self, year: int) -> tuple[Period, ...]:
        """The four quarters of a fiscal year in order."""
        return tuple(self.quarter(FiscalQuarter(year, number)) for number in (1, 2, 3, 4))

    def months(self, year: int) -> tuple[Period, ...]:
        """The twelve months of a fiscal year in order."""
        start = self.year(year).start_date
        return tuple(month_of(add_months(start, offset)) for offset in range(12))

    def year_to_date(self, as_of: date) -> Period:
        """From the first day of the fiscal year to `as_of`."""
        year = self.year(self.year_of(as_of))
        return Period(year.start_date, as_of, f"{year.label} to date")

    def full_months_elapsed(self, as_of: date) -> tuple[Period, ...]:
        """The months of the year of `as_of` that lie wholly before the month of `as_of`."""
        return self.months(self.year_of(as_of))[: self.month_number(as_of) - 1]


def year_label(year: int) -> str:
    """``FY26`` for 2026."""
    return f"FY{year % 100:02d}"


def month_of(day: date) -> Period:
    """First and last day of the calendar month a day lies in, named like ``Nov 2026``."""
    return _month(day.year, day.month)


# A scorecard asks for the same few months seventy times over, and there is one for each of thousands of partners.
@lru_cache(maxsize=1024)
def _month(year: int, month: int) -> Period:
    start = date(year, month, 1)
    return Period(start, add_months(start, 1) - ONE_DAY, f"{MONTH_NAMES[month - 1]} {year}")


def add_months(day: date, months: int) -> date:
    """The same day some months later (or earlier); the last day of a shorter month when it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, day.day if day.day <= SHORTEST_MONTH else min(day.day, monthrange(year, month + 1)[1]))


def working_days(period: Period) -> int:
    """Mondays to Fridays in a period. Holidays are not known here and count as work."""
    days = (period.end_date - period.start_date).days + 1
    if days <= 0:
        return 0
    weeks, rest = divmod(days, 7)
    first = period.start_date.weekday()
    return weeks * 5 + sum((first + offset) % 7 < SATURDAY for offset in range(rest))


def elapsed_working_fraction(as_of: date) -> Decimal:
    """The share, 0 to 1, of the working days of the month of `as_of` that have passed by the end of that day."""
    month = month_of(as_of)
    return Decimal(working_days(Period(month.start_date, as_of))) / working_days(month)
