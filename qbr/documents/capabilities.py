"""The capabilities of a review as charts, a table and sentences."""

from decimal import Decimal

from prm.documents.deck import Point
from prm.documents.specs import Chart, ChartKind, Column, Kind, Role, Series, Table
from prm.kernel.money import MINUS
from qbr.calculations.capabilities import Capabilities, Step

FEWEST_AXES = 3


def title_of(stand: Capabilities) -> str:
    """``Capabilities stand at 62 of 100, 5 up since Mar 2026``."""
    if stand.overall is None:
        return f"{stand.set_name}: nothing is scored yet"
    said = f"{stand.set_name}: {stand.overall} of 100"
    if stand.before is None or stand.now is None:
        return said
    moved = stand.now - stand.before
    how = f"{abs(moved)} {'up' if moved > 0 else 'down'}" if moved else "the same as"
    return f"{said}, {how} {'since' if moved else 'in'} {stand.round_before}"


def takeaway_of(stand: Capabilities) -> str:
    """Which round it is, and how far it may be relied on."""
    kind = "; provisional, too few questions are answered" if stand.is_provisional else ""
    return f"Round of {stand.round}{kind}"


def chart_of(stand: Capabilities) -> Chart:
    """Categories, and the round before where there was one."""
    rows = [each for each in stand.categories if each.score is not None]
    series = [Series("Score", tuple(_figure(each.score) for each in rows))]
    if stand.round_before:
        series.append(Series(stand.round_before, tuple(_figure(each.before) for each in rows), Role.PRIOR))
    return Chart(
        id="capabilities",
        kind=ChartKind.RADAR if len(rows) >= FEWEST_AXES else ChartKind.ROWS,
        title="Capabilities by category",
        summary=f"{title_of(stand)}.",
        categories=tuple(each.name for each in rows),
        series=tuple(series),
        heading="Category",
    )


def table_of(stand: Capabilities) -> Table:
    """A row per category: score, the round before, light."""
    columns = (
        Column("Category", weight=5),
        Column("Score", Kind.FIGURE),
        Column(stand.round_before or "Before", Kind.FIGURE),
        Column("Status", Kind.STATUS, weight=3),
    )
    rows = tuple((each.name, _figure(each.score), _figure(each.before), each.light) for each in stand.categories)
    return Table("capability-categories", "Capabilities by category", columns, rows)


def points_of(stand: Capabilities) -> tuple[Point, ...]:
    """What moved, and what is red with what to do about it; three at most."""
    up = [each for each in stand.steps if each.now > each.before]
    down = [each for each in stand.steps if each.now < each.before]
    found = [_moved(up[0], "Most gained")] if up else []
    found += [_moved(down[0], "Most lost")] if down else []
    red = [Point(each.action or each.question, f"Red at {each.score}") for each in stand.red]
    return (*found, *red)[:3]


def _moved(step: Step, lead: str) -> Point:
    moved = step.now - step.before
    return Point(step.question, f"{lead}: {'+' if moved > 0 else MINUS}{abs(moved)}")


def _figure(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
