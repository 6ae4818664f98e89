"""Tasks that work for a tenant, and the sweep of the outbox."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from prm.events.acting import scope_of_actor
from prm.events.models import Event
from prm.events.relay import send_waiting
from prm.tenancy.models import Tenant
from prm.tenancy.scope import TenantScope, in_tenant, tenant_scope

logger = logging.getLogger(__name__)
# When beat and a worker together last did their rounds: the health check reads it.
LAST_SWEEP = "events.last_sweep"


@shared_task(name="events.relay_outbox")
def relay_outbox() -> int:
    """Send what waits in the outbox until nothing is left that can be sent."""
    total = 0
    while sent := send_waiting():
        total += sent
    cache.set(LAST_SWEEP, timezone.now(), timeout=None)
    return total


def start_in_every_tenant(task: Any) -> int:
    """Start `task` once for each tenant; how many. It gets `tenant_id`, and `today`: which day it is there, in ISO."""
    at = timezone.now()
    tenants = list(Tenant.objects.values_list("pk", "time_zone"))
    for tenant_id, zone in tenants:
        task.delay(tenant_id=str(tenant_id), today=at.astimezone(ZoneInfo(zone)).date().isoformat())
    return len(tenants)


def tenant_task(name: str, **options: Any) -> Callable[[Callable[[Event], None]], Any]:
    """A Celery task that an event starts, in the scope of the person who caused it.

    The function gets the event. It runs outside a transaction, within the scope, and opens short ones itself; it may
    be started twice for one event and must not act twice (`claim`). The person's right is looked up again: when their
    membership has ended since, nothing runs. Events of the product itself run with the reach of staff. `options` are
    Celery's, such as `autoretry_for`.
    """

    def decorate(work: Callable[[Event], None]) -> Any:
        @shared_task(name=name, **options)
        @wraps(work)
        def run(*, event_id: str, tenant_id: str, **_later: Any) -> None:
            event = _event(UUID(event_id), UUID(tenant_id))
            scope = _scope_now(event, UUID(tenant_id)) if event else None
            if event is None or scope is None:
                logger.warning("%s not run: its event is gone or its member has left", name)
                return
            with tenant_scope(scope):
                work(event)

        return run

    return decorate


def _event(event_id: UUID, tenant_id: UUID) -> Event | None:
    with in_tenant(tenant_id):
        return Event.objects.filter(pk=event_id).first()


def _scope_now(event: Event, tenant_id: UUID) -> TenantScope | None:
    if event.actor_id is None:
        return TenantScope(tenant_id)
    return scope_of_actor(tenant_id=tenant_id, actor_id=event.actor_id)
