"""The nightly round, started by beat."""

from datetime import date
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from cadence.operations.raising import raise_quiet_alerts
from prm.events.recording import claim
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant


@shared_task(name="cadence.raise_quiet_alerts_everywhere")
def raise_quiet_alerts_everywhere() -> int:
    """Start one short run for each tenant; how many. What is late is decided in the runs, by each tenant's own rule."""
    as_of = timezone.now().date()
    tenant_ids = list(Tenant.objects.values_list("pk", flat=True))
    for tenant_id in tenant_ids:
        raise_quiet_alerts_of_tenant.delay(tenant_id=str(tenant_id), as_of=as_of.isoformat())
    return len(tenant_ids)


@shared_task(name="cadence.raise_quiet_alerts_of_tenant")
def raise_quiet_alerts_of_tenant(*, tenant_id: str, as_of: str, **_later: object) -> bool:
    """Do one tenant's round for a day, once: False when it was done before. One transaction."""
    tenant = Tenant.objects.get(pk=UUID(tenant_id))
    with in_tenant(tenant.pk):
        if not claim("cadence.quiet_round", as_of):
            return False
        raise_quiet_alerts(tenant=tenant, as_of=date.fromisoformat(as_of), at=timezone.now())
    return True
