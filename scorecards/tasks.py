"""The work that follows from scorecard events."""

from datetime import date
from uuid import UUID

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from prm.documents.building import build_task
from prm.events.models import Event
from prm.events.tasks import start_in_every_tenant, tenant_task
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from scorecards.operations.build_bundle import build_bundle, fail_bundle
from scorecards.operations.cohort import refresh_cohort
from scorecards.operations.peers import freeze_peers
from scorecards.operations.spreads import refresh_spreads
from scorecards.operations.standings import refresh_standings
from scorecards.queries.peer_dates import due_date, last_quarter
from scorecards.queries.peers import is_frozen

build_requested_bundle = build_task("scorecards.build_bundle", build=build_bundle, fail=fail_bundle, seconds=600)


@shared_task(name="scorecards.freeze_peers_everywhere")
def freeze_peers_everywhere() -> int:
    """Start a short run for each tenant, every day; each takes a quarter's figures once, when they are due."""
    return start_in_every_tenant(freeze_peers_of_tenant)


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
    return start_in_every_tenant(refresh_standings_of_tenant)


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
    return start_in_every_tenant(refresh_spreads_of_tenant)


@shared_task(name="scorecards.refresh_spreads_of_tenant")
def refresh_spreads_of_tenant(*, tenant_id: str, **_later: object) -> None:
    """One tenant's values. Running it twice changes nothing."""
    with in_tenant(UUID(tenant_id)):
        refresh_spreads()
