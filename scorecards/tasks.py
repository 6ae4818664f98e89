"""The work that follows from scorecard events."""

import logging
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from celery import shared_task
from django.db import OperationalError, transaction
from django.utils import timezone

from prm.events.models import Event
from prm.events.tasks import tenant_task
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from scorecards.operations.build_bundle import build_bundle, fail_bundle
from scorecards.operations.cohort import refresh_cohort
from scorecards.operations.peers import freeze_peers
from scorecards.operations.spreads import refresh_spreads
from scorecards.operations.standings import refresh_standings
from scorecards.queries.peer_dates import due_date, last_quarter
from scorecards.queries.peers import is_frozen

logger = logging.getLogger(__name__)


@tenant_task(
    name="scorecards.build_bundle",
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=5,
    time_limit=600,
    soft_time_limit=570,
)
def build_requested_bundle(event: Event) -> None:
    """Make the file that was asked for. A database that is away is tried again; all else fails in words."""
    try:
        build_bundle(bundle_id=event.subject_id, clock=timezone.now)
    except OperationalError:
        raise
    except Exception as error:
        logger.exception("Bundle %s could not be made", event.subject_id)
        fail_bundle(bundle_id=event.subject_id, error=error, at=timezone.now())


@shared_task(name="scorecards.freeze_peers_everywhere")
def freeze_peers_everywhere() -> int:
    """Start a short run for each tenant, every day; each takes a quarter's figures once, when they are due."""
    tenants = list(Tenant.objects.values_list("pk", "time_zone"))
    for tenant_id, zone in tenants:
        today = timezone.now().astimezone(ZoneInfo(zone)).date()
        freeze_peers_of_tenant.delay(tenant_id=str(tenant_id), today=today.isoformat())
    return len(tenants)


@shared_task(name="scorecards.freeze_peers_of_tenant")
def freeze_peers_of_tenant(*, tenant_id: str, today: str, **_later: object) -> bool:
    """Take the peer figures of the last quarter, once it is over for some days: False when there is nothing to do."""
    tenant, day = Tenant.objects.get(pk=UUID(tenant_id)), date.fromisoformat(today)
    quarter = last_quarter(tenant, today=day)
    with in_tenant(tenant.pk):
        if day < due_date(tenant, quarter) or is_frozen(quarter):
            return False
        return freeze_peers(tenant=tenant, quarter=quarter, at=timezone.now()) is not None


@tenant_task(name="scorecards.refresh_standing")
def refresh_standing(event: Event) -> None:
    """Measure the partner of the event anew: its tier and its life stage say what counts. Twice changes nothing."""
    with transaction.atomic():
        if event.partner_id:
            refresh_standings(partner_ids=[event.partner_id], at=timezone.now())


@shared_task(name="scorecards.refresh_standings_everywhere")
def refresh_standings_everywhere() -> int:
    """Start a short run for each tenant, every night: certificates expire and tasks fall due without any change."""
    tenant_ids = list(Tenant.objects.values_list("pk", flat=True))
    for tenant_id in tenant_ids:
        refresh_standings_of_tenant.delay(tenant_id=str(tenant_id))
    return len(tenant_ids)


@shared_task(name="scorecards.refresh_standings_of_tenant")
def refresh_standings_of_tenant(*, tenant_id: str, **_later: object) -> None:
    """Measure all partners of a tenant anew, and what their deals say together. Twice changes nothing."""
    at = timezone.now()
    with in_tenant(UUID(tenant_id)):
        refresh_cohort(at=at)
        refresh_standings(partner_ids=None, at=at)


@shared_task(name="scorecards.refresh_spreads_everywhere")
def refresh_spreads_everywhere() -> int:
    """Keep each tenant's values of the programme for CAMs, every night; how many tenants."""
    tenant_ids = list(Tenant.objects.values_list("pk", flat=True))
    for tenant_id in tenant_ids:
        refresh_spreads_of_tenant.delay(tenant_id=str(tenant_id))
    return len(tenant_ids)


@shared_task(name="scorecards.refresh_spreads_of_tenant")
def refresh_spreads_of_tenant(*, tenant_id: str, **_later: object) -> None:
    """One tenant's values. Running it twice changes nothing."""
    with in_tenant(UUID(tenant_id)):
        refresh_spreads()
