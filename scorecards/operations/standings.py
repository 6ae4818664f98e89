"""Keep each partner's standing in step with the facts it is made of."""

from collections.abc import Collection
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import batched
from uuid import UUID

from partners.models import Partner
from prm.tenancy.models import Tenant
from prm.tenancy.scope import require_tenant_id
from sales.queries.bookings import coverage, data_date
from scorecards.calculations.columns import Measures
from scorecards.calculations.scorecard import Standpoint
from scorecards.models import Standing
from scorecards.operations.cohort import refresh_cohort
from scorecards.queries.scorecards import standpoints_of

_FIELDS = [field.name for field in Standing._meta.concrete_fields if field.name not in ("id", "tenant", "partner")]
WRITTEN_AT_ONCE = 500
_SIX_PLACES = Decimal("0.000001")
_EIGHT_PLACES = Decimal("0.00000001")


def refresh_standings(*, partner_ids: Collection[UUID] | None, at: datetime) -> None:
    """Measure these partners (None: all in reach) at the tenant's data date and store the result.

    In the caller's transaction. Overwrites what stood there; running it twice changes nothing. The queries do not
    depend on the number of partners, up to two thousand at once.
    """
    tenant = Tenant.objects.get(pk=require_tenant_id())
    known = coverage()
    as_of = known.data_date(today=at.date())
    partners = Partner.objects.only("tier", "life_stage")
    if partner_ids is not None:
        partners = partners.filter(pk__in=partner_ids)
    found = standpoints_of(partners, tenant=tenant, as_of=as_of, known=known, are_all=partner_ids is None)
    standings = (standing_of(*each) for each in found)
    for rows in batched(standings, WRITTEN_AT_ONCE):
        Standing.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["tenant", "partner"], update_fields=_FIELDS
        )


def standing_of(partner_id: UUID, standpoint: Standpoint) -> Standing:
    """Where a partner stands as a row, not saved."""
    performance, overall = standpoint.performance, standpoint.overall
    year, rhythm = performance.year, performance.rhythm
    return Standing(
        tenant_id=require_tenant_id(),
        partner_id=partner_id,
        as_of_date=standpoint.as_of,
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
        overall=_rounded(overall.value.value, _EIGHT_PLACES),
        overall_light=overall.light.value,
        **_indices(standpoint.measures),
    )


def _indices(measures: Measures) -> dict[str, Decimal | None]:
    readings = {
        "pipeline_index": measures.pipeline.reading,
        "deal_size_index": measures.deal_size.reading,
        "training_index": measures.training.reading,
        "tasks_index": measures.tasks.reading,
    }
    return {name: _rounded(reading.index.value, _EIGHT_PLACES) for name, reading in readings.items()}


def _rounded(value: Decimal | None, places: Decimal) -> Decimal | None:
    return None if value is None else value.quantize(places, rounding=ROUND_HALF_UP)


def refresh_after_bookings(partner_ids: Collection[UUID] | None, at: datetime) -> None:
    """After bookings changed: all partners when the data date moved, else those touched."""
    moved = Standing.objects.exclude(as_of_date=data_date(today=at.date())).exists()
    refresh_standings(partner_ids=None if moved else partner_ids, at=at)


def refresh_after_facts(partner_ids: Collection[UUID] | None, at: datetime) -> None:
    """After certificates, tasks or what is asked of a tier changed; None where that is asked of everybody."""
    refresh_standings(partner_ids=partner_ids, at=at)


def refresh_after_deals(partner_ids: Collection[UUID], at: datetime) -> None:
    """After deals changed: all partners when that moved the win rate by which they are measured, else those touched."""
    moved = refresh_cohort(at=at)
    refresh_standings(partner_ids=None if moved else partner_ids, at=at)
