"""From the outbox to the broker."""

import logging
from collections.abc import Sequence
from uuid import UUID

from celery import current_app
from django.db import transaction
from django.db.models import QuerySet
from kombu.exceptions import OperationalError

from prm.events.models import OutboxEntry
from prm.tenancy.scope import tenant_scope

logger = logging.getLogger(__name__)
BATCH = 500


def send_entries(ids: Sequence[UUID]) -> int:
    """Hand these outbox entries to the broker right after their commit; how many left.

    Never raises for a broker that is away: the entries stay, and the sweep sends them later.
    """
    return _send(OutboxEntry.objects.filter(pk__in=ids))


def send_waiting() -> int:
    """Hand over what is still waiting, oldest first, one batch; how many left. Safe to run in several processes."""
    return _send(OutboxEntry.objects.all())


def _send(entries: QuerySet[OutboxEntry]) -> int:
    sent = []
    # In nobody's scope: the outbox is the platform's, and after a commit the request's scope is still in force.
    with tenant_scope(None), transaction.atomic():
        for entry in entries.select_for_update(skip_locked=True).order_by("created_at")[:BATCH]:
            try:
                _publish(entry)
            except OperationalError as error:
                logger.warning("The broker is away; %s waits in the outbox (%s)", entry.task, error)
                break
            sent.append(entry.pk)
        OutboxEntry.objects.filter(pk__in=sent).delete()
    return len(sent)


def _publish(entry: OutboxEntry) -> None:
    kwargs = {"event_id": str(entry.event_id), "tenant_id": str(entry.for_tenant)}
    current_app.send_task(entry.task, kwargs=kwargs, task_id=str(entry.pk), retry=False)
