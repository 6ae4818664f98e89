"""Write units of lines at once: a block of months, or what a goal needs. Whole or not at all, with one way back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from planning.calculations.fixed import Fixed, decimal, total
from planning.calculations.plans.entries import multiplied, units_of
from planning.enums import RowKind
from planning.events import plans as events
from planning.models import BusinessPlan, PlanLine, PlanTouch, RemovedLine
from planning.operations.plans.fields import FieldConflict
from planning.operations.plans.outcomes import TooLarge, refresh_outcomes
from planning.operations.plans.rows import NotRemoved
from planning.operations.plans.saving import lock_open_plan, note_changes, standing_row
from planning.operations.plans.values import column_of, plain_number, text_of, value_of
from planning.queries.plans.assumptions import entry_of, fields_of_entry
from prm.events.recording import record
from prm.kernel.money import rounded
from prm.kernel.refusal import Refused
from prm.people.models import Membership

type Texts = Mapping[str, str]
# Not a column: what all typed months of a line are multiplied by, in percent.
UNITS_PERCENT = "units_percent"
SERIES = frozenset({"base_units", "custom_units"})
# What a row of the bin holds that takes several fields back at once, rather than a row that was taken out.
REPLACED = "units"


class CellsTaken(Refused):
    """Somebody else changed some of these meanwhile. Nothing of it was saved."""

    def __init__(self, conflicts: tuple[FieldConflict, ...], revision: int) -> None:
        super().__init__()
        self.conflicts, self.revision = conflicts, revision


class ChangedSince(Refused):
    """It was changed again since, so that it cannot be taken back at once. Change it by hand."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it: the plan, the fields that are different now, and the key of the way back (None: no change)."""

    plan: BusinessPlan
    fields: tuple[tuple[PlanLine, str], ...]
    undo_id: UUID | None


@transaction.atomic
def save_cells(
    *, plan: BusinessPlan, line: PlanLine, texts: Texts, revision: int | None, by: Membership, at: datetime
) -> Written:
    """Write cells of a line's months as they were typed, by name as `custom_units-7`.

    All or none: `ValidationError` has words at every cell that cannot be, `CellsTaken` both values of every cell that
    somebody else wrote after `revision` (None overwrites). Raises `PlanLocked` and `RowGone` too.
    """
    locked = lock_open_plan(plan)
    stood = standing_row(locked, line)
    if strange := [field for field in texts if field.partition("-")[0] not in SERIES]:
        raise ValidationError({strange[0]: ["This is not a month of a line."]})
    _refuse_what_cannot_be(stood, texts)
    if revision is not None:
        _refuse_taken(locked, stood, texts, since=revision, by=by)
    return _write(locked, [(stood, texts)], by=by, at=at)


@transaction.atomic
def sell_so_much(*, plan: BusinessPlan, factor: Fixed, by: Membership, at: datetime) -> Written:
    """Multiply the new units of all lines, rounded up at the fourth decimal; growth on last year becomes months.

    Units in use at the start stay. Raises `PlanLocked`, and `ValidationError` for units that no field holds.
    """
    locked = lock_open_plan(plan)
    lines = PlanLine.objects.filter(plan=locked).order_by("position", "pk")
    wanted = [(line, fields_of_entry(multiplied(entry_of(line), factor))) for line in lines]
    return _write(locked, wanted, by=by, at=at)


def units_in_percent(line: PlanLine, percent: str) -> str:
    """The months of a line times a percentage as typed, to the fourth decimal, as they would be typed.

    Raises `ValidationError` at `UNITS_PERCENT`.
    """
    try:
        factor = plain_number(percent) / 100
    except ValidationError as problem:
        raise ValidationError({UNITS_PERCENT: problem.messages}) from None
    if factor < 0:
        raise ValidationError({UNITS_PERCENT: ["Enter at least 0."]})
    return " ".join(f"{rounded(units * factor, 4):f}" for units in line.custom_units)


@transaction.atomic
def take_back(*, plan: BusinessPlan, undo_id: UUID, by: Membership, at: datetime) -> Written:
    """Put the units back that stood before. Raises `NotRemoved`, `ChangedSince`, `RowGone` and `PlanLocked`."""
    locked = lock_open_plan(plan)
    kept = RemovedLine.objects.filter(pk=undo_id, plan=locked, kind=REPLACED).first()
    if kept is None:
        raise NotRemoved
    before: dict[str, dict[str, str]] = kept.content["fields"]
    _refuse_changed_since(locked, before, since=kept.content["revision"])
    wanted = [(standing_row(locked, PlanLine(pk=UUID(key))), texts) for key, texts in before.items()]
    kept.delete()
    return _write(locked, wanted, by=by, at=at, has_way_back=False)


def _refuse_what_cannot_be(line: PlanLine, texts: Texts) -> None:
    problems: dict[str, list[str]] = {}
    for field, text in texts.items():
        try:
            value_of(line, field, text)
        except ValidationError as problem:
            problems |= problem.message_dict
    if problems:
        raise ValidationError(problems)


def _refuse_taken(plan: BusinessPlan, line: PlanLine, texts: Texts, *, since: int, by: Membership) -> None:
    names = {*texts, *(field.partition("-")[0] for field in texts)}
    touches = PlanTouch.objects.filter(plan=plan, row_id=line.pk, field__in=names, revision__gt=since)
    theirs = {touch.field: touch for touch in touches.exclude(changed_by=by).select_related("changed_by")}
    conflicts = []
    for field, text in texts.items():
        series = field.partition("-")[0]
        touch = theirs.get(field) or theirs.get(series)
        if touch is not None and value_of(line, field, text) != value_of(line, field, text_of(line, field)):
            stands, who, when = text_of(line, field), touch.changed_by, touch.changed_at
            conflicts.append(FieldConflict(field=field, theirs=stands, mine=text.strip(), by=who, at=when))
    if conflicts:
        raise CellsTaken(tuple(conflicts), plan.revision)


def _refuse_changed_since(plan: BusinessPlan, before: Mapping[str, Texts], *, since: int) -> None:
    for key, texts in before.items():
        names = {field.partition("-")[0] for field in texts}
        same = Q(field__in={*texts, *names, "entry"})
        for series in names & set(texts):
            same |= Q(field__startswith=f"{series}-")
        if PlanTouch.objects.filter(same, plan=plan, row_id=key, revision__gt=since).exists():
            raise ChangedSince


def _write(
    plan: BusinessPlan,
    wanted: Iterable[tuple[PlanLine, Texts]],
    *,
    by: Membership,
    at: datetime,
    has_way_back: bool = True,
) -> Written:
    """Set the fields, keep what stood, and calculate once."""
    before: dict[str, dict[str, str]] = {}
    changed: list[tuple[PlanLine, str]] = []
    told: dict[str, list[str]] = {}
    for line, texts in wanted:
        sold, stood = _in_all(line), _set(line, texts)
        if not stood:
            continue
        line.save(update_fields={column_of(PlanLine, field) for field in stood})
        before[str(line.pk)], told[f"{line}: new units, 36 months"] = stood, [sold, _in_all(line)]
        changed += [(line, field) for field in stood]
    if not changed:
        return Written(plan, (), None)
    note_changes(plan, [(line.pk, field) for line, field in changed], RowKind.LINES, by=by, at=at)
    _calculate(plan, changed[0][1], at=at)
    undo_id = _keep(plan, before, at=at) if has_way_back else None
    record(events.PLAN_FIELD_CHANGED, subject=plan, by=by, at=at, partner_id=plan.partner_id, changes=told)
    return Written(plan, tuple(changed), undo_id)


def _set(line: PlanLine, texts: Texts) -> dict[str, str]:
    """Set those fields of the line that differ; how they read before."""
    stood: dict[str, str] = {}
    for field, text in texts.items():
        before, value, column = text_of(line, field), value_of(line, field, text), column_of(PlanLine, field)
        if value != getattr(line, column):
            stood[field] = before
            setattr(line, column, value)
    return stood


def _calculate(plan: BusinessPlan, field: str, *, at: datetime) -> None:
    try:
        refresh_outcomes(plan, at=at)
    except TooLarge as refusal:
        raise ValidationError({field: [str(refusal)]}) from None


def _keep(plan: BusinessPlan, before: Mapping[str, Texts], *, at: datetime) -> UUID:
    content = {"fields": before, "revision": plan.revision}
    kept = RemovedLine(plan=plan, partner_id=plan.partner_id, kind=REPLACED, content=content, removed_at=at)
    kept.save(force_insert=True)
    return kept.pk


def _in_all(line: PlanLine) -> str:
    return f"{decimal(total(units_of(entry_of(line))), 2).normalize():f}"
