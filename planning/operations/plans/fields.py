"""Write fields of a plan and of its rows, as somebody typed them; what it comes to follows at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from partners.operations.saving import label_of
from planning.calculations.fixed import decimal
from planning.calculations.plans.entries import units_of
from planning.enums import EntryMode, RowKind
from planning.events import plans as events
from planning.models import BusinessPlan, PlanLine, PlanTouch
from planning.operations.plans.checks import check_together
from planning.operations.plans.outcomes import Calculated, TooLarge, refresh_outcomes
from planning.operations.plans.saving import lock_open_plan, note_changes, refuse_costs_of_others, standing_row
from planning.operations.plans.values import PlanRow, column_of, kind_of, text_of, value_of
from planning.queries.plans.assumptions import entry_of
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership

# What a column of units holds: fourteen digits, four of them decimals.
MOST_UNITS = Decimal(10) ** 10
# What is only words: no figure follows from it.
_WORDS = frozenset({"title", "goals", "strategy", "name", "family"})


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
    `CostsNotYours`, `RowGone`, and `ValidationError` with words at the field. Needs a transaction.
    """
    return save_fields(plan=plan, row=row, texts={field: text}, revision=revision, by=by, at=at)[0]


def save_fields(
    *, plan: BusinessPlan, row: PlanRow, texts: Mapping[str, str], revision: int | None, by: Membership, at: datetime
) -> list[Saved]:
    """Write several fields of one row at once: they have to hold together in the end, and the plan is calculated once.

    All or none, and one revision; `ValidationError` has words at each field that cannot be. In the order of `texts`;
    else as `save_field`.
    """
    locked = lock_open_plan(plan)
    kind = refuse_costs_of_others(locked, kind_of(row), by)
    fresh: PlanRow = locked if kind is RowKind.PLAN else standing_row(locked, row)
    entered = _entered(locked, fresh, texts, since=revision, by=by)
    changed = [each for each in entered if each.columns]
    asks, calculated = _keep(locked, fresh, kind, changed, by=by, at=at) if changed else (False, None)
    return [
        Saved(
            locked,
            fresh,
            each.field,
            text_of(fresh, each.field),
            is_new=bool(each.columns),
            asks_sharing=asks and bool(each.columns),
            calculated=calculated,
        )
        for each in entered
    ]


@dataclass(frozen=True, slots=True)
class _Entered:
    """A field, how it read before, and the columns that were set; none where nothing had to change."""

    field: str
    before: str
    columns: tuple[str, ...] = ()


def _entered(
    plan: BusinessPlan, row: PlanRow, texts: Mapping[str, str], *, since: int | None, by: Membership
) -> list[_Entered]:
    """Set every field. Raises `ValidationError` with the words for all of those that cannot be."""
    found: list[_Entered] = []
    problems: dict[str, list[str]] = {}
    for field, text in texts.items():
        try:
            found.append(_enter(plan, row, field, text, since=since, by=by))
        except ValidationError as problem:
            problems |= problem.message_dict
    if problems:
        raise ValidationError(problems)
    return found


def _enter(plan: BusinessPlan, row: PlanRow, field: str, text: str, *, since: int | None, by: Membership) -> _Entered:
    """Set a field of the row as it was typed. Raises `FieldConflict`, and `ValidationError` at the field."""
    name, value = column_of(type(row), field), value_of(row, field, text)
    before = text_of(row, field)
    if value == getattr(row, name):
        return _Entered(field, before)
    if since is not None:
        _refuse_if_touched(plan, row, field, text, since=since, by=by)
    carried = _carried_units(row) if field == "entry" and value == EntryMode.CUSTOM else {}
    for column, held in {name: value, **carried}.items():
        setattr(row, column, held)
    return _Entered(field, before, (name, *carried))


def _keep(
    plan: BusinessPlan, row: PlanRow, kind: RowKind, changed: list[_Entered], *, by: Membership, at: datetime
) -> tuple[bool, Calculated | None]:
    """Write the fields down; whether sharing is to be asked for, and what the plan comes to where figures follow."""
    for each in changed:
        check_together(row, each.field)
    columns = {column for each in changed for column in each.columns}
    try:
        with transaction.atomic():
            row.save(update_fields=columns)
            asks = note_changes(plan, [(row.pk, each.field) for each in changed], kind, by=by, at=at)
            calculated = None if columns <= _WORDS else refresh_outcomes(plan, at=at)
    except TooLarge as refusal:
        raise ValidationError({changed[0].field: [str(refusal)]}) from None
    told = {_label(row, each.field): [each.before, text_of(row, each.field)] for each in changed if not kind.is_cost}
    name = events.PLAN_COSTS_CHANGED if kind.is_cost else events.PLAN_FIELD_CHANGED
    record(name, subject=plan, by=by, at=at, partner_id=plan.partner_id, changes=told)
    return asks, calculated


def _carried_units(line: PlanRow) -> dict[str, list[Decimal]]:
    """Month by month begins with what the other way of entry came to, unless months were typed before."""
    if not isinstance(line, PlanLine) or any(line.custom_units):
        return {}
    units = [decimal(units, 2) for units in units_of(entry_of(line))]
    if max(units) >= MOST_UNITS:
        raise ValidationError({"entry": ["These units are too many to be entered month by month. Check the growth."]})
    return {"custom_units": units}


def _refuse_if_touched(plan: BusinessPlan, row: PlanRow, field: str, text: str, *, since: int, by: Membership) -> None:
    touches = PlanTouch.objects.filter(_of_field(field), plan=plan, row_id=row.pk, revision__gt=since)
    theirs = touches.exclude(changed_by=by).select_related("changed_by").first()
    if theirs is not None:
        stands = text_of(row, field)
        who = theirs.changed_by
        raise FieldConflict(field=field, theirs=stands, mine=text.strip(), by=who, at=theirs.changed_at)


def _of_field(field: str) -> Q:
    """Touches of the field: of a series those of its cells too, of a cell those of the whole series."""
    name = field.partition("-")[0]
    own = Q(field__in={field, name})
    return own | Q(field__startswith=f"{name}-") if field == name else own


def _label(row: PlanRow, field: str) -> str:
    name, _, place = field.partition("-")
    words = label_of(type(row), name) + (f", month {place}" if place else "")
    return words if isinstance(row, BusinessPlan) else f"{row}: {words}"
