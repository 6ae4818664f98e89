"""Change a plan field by field and row by row; what it comes to follows at once."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from partners.operations.saving import label_of
from planning.calculations.fixed import decimal
from planning.calculations.plans.entries import units_of
from planning.enums import EntryMode, RowKind
from planning.events import plans as events
from planning.models import BusinessPlan, PlanLine, PlanTouch, RemovedCost, RemovedLine
from planning.operations.plans.checks import check_together
from planning.operations.plans.outcomes import Calculated, refresh_outcomes
from planning.operations.plans.saving import (
    CostsNotYours,
    PlanLocked,
    lock_open_plan,
    note_change,
    refuse_costs_of_others,
)
from planning.operations.plans.values import (
    MODELS,
    ListedRow,
    PlanRow,
    column_of,
    fields_of,
    kind_of,
    text_of,
    value_of,
)
from planning.queries.plans.assumptions import entry_of
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.models import new_id

__all__ = [
    "CostsNotYours",
    "FieldConflict",
    "NotRemoved",
    "PlanLocked",
    "Saved",
    "TooManyRows",
    "add_row",
    "copy_row",
    "move_row",
    "remove_row",
    "return_row",
    "save_field",
]

MOST_ROWS = 60
# What is only words: no figure follows from it.
_WORDS = frozenset({"title", "goals", "strategy", "name", "family"})


class TooManyRows(Refused):
    """A plan has at most 60 of these. Take one out first."""


class NotRemoved(Refused):
    """There is nothing to put back."""


class FieldConflict(Refused):
    """Somebody else changed this field meanwhile. `theirs` is what stands, `mine` what was to be saved, as text."""

    def __init__(self, *, field: str, theirs: str, mine: str, by: Membership | None, at: datetime) -> None:
        who = by.display_name if by else "Somebody"
        stands = f"“{theirs}”" if theirs else "nothing"
        super().__init__(f"{who} changed this meanwhile to {stands}. You entered “{mine}”.", field=field)
        self.theirs, self.mine, self.by, self.at = theirs, mine, by, at


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of it: the plan and row as they stand. `is_new` is False when nothing had to change.

    `asks_sharing`: with this the partner made the costs its own, and has yet to say who may see them. `calculated`:
    what the plan comes to now, where figures follow from the change.
    """

    plan: BusinessPlan
    row: PlanRow
    field: str
    text: str
    is_new: bool = True
    asks_sharing: bool = False
    calculated: Calculated | None = None


def save_field(
    *, plan: BusinessPlan, row: PlanRow, field: str, text: str, revision: int | None, by: Membership, at: datetime
) -> Saved:
    """Write one field of the plan or of one of its rows, as somebody typed it; a cell of a series is `custom_units-7`.

    `revision` is the plan's revision that the change was made on: when somebody else has changed this very field since,
    `FieldConflict` tells what stands. None overwrites. What is the same already changes nothing. Raises `PlanLocked`,
    `CostsNotYours`, and `ValidationError` with words at the field. Needs a transaction.
    """
    locked = lock_open_plan(plan)
    kind = refuse_costs_of_others(locked, kind_of(row), by)
    fresh: PlanRow = locked if kind is RowKind.PLAN else MODELS[kind].objects.get(pk=row.pk, plan=locked)
    name, value = column_of(type(fresh), field), value_of(fresh, field, text)
    before = text_of(fresh, field)
    if value == getattr(fresh, name):
        return Saved(locked, fresh, field, before, is_new=False)
    if revision is not None:
        _refuse_if_touched(locked, fresh, field, text, since=revision, by=by)
    carried = _carried_units(fresh) if field == "entry" and value == EntryMode.CUSTOM else {}
    for column, held in {name: value, **carried}.items():
        setattr(fresh, column, held)
    check_together(fresh, field)
    fresh.save(update_fields=[name, *carried])
    asks = note_change(locked, fresh, kind, field, by=by, at=at)
    calculated = None if name in _WORDS else refresh_outcomes(locked, at=at)
    told = {} if kind.is_cost else {_label(fresh, field): [before, text_of(fresh, field)]}
    name_of_event = events.PLAN_COSTS_CHANGED if kind.is_cost else events.PLAN_FIELD_CHANGED
    record(name_of_event, subject=locked, by=by, at=at, partner_id=locked.partner_id, changes=told)
    return Saved(locked, fresh, field, text_of(fresh, field), asks_sharing=asks, calculated=calculated)


def _carried_units(line: PlanRow) -> dict[str, list[Decimal]]:
    """Month by month begins with what the other way of entry came to, unless months were typed before."""
    if not isinstance(line, PlanLine) or any(line.custom_units):
        return {}
    return {"custom_units": [decimal(units, 2) for units in units_of(entry_of(line))]}


def _refuse_if_touched(plan: BusinessPlan, row: PlanRow, field: str, text: str, *, since: int, by: Membership) -> None:
    touches = PlanTouch.objects.filter(plan=plan, row_id=row.pk, field=field, revision__gt=since)
    theirs = touches.exclude(changed_by=by).select_related("changed_by").first()
    if theirs is not None:
        stands = text_of(row, field)
        who = theirs.changed_by
        raise FieldConflict(field=field, theirs=stands, mine=text.strip(), by=who, at=theirs.changed_at)


def _label(row: PlanRow, field: str) -> str:
    name, _, place = field.partition("-")
    words = label_of(type(row), name) + (f", month {place}" if place else "")
    return words if isinstance(row, BusinessPlan) else f"{row}: {words}"


def add_row(*, plan: BusinessPlan, kind: RowKind, by: Membership, at: datetime) -> ListedRow:
    """Add a line, role or cost below the others, with a name to be replaced. Raises as `save_field`, `TooManyRows`."""
    locked = lock_open_plan(plan)
    refuse_costs_of_others(locked, kind, by)
    rows = _rows_of(locked, kind)
    row: ListedRow = MODELS[kind](
        plan=locked, partner_id=locked.partner_id, position=len(rows), name=f"New {kind.noun}"
    )
    return _written(locked, row, rows, by=by, at=at)


def copy_row(*, plan: BusinessPlan, row: ListedRow, by: Membership, at: datetime) -> ListedRow:
    """Add the same row once more, right below. Raises as `add_row`."""
    locked = lock_open_plan(plan)
    kind = refuse_costs_of_others(locked, kind_of(row), by)
    rows = _rows_of(locked, kind)
    copied: ListedRow = MODELS[kind].objects.get(pk=row.pk, plan=locked)
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
    place = rows.index(row)
    rows.insert(max(0, place + steps), rows.pop(place))
    _put_in_order(rows)
    note_change(locked, row, kind, "position", by=by, at=at)


def remove_row(*, plan: BusinessPlan, row: ListedRow, by: Membership, at: datetime) -> None:
    """Take a row out; `return_row` puts it back as it was. Raises as `save_field`."""
    locked = lock_open_plan(plan)
    kind = refuse_costs_of_others(locked, kind_of(row), by)
    fresh = MODELS[kind].objects.get(pk=row.pk, plan=locked)
    kept = _bin_of(kind)(
        pk=fresh.pk, plan=locked, partner_id=locked.partner_id, kind=kind, content=_content(fresh), removed_at=at
    )
    note_change(locked, fresh, kind, "", by=by, at=at)
    kept.save()
    fresh.delete()
    _told(locked, fresh, kind, events.PLAN_ROW_REMOVED, by=by, at=at)


def return_row(*, plan: BusinessPlan, kind: RowKind, row_id: UUID, by: Membership, at: datetime) -> ListedRow:
    """Put a removed row back in its place. Raises as `save_field`, and `NotRemoved`."""
    locked = lock_open_plan(plan)
    refuse_costs_of_others(locked, kind, by)
    kept = _bin_of(kind).objects.filter(pk=row_id, plan=locked, kind=kind).first()
    if kept is None:
        raise NotRemoved
    rows, model = _rows_of(locked, kind), MODELS[kind]
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
