"""Required tasks: asked of one partner or of many, done, taken up again."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from enablement import events
from enablement.enums import TaskKind
from enablement.models import RequiredTask
from enablement.operations.following import enablement_changed
from enablement.rules import TASK_FIELDS
from partners.models import Partner
from partners.operations.saving import change, refuse_others, save_checked
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.scope import require_tenant_id


class TaskDone(Refused):
    """This task was done meanwhile. Reload the page."""


class TaskNotDone(Refused):
    """This task is open already."""


class NobodyChosen(Refused):
    """No partner fits. Choose more of them."""


def add_task(*, partner: Partner, fields: Mapping[str, Any], by: Membership, at: datetime) -> RequiredTask:
    """Ask the partner to do something by a day. Raises `ValidationError` when it is asked for that day already."""
    refuse_others(fields, allowed=TASK_FIELDS)
    task = RequiredTask(partner=partner, **fields)
    save_checked(task)
    record(events.TASK_ADDED, subject=task, by=by, at=at, partner_id=partner.pk)
    enablement_changed(partner_ids=[partner.pk], at=at)
    return task


def add_task_for_many(
    *,
    partner_ids: Collection[UUID],
    name: str,
    kind: TaskKind,
    due_date: date,
    by: Membership,
    at: datetime,
    note: str = "",
) -> int:
    """Ask the same of many partners; of how many it was not asked for that day before. Raises `NobodyChosen`."""
    if not partner_ids:
        raise NobodyChosen
    asked = RequiredTask.objects.filter(partner_id__in=partner_ids, name=name, due_date=due_date)
    already = set(asked.values_list("partner_id", flat=True))
    tasks = [
        RequiredTask(
            tenant_id=require_tenant_id(), partner_id=partner_id, name=name, kind=kind, due_date=due_date, note=note
        )
        for partner_id in sorted(set(partner_ids) - already)
    ]
    for task in RequiredTask.objects.bulk_create(tasks):
        record(events.TASK_ADDED, subject=task, by=by, at=at, partner_id=task.partner_id)
    enablement_changed(partner_ids=[task.partner_id for task in tasks], at=at)
    return len(tasks)


def change_task(*, task: RequiredTask, changes: Mapping[str, Any], by: Membership, at: datetime) -> RequiredTask:
    """Write the fields that were sent. Nothing is recorded when nothing changed."""
    refuse_others(changes, allowed=TASK_FIELDS)
    told = change(task, changes)
    if told:
        record(events.TASK_CHANGED, subject=task, by=by, at=at, partner_id=task.partner_id, changes=told)
        enablement_changed(partner_ids=[task.partner_id], at=at)
    return task


def complete_task(*, task: RequiredTask, done_date: date, by: Membership, at: datetime) -> RequiredTask:
    """Say that it was done, on that day. Raises `TaskDone`."""
    return _set_done(task, done_date, events.TASK_COMPLETED, by=by, at=at)


def reopen_task(*, task: RequiredTask, by: Membership, at: datetime) -> RequiredTask:
    """Say that it is not done after all. Raises `TaskNotDone`."""
    return _set_done(task, None, events.TASK_REOPENED, by=by, at=at)


def remove_task(*, task: RequiredTask, by: Membership, at: datetime) -> None:
    """Ask no longer for it."""
    record(events.TASK_REMOVED, subject=task, by=by, at=at, partner_id=task.partner_id)
    task.delete()
    enablement_changed(partner_ids=[task.partner_id], at=at)


@transaction.atomic
def _set_done(task: RequiredTask, done_date: date | None, event: str, *, by: Membership, at: datetime) -> RequiredTask:
    # Locked and read again: two people may press at once.
    task = RequiredTask.objects.select_for_update().get(pk=task.pk)
    if (task.done_date is None) == (done_date is None):
        raise TaskNotDone if done_date is None else TaskDone
    told = change(task, {"done_date": done_date})
    record(event, subject=task, by=by, at=at, partner_id=task.partner_id, changes=told)
    enablement_changed(partner_ids=[task.partner_id], at=at)
    return task
