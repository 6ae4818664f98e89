"""Tasks for newcomers: at once when a partner is written by hand, nightly for those that came by import."""

from uuid import UUID

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from enablement.operations.joining import add_joining_tasks
from prm.events.models import Event
from prm.events.recording import claim
from prm.events.tasks import start_in_every_tenant, tenant_task
from prm.tenancy.scope import in_tenant


@tenant_task("enablement.add_joining_tasks_of_partner")
def add_joining_tasks_of_partner(event: Event) -> None:
    """The tasks of the partner that was created or changed; none twice."""
    with transaction.atomic():
        add_joining_tasks(partner_ids=[event.subject_id], at=timezone.now())


@shared_task(name="enablement.add_joining_tasks_everywhere")
def add_joining_tasks_everywhere() -> int:
    """Start one short run for each tenant; how many."""
    return start_in_every_tenant(add_joining_tasks_of_tenant)


@shared_task(name="enablement.add_joining_tasks_of_tenant")
def add_joining_tasks_of_tenant(*, tenant_id: str, today: str, **_later: object) -> bool:
    """Do one tenant's round for a day, once: False when it was done before. One transaction."""
    with in_tenant(UUID(tenant_id)):
        if not claim("enablement.joining_round", today):
            return False
        add_joining_tasks(at=timezone.now())
    return True
