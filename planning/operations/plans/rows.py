"""Add, copy, move and take out rows of a plan; what it comes to follows at once."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from planning.enums import RowKind
from planning.events import plans as events
from planning.models import BusinessPlan, RemovedCost, RemovedLine
from planning.operations.plans.outcomes import refresh_outcomes
from planning.operations.plans.saving import (
    CostsNotYours,
    PlanLocked,
    lock_open_plan,
    note_change,
    refuse_costs_of_others,
    standing_row,
)
from planning.operations.plans.values import (
    MODELS,
    ListedRow,
    PlanRow,
    fields_of,
    kind_of,
)
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.models import new_id

__all__ = [
    "CostsNotYours",
    "NotRemoved",
    "PlanLocked",
    "TooManyRows",
    "add_row",
    "copy_row",
    "move_row",
    "remove_row",
    "return_row",
]

MOST_ROWS = 60


class TooManyRows(Refused):
    """A plan has at most 60 of these. Take one out first."""


class NotRemoved(Refused):
    """There is nothing to put back."""


@transaction.atomic
def add_row(*, plan: BusinessPlan, kind: RowKind, by: Membership, at: datetime) -> ListedRow:
    """Add a line, role or cost below the others, with a name to be replaced. Raises as `save_field`, `TooManyRows`."""
    locked = lock_open_plan(plan)
    refuse_costs_of_others(locked, kind, by)
    rows = _rows_of(locked, kind)
    row: ListedRow = MODELS[kind](
        plan=locked, partner_id=locked.partner_id, position=len(rows), name=f"New {kind.noun}"
    )
    return _written(locked, row, rows, by=by, at=at)


@transaction.atomic
def copy_row(*, plan: BusinessPlan, row: ListedRow, by: Membership, at: datetime) -> ListedRow:
    """Add the same row once more, right below. Raises as `add_row`."""
    locked = lock_open_plan(plan)
    kind = refuse_costs_of_others(locked, kind_of(row), by)
    rows = _rows_of(locked, kind)
    copied: ListedRow = standing_row(locked, row)
    place = rows.index(copied) + 1
    copied.pk, copied.name, copied._state.adding = new_id(), f"{copied.name[:110]} (copy)", True
    written = _written(locked, copied, rows, by=by, at=at)
    _put_in_order([*rows[:place], written, *rows[place:]])
    return written


def move_row(*, plan: BusinessPlan, row: ListedRow, steps: int, by: Membership, at: datetime) -> None:
    """Move a row up (steps below 0) or down among its kind. Raises as `save_field`."""
    locked = lock_open_plan(plan)
    kind = refuse_costs_of_others(locked, kind_of(row), by)
    rows = _rows_of(locked, kind)
    place = rows.index(standing_row(locked, row))
    rows.insert(max(0, place + steps), rows.pop(place))
    _put_in_order(rows)
    note_change(locked, row, kind, "position", by=by, at=at)


@transaction.atomic
def remove_row(*, plan: BusinessPlan, row: ListedRow, by: Membership, at: datetime) -> None:
    """Take a row out; `return_row` puts it back as it was. Raises as `save_field`."""
    locked = lock_open_plan(plan)
    kind = refuse_costs_of_others(locked, kind_of(row), by)
    fresh = standing_row(locked, row)
    kept = _bin_of(kind)(
        pk=fresh.pk, plan=locked, partner_id=locked.partner_id, kind=kind, content=_content(fresh), removed_at=at
    )
    note_change(locked, fresh, kind, "", by=by, at=at)
    kept.save()
    fresh.delete()
    _told(locked, fresh, kind, events.PLAN_ROW_REMOVED, by=by, at=at)


@transaction.atomic
def return_row(*, plan: BusinessPlan, kind: RowKind, row_id: UUID, by: Membership, at: datetime) -> ListedRow:
    """Put a removed row back in its place. Raises as `save_field`, `NotRemoved` and `TooManyRows`."""
    locked = lock_open_plan(plan)
    refuse_costs_of_others(locked, kind, by)
    kept = _bin_of(kind).objects.filter(pk=row_id, plan=locked, kind=kind).first()
    if kept is None:
        raise NotRemoved
    rows, model = _rows_of(locked, kind), MODELS[kind]
    if len(rows) >= MOST_ROWS:
        raise TooManyRows
    values = {name: model._meta.get_field(name).to_python(value) for name, value in kept.content.items()}
    row: ListedRow = model(pk=kept.pk, plan=locked, partner_id=locked.partner_id, **values)
    place = min(row.position, len(rows))
    row.save(force_insert=True)
    _put_in_order([*rows[:place], row, *rows[place:]])
    kept.delete()
    note_change(locked, row, kind, "", by=by, at=at)
    _told(locked, row, kind, events.PLAN_ROW_RETURNED, by=by, at=at)
    return row


def _rows_of(plan: BusinessPlan, kind: RowKind) -> list[ListedRow]:
    if kind in (RowKind.PLAN, RowKind.MONEY, RowKind.CASES):
        raise TooManyRows("A plan has one of this kind.")
    return list(MODELS[kind].objects.filter(plan=plan).order_by("position", "pk"))


def _written(plan: BusinessPlan, row: ListedRow, rows: list[ListedRow], *, by: Membership, at: datetime) -> ListedRow:
    if len(rows) >= MOST_ROWS:
        raise TooManyRows
    kind = kind_of(row)
    note_change(plan, row, kind, "", by=by, at=at)
    row.save(force_insert=True)
    _told(plan, row, kind, events.PLAN_ROW_ADDED, by=by, at=at)
    return row


def _told(plan: BusinessPlan, row: PlanRow, kind: RowKind, event: str, *, by: Membership, at: datetime) -> None:
    """Recalculate, and record what happened; of costs not even the name is told."""
    refresh_outcomes(plan, at=at)
    told = {} if kind.is_cost else {kind.noun.capitalize(): ["", str(row)]}
    record(event, subject=plan, by=by, at=at, partner_id=plan.partner_id, changes=told)


def _put_in_order(rows: list[Any]) -> None:
    for place, row in enumerate(rows):
        row.position = place
    if rows:
        type(rows[0]).objects.bulk_update(rows, ["position"])


def _bin_of(kind: RowKind) -> type[RemovedCost] | type[RemovedLine]:
    return RemovedCost if kind.is_cost else RemovedLine


def _content(row: PlanRow) -> dict[str, Any]:
    names = [*fields_of(type(row)), "position"]
    return {name: _written_down(getattr(row, name)) for name in sorted(names)}


def _written_down(value: Any) -> Any:
    if isinstance(value, list):
        return [str(each) for each in value]
    return str(value) if isinstance(value, Decimal) else value
