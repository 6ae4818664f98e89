"""Working off what pages asked for, as a worker would."""

from prm.events.models import Event
from prm.imports import events, tasks
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant

WANTED = {
    events.CHECK_REQUESTED: tasks.check_batch,
    events.APPLICATION_REQUESTED: tasks.apply_batch,
    events.UNDO_REQUESTED: tasks.undo_batch,
}


def work_off(tenant: Tenant) -> None:
    """Run the import tasks of all events so far, the oldest first; those that are done do nothing again."""
    with in_tenant(tenant.pk):
        waiting = list(Event.objects.filter(name__in=WANTED).order_by("at"))
    for event in waiting:
        WANTED[event.name](event_id=str(event.pk), tenant_id=str(tenant.pk))
