"""Dates: the order of day and month is decided for a whole column, never for a single value."""

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from prm.imports.typing.verdicts import Question, Unacceptable


class DateOrder(StrEnum):
    """In which order a column of numeric dates writes day, month and year. Year-first is never in doubt."""

    YMD = "YMD"
    DMY = "DMY"
    MDY = "MDY"


TIME: Final = r"(?:(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[AaPp][Mm])?(?:\s?(?:Z|[+-]\d{2}:?\d{2}))?)?"
YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + TIME, re.ASCII)
COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
YEAR_LAST: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})" + TIME, re.ASCII)
DAY_NAMED: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([A-Za-z]{3,9})[-/., ]*(\d{4}|\d{2})" + TIME, re.ASCII)
NAMED_DAY: Final = re.compile(r"([A-Za-z]{3,9})[. ]+(\d{1,2})(?:st|nd|rd|th)?,?[ ]+(\d{4})" + TIME, re.ASCII)
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2199
EXAMPLES: Final = 3


class DateEvidence:
    """Collects what a column's values say about the order of day and month."""

    def __init__(self) -> None:
        self.day_first: list[str] = []
        self.month_first: list[str] = []
        self.open: list[str] = []
        self.year_first = 0

    def add(self, values: Iterable[str]) -> None:
        """Take distinct, stripped values into account. A value impossible in both orders says nothing."""
        for value in values:
            found = YEAR_LAST.fullmatch(value)
            if found is None:
                self.year_first += YEAR_FIRST.fullmatch(value) is not None
                continue
            first, second = int(found[1]), int(found[2])
            if first != second:
                self._weigh(value, first, second)

    def _weigh(self, value: str, first: int, second: int) -> None:
        if first > 12 and second <= 12:
            pile = self.day_first
        elif second > 12 and first <= 12:
            pile = self.month_first
        elif first <= 12 and second <= 12:
            pile = self.open
        else:
            return
        if len(pile) < EXAMPLES:
            pile.append(value)

    def decide(self) -> DateOrder | Question:
        """The order that holds for the column, or a question when nothing rules one out or the column mixes both."""
        if self.day_first and self.month_first:
            return self._question(
                f"writes some dates day first ({self.day_first[0]}) and some month first ({self.month_first[0]})",
                (self.day_first + self.month_first)[0],
            )
        if self.day_first:
            return DateOrder.DMY
        if self.month_first:
            return DateOrder.MDY
        if self.open:
            return self._question(f"could be day first or month first: {', '.join(self.open)}", self.open[0])
        return DateOrder.YMD

    @staticmethod
    def _question(what: str, example: str) -> Question:
        options = []
        for order, name in ((DateOrder.DMY, "day first"), (DateOrder.MDY, "month first")):
            try:
                meaning = f"{example} is {parse_date(example, order):%-d %B %Y}"
            except Unacceptable:
                meaning = f"{example} is then refused"
            options.append((order.value, f"{name}: {meaning}"))
        return Question("dates", f"{what}. Say which it is.", tuple(options))


def parse_date(text: str, order: DateOrder) -> dt.date:
    """One stripped value as a date; a time of day is dropped. Raises Unacceptable for what is not a possible date."""
    if found := YEAR_FIRST.fullmatch(text) or COMPACT.fullmatch(text):
        return _date(text, found[1], found[2], found[3])
    if found := YEAR_LAST.fullmatch(text):
        first, second = found[1], found[2]
        day, month = (second, first) if order is DateOrder.MDY else (first, second)
        return _date(text, found[3], month, day)
    if found := DAY_NAMED.fullmatch(text):
        return _date(text, found[3], _month(text, found[2]), found[1])
    if found := NAMED_DAY.fullmatch(text):
        return _date(text, found[3], _month(text, found[1]), found[2])
    raise Unacceptable(f"“{text}” is not a date. Write it as 2026-01-31.")


def _month(text: str, name: str) -> str:
    short = name[:3].lower()
    if short not in MONTHS:
        raise Unacceptable(f"“{text}” is not a date: there is no month “{name}”. Write it as 2026-01-31.")
    return str(MONTHS.index(short) + 1)


def _date(text: str, year: str, month: str, day: str) -> dt.date:
    full_year = int(year) if len(year) == 4 else 2000 + int(year) - (100 if int(year) > 68 else 0)
    try:
        date = dt.date(full_year, int(month), int(day))
    except ValueError:
        raise Unacceptable(
            f"“{text}” cannot be: there is no day {int(day)} in month {int(month)} of {full_year}. Correct the date."
        ) from None
    if not EARLIEST_YEAR <= full_year <= LATEST_YEAR:
        raise Unacceptable(f"“{text}” is in the year {full_year}, which is hardly meant. Correct the date.")
    return date
