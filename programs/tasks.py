"""The daily round, started by beat: levels that begin today, a review once a quarter. And stages set elsewhere."""

from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from partners.models import Partner
from partners.operations.saving import label_of
from prm.events.models import Event
from prm.events.recording import claim
from prm.events.tasks import start_in_every_tenant, tenant_task
from prm.kernel.fiscal import FiscalCalendar, Period
from prm.people.models import Membership
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from programs.models import Program
from programs.operations.levels import begin_tiers
from programs.operations.reviewing import review_partners
from programs.operations.stages import note_stage
from programs.queries.programs import programs, version_on
from sales.queries.bookings import data_date

# How long a quarter's review waits for the bookings of its last days.
PATIENCE = timedelta(days=10)


@shared_task(name="programs.daily_everywhere")
def daily_everywhere() -> int:
    """Start one short run for each tenant; how many."""
    return start_in_every_tenant(daily_of_tenant)


@shared_task(name="programs.daily_of_tenant")
def daily_of_tenant(*, tenant_id: str, today: str, **_later: object) -> int:
    """Begin what begins today; review programmes whose quarter is over and known. How many programmes were reviewed.

    Each programme and quarter is claimed, so that a second delivery changes nothing. One transaction.
    """
    tenant, day = Tenant.objects.get(pk=UUID(tenant_id)), date.fromisoformat(today)
    at, reviewed = timezone.now(), 0
    with in_tenant(tenant.pk):
        for program in programs():
            begin_tiers(program=program, today=day, at=at)
            quarter = quarter_to_review(tenant, day)
            if quarter is not None and _claimed(program, quarter):
                review_partners(program=program, tenant=tenant, review_date=quarter.end_date, today=day, by=None, at=at)
                reviewed += 1
    return reviewed


def quarter_to_review(tenant: Tenant, today: date) -> Period | None:
    """The quarter that ended last, once its bookings are known or should be; None before."""
    calendar = FiscalCalendar(tenant.fiscal_year_start_month)
    quarter = calendar.quarter(calendar.quarter_of(today).previous())
    is_known = data_date(today=today) >= quarter.end_date
    return quarter if is_known or today - quarter.end_date > PATIENCE else None


def _claimed(program: Program, quarter: Period) -> bool:
    if version_on(program, quarter.end_date) is None:
        return False
    return claim("programs.review", f"{program.pk}:{quarter.end_date.isoformat()}")


@tenant_task("programs.note_stage")
def note_stage_of_profile(event: Event) -> None:
    """Keep a life stage that somebody set in the profile in the history of stages. Running twice notes it once."""
    if label_of(Partner, "life_stage") not in event.changes or event.partner_id is None or event.actor_id is None:
        return
    with transaction.atomic():
        partner = Partner.objects.select_for_update(of=("self",)).filter(pk=event.partner_id).first()
        if partner is not None:
            by = Membership.objects.filter(pk=event.actor_id).first()
            zone = ZoneInfo(event.tenant.time_zone)
            note_stage(partner=partner, by=by, today=event.at.astimezone(zone).date(), at=event.at)
