"""A partner's levels over time: spans of days that do not overlap, the last without an end.

Every change is a new timeline made of the old one. A level that is to come is a span that has not begun: that is how a
demotion waits for its grace period, and how an exception ends by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from prm.kernel.fiscal import ONE_DAY
from programs.enums import TierHow


@dataclass(frozen=True, slots=True)
class Span:
    """A level from `start_date` to `end_date`, both included; no end means until further notice."""

    level: str
    start_date: date
    end_date: date | None = None
    how: TierHow = TierHow.REVIEW

    def covers(self, day: date) -> bool:
        """True when the level is in force on the day."""
        return self.start_date <= day and (self.end_date is None or day <= self.end_date)


type Timeline = tuple[Span, ...]


def span_on(timeline: Sequence[Span], day: date) -> Span | None:
    """The span in force on a day; None before the first."""
    return next((span for span in timeline if span.covers(day)), None)


def heading_for(timeline: Sequence[Span]) -> str | None:
    """The level that the partner has in the end, when all that is decided has come into force."""
    return timeline[-1].level if timeline else None


def from_day(timeline: Sequence[Span], day: date, level: str, how: TierHow) -> Timeline:
    """The level from a day on, whatever was to come after it. A day before all spans replaces them."""
    kept = _until(timeline, day - ONE_DAY)
    if kept and kept[-1].level == level:
        return (*kept[:-1], replace(kept[-1], end_date=None))
    return (*kept, Span(level, day, None, how))


def with_exception(timeline: Sequence[Span], level: str, *, first: date, last: date, after: str) -> Timeline:
    """The level from `first` to `last` by exception, then `after`."""
    kept = _until(timeline, first - ONE_DAY)
    return (*kept, Span(level, first, last, TierHow.EXCEPTION), Span(after, last + ONE_DAY, None, TierHow.EXPIRY))


def running_exception(timeline: Sequence[Span], day: date) -> Span | None:
    """The exception in force on a day."""
    span = span_on(timeline, day)
    return span if span is not None and span.how is TierHow.EXCEPTION else None


def _until(timeline: Sequence[Span], last: date) -> Timeline:
    kept = [span for span in timeline if span.start_date <= last]
    if not kept:
        return ()
    end = kept[-1].end_date
    return (*kept[:-1], replace(kept[-1], end_date=last if end is None or end > last else end))
