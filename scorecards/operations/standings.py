"""Keep each partner's standing in step with bookings and targets."""

from collections.abc import Collection
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from prm.tenancy.models import Tenant
from prm.tenancy.scope import require_tenant_id
from sales.queries.bookings import data_date
from scorecards.calculations.performance import Performance
from scorecards.models import Standing
from scorecards.queries.performance import performances

_FIELDS = [field.name for field in Standing._meta.concrete_fields if field.name not in ("id", "tenant", "partner")]
_SIX_PLACES = Decimal("0.000001")
_EIGHT_PLACES = Decimal("0.00000001")


def refresh_standings(*, partner_ids: Collection[UUID] | None, at: datetime) -> None:
    """Measure these partners (None: all in reach) at the tenant's data date and store the result.

    In the caller's transaction. Overwrites what stood there; running it twice changes nothing.
    """
    tenant = Tenant.objects.get(pk=require_tenant_id())
    as_of = data_date(today=at.date())
    measured = performances(tenant=tenant, as_of=as_of, partner_ids=partner_ids)
    Standing.objects.bulk_create(
        [standing_of(partner_id, performance) for partner_id, performance in measured],
        update_conflicts=True,
        unique_fields=["tenant", "partner"],
        update_fields=_FIELDS,
        batch_size=500,
    )


def standing_of(partner_id: UUID, performance: Performance) -> Standing:
    """The first figures of a performance as a row, not saved."""
    year, rhythm = performance.year, performance.rhythm
    return Standing(
        tenant_id=require_tenant_id(),
        partner_id=partner_id,
        as_of_date=performance.as_of,
        booked_ytd=year.actual or 0,
        prior_ytd=year.prior,
        plan_ytd=_rounded(year.plan_to_date, _SIX_PLACES),
        plan_year=_rounded(year.plan, _SIX_PLACES),
        attainment=_rounded(year.attainment.value, _EIGHT_PLACES),
        light=performance.light.value,
        booked_12_months=performance.booked_12_months,
        last_order_date=rhythm.last_order_date,
        days_since_order=rhythm.days_since_order,
        median_gap_days=rhythm.median_gap_days,
    )


def _rounded(value: Decimal | None, places: Decimal) -> Decimal | None:
    return None if value is None else value.quantize(places, rounding=ROUND_HALF_UP)


def refresh_after_bookings(partner_ids: Collection[UUID] | None, at: datetime) -> None:
    """After bookings changed: all partners when the data date moved, else those touched."""
    moved = Standing.objects.exclude(as_of_date=data_date(today=at.date())).exists()
    refresh_standings(partner_ids=None if moved else partner_ids, at=at)
