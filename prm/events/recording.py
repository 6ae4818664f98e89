"""Write down what happened, and what is to follow from it."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import models, transaction

from prm.events.acting import Actor
from prm.events.models import Effect, Event, OutboxEntry
from prm.events.relay import send_entries
from prm.events.subscribing import tasks_started_by
from prm.tenancy.scope import require_tenant_id

SYSTEM = "Tandem"


def record(
    name: str,
    *,
    subject: models.Model,
    by: Actor | None,
    at: datetime,
    partner_id: UUID | None = None,
    changes: Mapping[str, Any] | None = None,
    is_internal: bool = False,
) -> Event:
    """Write the event `name` about `subject`, and an outbox entry for each task that subscribes to it.

    Belongs to the transaction of the change it tells of, and must be called inside one: both happen or neither.
    `by` is None when the product acts by itself. `changes` maps a field's label to `[before, after]`, as text.
    `is_internal` keeps it from the partner's people; a subject that is internal itself makes all about it so.
    """
    event = Event.objects.create(
        name=name,
        at=at,
        actor_id=by.pk if by else None,
        actor_name=by.display_name if by else SYSTEM,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_name=str(subject)[:200],
        partner_id=partner_id,
        changes=dict(changes or {}),
        is_internal=is_internal or getattr(subject, "is_internal", False),
    )
    entries = [
        OutboxEntry(for_tenant=require_tenant_id(), event_id=event.pk, task=task) for task in tasks_started_by(name)
    ]
    if entries:
        OutboxEntry.objects.bulk_create(entries)
        transaction.on_commit(partial(send_entries, [entry.pk for entry in entries]), robust=True)
    return event


def differences(before: Mapping[str, Any], after: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, list[str]]:
    """What changed between two states of an object, as `record` wants it. Fields without a label are left out."""
    return {
        label: [_text(before.get(field)), _text(after.get(field))]
        for field, label in labels.items()
        if before.get(field) != after.get(field)
    }


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def claim(kind: str, key: str) -> bool:
    """True for the first caller with this kind and key in the tenant, False for every later one.

    The claim belongs to the caller's transaction: if that rolls back, the next one may try again. Two at once wait
    for each other.
    """
    effect = Effect(kind=kind, key=key, tenant_id=require_tenant_id())
    return (
        bool(Effect.objects.bulk_create([effect], ignore_conflicts=True))
        and Effect.objects.filter(pk=effect.pk).exists()
    )


def history_of(subject: models.Model) -> models.QuerySet[Event]:
    """The events about one object, newest first."""
    return Event.objects.filter(subject_id=subject.pk).order_by("-at", "-id")


def history_of_partner(partner_id: UUID) -> models.QuerySet[Event]:
    """The events about a partner and all that is the partner's, newest first."""
    return Event.objects.filter(partner_id=partner_id).order_by("-at", "-id")
