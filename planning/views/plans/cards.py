"""The rows of a plan as cards: their fields, their months as a grid, and what is to be looked at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from planning.calculations.plans.assumptions import MONTHS
from planning.calculations.plans.start import YEAR
from planning.calculations.plans.warnings import line_warnings
from planning.enums import RowKind
from planning.models import BusinessPlan, PlanLine
from planning.operations.plans.values import MODELS, PlanRow, kind_of
from planning.queries.plans.assumptions import line_of
from planning.views.plans.fields import Drawing, FieldRow, field_row
from planning.views.plans.steps import Step, fields_of_row, fields_of_step
from prm.kernel.fiscal import MONTH_NAMES

_GRIDS = {"base_units": YEAR, "custom_units": MONTHS}


@dataclass(frozen=True, slots=True)
class GridRow:
    """Twelve cells under one label."""

    label: str
    cells: tuple[FieldRow, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A series as cells, a year a row. `months` are the names of the plan's months."""

    label: str
    months: tuple[str, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A row of the plan. Those of lists can be moved, copied and removed, in the step where rows are added."""

    id: str
    kind: RowKind
    title: str
    note: str
    fields: tuple[FieldRow, ...]
    grids: tuple[Grid, ...]
    warnings: tuple[str, ...]
    is_locked: bool
    is_first: bool = True
    is_last: bool = True
    is_listed: bool = False
    has_tools: bool = False
    address: str = ""

    def everything(self) -> Iterable[FieldRow]:
        """Fields and cells."""
        return (*self.fields, *(cell for grid in self.grids for row in grid.rows for cell in row.cells))

    def each(self, change: Callable[[FieldRow], FieldRow]) -> "Card":
        """The card with each of them changed."""
        grids = tuple(
            replace(grid, rows=tuple(replace(row, cells=tuple(map(change, row.cells))) for row in grid.rows))
            for grid in self.grids
        )
        return replace(self, fields=tuple(map(change, self.fields)), grids=grids)


def rows_of(plan: BusinessPlan, kind: RowKind) -> list[Any]:
    """The plan's rows of a kind, in their order. One query; none for the plan itself."""
    if kind is RowKind.PLAN:
        return [plan]
    rows = MODELS[kind].objects.filter(plan=plan)
    return list(rows if kind is RowKind.MONEY else rows.order_by("position", "pk"))


def cards_of(drawing: Drawing, kind: RowKind, step: Step | None, *, locked: bool) -> list[Card]:
    """All rows of a kind with the fields of a step, or with all they have."""
    rows = rows_of(drawing.plan, kind)
    cards = [card_of(drawing, row, step, locked=locked) for row in rows]
    return [replace(card, is_first=place == 0, is_last=place == len(cards) - 1) for place, card in enumerate(cards)]


def card_of(drawing: Drawing, row: PlanRow, step: Step | None, *, locked: bool) -> Card:
    """One row with the fields of a step, or with all it has."""
    kind = kind_of(row)
    names = fields_of_step(step, row) if step is not None else fields_of_row(row)
    is_listed = kind in (RowKind.LINES, RowKind.PEOPLE, RowKind.COSTS)
    return Card(
        id=str(row.pk),
        kind=kind,
        title=str(row) if is_listed else "",
        note=_note(row),
        fields=tuple(field_row(drawing, row, name, locked=locked) for name in names if name not in _GRIDS),
        grids=tuple(_grid(drawing, row, name, locked=locked) for name in names if name in _GRIDS),
        warnings=warnings_at(row),
        is_locked=locked,
        is_listed=is_listed,
        has_tools=is_listed and not locked and (step is None or step.adds),
        address=_address(drawing, row, kind) if is_listed else "",
    )


def warnings_at(row: PlanRow) -> tuple[str, ...]:
    """What is to be looked at in a row, as it stands."""
    if not isinstance(row, PlanLine):
        return ()
    return tuple(warning.words for warning in line_warnings(line_of(row)))


def _address(drawing: Drawing, row: PlanRow, kind: RowKind) -> str:
    return reverse("planning:plan-row-copy", args=[drawing.slug, drawing.plan.pk, kind.value, row.pk]).removesuffix(
        "copy/"
    )


def _note(row: PlanRow) -> str:
    return f"{row.get_selling_display()}, {row.get_pricing_display().lower()}" if isinstance(row, PlanLine) else ""


def _grid(drawing: Drawing, row: PlanRow, name: str, *, locked: bool) -> Grid:
    start = drawing.plan.start_month.month
    months = tuple(MONTH_NAMES[(start - 1 + offset) % YEAR] for offset in range(YEAR))
    label = "Units last year, by month" if name == "base_units" else "New units, by month"
    return Grid(
        label,
        months,
        tuple(
            GridRow(
                _year(name, first),
                tuple(_cell(drawing, row, name, first + offset, months[offset], locked) for offset in range(YEAR)),
            )
            for first in range(1, _GRIDS[name] + 1, YEAR)
        ),
    )


def _year(name: str, first: int) -> str:
    return "Last year" if name == "base_units" else f"Year {first // YEAR + 1}"


def _cell(drawing: Drawing, row: PlanRow, name: str, place: int, month: str, locked: bool) -> FieldRow:
    label = f"{row}, {_year(name, place - (place - 1) % YEAR).lower()}, {month}"
    return field_row(drawing, row, f"{name}-{place}", locked=locked, label=label)
