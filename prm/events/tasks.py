"""Tasks that work for a tenant, and the sweep of the outbox."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from celery import shared_task
from django.db import transaction

from prm.events.models import Event
from prm.events.relay import send_waiting
from prm.people.models import Membership
from prm.tenancy.scope import TenantScope, in_tenant, tenant_scope

logger = logging.getLogger(__name__)


@shared_task(name="events.relay_outbox")
def relay_outbox() -> int:
    """Send what waits in the outbox until nothing is left that can be sent."""
    total = 0
    while sent := send_waiting():
        total += sent
    return total


def tenant_task(name: str) -> Callable[[Callable[[Event], None]], Any]:
    """A Celery task that an event starts, in the scope of the person who caused it.

    The function gets the event. It runs outside a transaction, within the scope, and opens short ones itself; it may
    be started twice for one event and must not act twice (`claim`). The person's right is looked up again: when their
    membership has ended since, nothing runs. Events of the product itself run with the reach of staff.
    """

    def decorate(work: Callable[[Event], None]) -> Any:
        @shared_task(name=name)
        @wraps(work)
        def run(*, event_id: str, tenant_id: str, **_later: Any) -> None:
            found = _event_and_scope(UUID(event_id), UUID(tenant_id))
            if found is None:
                logger.warning("%s not run: its event is gone or its member has left", name)
                return
            event, scope = found
            with tenant_scope(scope):
                work(event)

        return run

    return decorate


def _event_and_scope(event_id: UUID, tenant_id: UUID) -> tuple[Event, TenantScope] | None:
    with in_tenant(tenant_id), transaction.atomic():
        event = Event.objects.filter(pk=event_id).first()
        if event is None:
            return None
        if event.actor_id is None:
            return event, TenantScope(tenant_id)
        member = Membership.objects.filter(pk=event.actor_id, ended_at=None).first()
        return (event, member.scope()) if member else None
