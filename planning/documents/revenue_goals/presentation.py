"""A revenue goal in words, charts and tables: what page and workbook show."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from planning.calculations.revenue_goals.goal import Needed, figure, per, whole
from planning.calculations.revenue_goals.progress import Progress, QuarterFigures
from planning.calculations.revenue_goals.worksheet import WorksheetLine
from prm.documents.formats import COUNT, Format, whole_money
from prm.documents.specs import NOTHING, Chart, ChartKind, Role, Series
from prm.kernel import money

PERIOD_WORDS = {"quarter": "a quarter", "month": "a month", "week": "a week"}
UNREACHABLE = "Cannot be reached"


def count(value: Fraction | None) -> str:
    """A number of things that are needed, rounded up; a dash where it cannot be told."""
    return NOTHING if value is None else money.number(whole(value))


def rough(value: Fraction, places: int = 1) -> str:
    """A number that follows from the lines, with a decimal where it has one."""
    rounded = figure(value, places)
    return money.number(rounded, 0 if rounded == rounded.to_integral_value() else places)


def amount(value: Fraction, currency: str) -> str:
    """Money without decimals."""
    return whole_money(currency).full(figure(value, 0))


def rhythm(mgos: Fraction | None) -> str:
    """``3,150 a quarter, 1,050 a month, 243 a week``; empty where it cannot be told."""
    if mgos is None:
        return ""
    return ", ".join(f"{money.number(per(mgos, period))} {words}" for period, words in PERIOD_WORDS.items())


def why_not(needed: Needed) -> str:
    """Which lines stand in the way; empty where nothing does."""
    return lines_at_zero(needed.blocked)


def lines_at_zero(blocked: Sequence[WorksheetLine]) -> str:
    """``G, reached to MGO, is 0.``"""
    named = [f"{line.letter} ({line.label})" for line in blocked]
    if not named:
        return ""
    words = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return f"{'Line' if len(named) == 1 else 'Lines'} {words} {'is' if len(named) == 1 else 'are'} 0."


def difference(gap: Fraction | Decimal | None, write: Format, thing: str = "") -> str:
    """``125 MGOs short``, ``$80,000 ahead`` or ``just enough``."""
    if gap is None:
        return NOTHING
    rounded = figure(Fraction(gap), 0)
    if not rounded:
        return "just enough"
    size = f"{write.full(abs(rounded))}{f' {thing}' if thing else ''}"
    return f"{size} {'short' if rounded < 0 else 'ahead'}"


def quarters_chart(progress: Progress, *, id: str, title: str, currency: str = "", unit: str = "") -> Chart:  # noqa: A002
    """Needed, planned and live by quarter. The sentence under it counts the quarters that came up to what is needed."""
    rows = progress.quarters
    series = [
        Series("Needed", tuple(_decimal(row.needed) for row in rows), Role.PRIOR),
        Series("Planned", tuple(row.planned for row in rows), Role.SECOND),
        Series("Live", tuple(row.live for row in rows), Role.ACTUAL),
    ]
    shown = tuple(each for each in series if any(value is not None for value in each.values))
    return Chart(
        id=id,
        kind=ChartKind.BAR,
        title=title,
        summary=_quarters_sentence(rows),
        categories=tuple(row.label for row in rows),
        series=shown,
        format=whole_money(currency) if currency else COUNT,
        unit=unit,
        heading="Quarter",
    )


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _quarters_sentence(rows: Sequence[QuarterFigures]) -> str:
    begun = [row for row in rows if row.live is not None]
    if not begun:
        return "The year has not begun."
    if any(row.needed is None for row in rows):
        return "What is needed cannot be told: a line of the worksheet is 0."
    enough = sum(1 for row in begun if row.live is not None and row.needed is not None and row.live >= row.needed)
    covered = sum(1 for row in rows if row.planned is not None and row.needed is not None and row.planned >= row.needed)
    return f"{enough} of {len(begun)} quarters so far reached what is needed; plans cover {covered} of {len(rows)}."
