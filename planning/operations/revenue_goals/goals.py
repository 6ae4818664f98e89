"""Revenue goals are set, divided into segments and taken away."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from partners.operations.saving import change, save_checked
from planning.calculations.revenue_goals.prefill import first_drivers
from planning.calculations.revenue_goals.worksheet import GroupBy, WorksheetLine
from planning.enums import Case
from planning.events import revenue_goals as events
from planning.models import RemovedWork, RevenueGoal, RevenueSegment, RevenueWorksheet
from planning.operations.removed import NotRemoved, keep_work, kept_work, read, written
from planning.queries.revenue_goals.segment_history import histories
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.scope import require_tenant_id

FIELDS = ("name", "fiscal_year", "amount", "sourced_percent")
SEGMENT_FIELDS = ("name", "share_percent", "group_by", "value")
# Fields of one choice: they are written together or not at all.
_WHOSE = ("group_by", "value")
MOST_SEGMENTS = 12
GOAL, SEGMENT = "goal", "segment"


class TooManySegments(Refused):
    """A goal has twelve segments at most. Put some together."""


@transaction.atomic
def create_goal(*, fields: Mapping[str, Any], as_of: date, by: Membership, at: datetime) -> RevenueGoal:
    """A new goal with one segment of all partners, begun from the tenant's own records up to `as_of`.

    Raises ValidationError for values out of range and a name that the year already has.
    """
    values = {name: fields[name] for name in FIELDS if name in fields}
    goal = RevenueGoal(**values, created_at=at, changed_at=at, changed_by_name=by.display_name)
    save_checked(goal)
    record(events.GOAL_CREATED, subject=goal, by=by, at=at)
    _add(goal, {"name": GroupBy.ALL.label}, as_of=as_of, by=by)
    return goal


@transaction.atomic
def change_goal(
    *, goal: RevenueGoal, fields: Mapping[str, Any], was: Mapping[str, Any] | None = None, by: Membership, at: datetime
) -> RevenueGoal:
    """Change the name, year, amount or marketing's share. Nothing is recorded when nothing changed.

    `was` is what the page showed of a field: one that holds something else by now keeps it, so that neither somebody
    else's entry nor an older one that arrives late wins. Returns the goal as it stands.
    """
    goal = RevenueGoal.objects.select_for_update().get(pk=goal.pk)
    changes = change(goal, _free(goal, {name: fields[name] for name in FIELDS if name in fields}, was or {}))
    if changes:
        touch_goal(goal, by=by, at=at)
        record(events.GOAL_CHANGED, subject=goal, by=by, at=at, changes=changes)
    return goal


@transaction.atomic
def remove_goal(*, goal: RevenueGoal, by: Membership, at: datetime) -> None:
    """Take a goal away with its segments and worksheets; `return_work` brings it back."""
    segments = RevenueSegment.objects.filter(goal=goal).order_by("order", "pk")
    sheets = RevenueWorksheet.objects.filter(segment__goal=goal).order_by("pk")
    content = {"goal": written([goal]), "segments": written(segments), "worksheets": written(sheets)}
    keep_work(goal, kind=GOAL, content=content, at=at)
    record(events.GOAL_REMOVED, subject=goal, by=by, at=at)
    RevenueGoal.objects.filter(pk=goal.pk).delete()


@transaction.atomic
def return_work(*, key: UUID, by: Membership, at: datetime) -> RevenueGoal:
    """Bring back a goal, or a segment of one, as it was when it was removed; the goal.

    Raises `NotRemoved` when it is back or its goal is gone, `TooManySegments`, and `ValidationError` where its name
    was taken meanwhile.
    """
    kept = kept_work(key, kinds=[GOAL, SEGMENT])
    goal = _returned_goal(kept, by, at) if kept.kind == GOAL else _returned_segment(kept, by, at)
    RevenueWorksheet.objects.bulk_create(read(RevenueWorksheet, kept.content["worksheets"]))
    kept.delete()
    return goal


def _returned_goal(kept: RemovedWork, by: Membership, at: datetime) -> RevenueGoal:
    (goal,) = read(RevenueGoal, kept.content["goal"])
    save_checked(goal)
    RevenueSegment.objects.bulk_create(read(RevenueSegment, kept.content["segments"]))
    record(events.GOAL_RETURNED, subject=goal, by=by, at=at)
    return goal


def _returned_segment(kept: RemovedWork, by: Membership, at: datetime) -> RevenueGoal:
    (segment,) = read(RevenueSegment, kept.content["segments"])
    goal = RevenueGoal.objects.select_for_update().filter(pk=segment.goal_id).first()
    if goal is None:
        raise NotRemoved
    if RevenueSegment.objects.filter(goal=goal).count() >= MOST_SEGMENTS:
        raise TooManySegments
    save_checked(segment)
    touch_goal(goal, by=by, at=at)
    record(events.SEGMENT_RETURNED, subject=segment, by=by, at=at)
    return goal


@transaction.atomic
def add_segment(
    *, goal: RevenueGoal, fields: Mapping[str, Any], as_of: date, by: Membership, at: datetime
) -> RevenueSegment:
    """One more segment at the end, its worksheets begun from the records of its partners. Raises TooManySegments."""
    goal = RevenueGoal.objects.select_for_update().get(pk=goal.pk)
    if RevenueSegment.objects.filter(goal=goal).count() >= MOST_SEGMENTS:
        raise TooManySegments
    segment = _add(goal, fields, as_of=as_of, by=by)
    touch_goal(goal, by=by, at=at)
    return segment


@transaction.atomic
def change_segment(
    *,
    segment: RevenueSegment,
    fields: Mapping[str, Any],
    was: Mapping[str, Any] | None = None,
    by: Membership,
    at: datetime,
) -> RevenueSegment:
    """Change what a segment is called, its share, or whose it is. Its worksheets stay. `was` as in `change_goal`.

    Returns the segment as it stands.
    """
    segment = RevenueSegment.objects.select_for_update(of=("self",)).select_related("goal").get(pk=segment.pk)
    if change(segment, _free(segment, {name: fields[name] for name in SEGMENT_FIELDS if name in fields}, was or {})):
        touch_goal(segment.goal, by=by, at=at)
    return segment


def _free(row: RevenueGoal | RevenueSegment, fields: dict[str, Any], was: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that may be written: those that still hold what their page showed."""
    moved = {name for name in fields if name in was and getattr(row, name) != was[name]}
    if moved.intersection(_WHOSE):
        moved.update(_WHOSE)
    return {name: value for name, value in fields.items() if name not in moved}


@transaction.atomic
def fill_segment(*, segment: RevenueSegment, as_of: date, by: Membership, at: datetime) -> None:
    """Replace every line of a segment's worksheets by what the tenant's records say up to `as_of`."""
    RevenueWorksheet.objects.filter(segment=segment).delete()
    _fill(segment, as_of=as_of, by=by)
    touch_goal(segment.goal, by=by, at=at)


@transaction.atomic
def remove_segment(*, segment: RevenueSegment, by: Membership, at: datetime) -> None:
    """Take a segment out of its goal, with its worksheets; `return_work` puts it back."""
    sheets = RevenueWorksheet.objects.filter(segment=segment).order_by("pk")
    content = {"segments": written([segment]), "worksheets": written(sheets)}
    keep_work(segment, kind=SEGMENT, content=content, at=at)
    touch_goal(segment.goal, by=by, at=at)
    record(events.SEGMENT_REMOVED, subject=segment, by=by, at=at)
    RevenueSegment.objects.filter(pk=segment.pk).delete()


def touch_goal(goal: RevenueGoal, *, by: Membership, at: datetime) -> None:
    """Say on the goal who changed something in it last."""
    RevenueGoal.objects.filter(pk=goal.pk).update(changed_at=at, changed_by_name=by.display_name)


def _add(goal: RevenueGoal, fields: Mapping[str, Any], *, as_of: date, by: Membership) -> RevenueSegment:
    last = RevenueSegment.objects.filter(goal=goal).aggregate(last=Max("order"))["last"] or 0
    values = {name: fields[name] for name in SEGMENT_FIELDS if name in fields}
    segment = RevenueSegment(goal=goal, order=last + 1, **values)
    save_checked(segment)
    _fill(segment, as_of=as_of, by=by)
    return segment


def _fill(segment: RevenueSegment, *, as_of: date, by: Membership) -> None:
    history = histories([segment], as_of=as_of)[segment.pk]
    sheets = []
    for case in Case:
        drivers = first_drivers(history, case)
        lines = {line.value: getattr(drivers, line.value) for line in WorksheetLine}
        sheets.append(
            RevenueWorksheet(tenant_id=require_tenant_id(), segment=segment, case=case, changed_by=by, **lines)
        )
    RevenueWorksheet.objects.bulk_create(sheets)
