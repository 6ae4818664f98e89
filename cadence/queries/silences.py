"""How long each partner has been silent."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Min

from cadence.calculations.quiet import Silence
from prm.tenancy.models import Tenant
from sales.models import Booking, DataCoverage
from scorecards.queries.performance import performances


def silences(*, tenant: Tenant, as_of: date) -> Iterator[tuple[UUID, Silence]]:
    """The silence of each partner in reach that has ordered and has a rhythm, its own or the cohort's.

    Measured at the day up to which bookings are known, if that is earlier than `as_of`: where nothing was imported,
    nobody is late. Nothing when no bookings are known at all.
    """
    coverage = DataCoverage.objects.first()
    if coverage is None:
        return
    known_until = min(as_of, coverage.until_date)
    first_orders = dict(
        Booking.objects.filter(booked_date__lte=known_until)
        .values_list("partner_id")
        .annotate(first=Min("booked_date"))
        .order_by()
    )
    for partner_id, performance in performances(tenant=tenant, as_of=known_until):
        rhythm = performance.rhythm
        if rhythm.last_order_date and rhythm.median_gap_days:
            yield (
                partner_id,
                Silence(
                    as_of=known_until,
                    first_order_date=first_orders[partner_id],
                    last_order_date=rhythm.last_order_date,
                    usual_gap_days=rhythm.median_gap_days,
                    gap_is_own=rhythm.is_own,
                    booked_12_months=performance.booked_12_months,
                ),
            )
