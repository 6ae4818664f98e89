"""Gather what a QBR shows."""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Q, Sum

from partners.models import Partner
from prm.kernel.fiscal import Period, add_months
from prm.tenancy.models import Tenant
from qbr.calculations.capabilities import Capabilities, stand_of
from qbr.calculations.order_months import MONTHS, OrderMonth, measure_order_months
from qbr.calculations.products import ProductMix, Sold, measure_products
from qbr.calculations.snapshot import NextQuarter, Snapshot
from qbr.queries.standing import standing_of
from sales.models import Booking
from sales.queries.bookings import orders
from scorecards.calculations.performance import Performance, year_earlier
from scorecards.queries.capabilities import rounds_of
from scorecards.queries.capability_result import capability_result
from scorecards.queries.performance import calendar_of, performance_of
from scorecards.queries.scorecards import scorecard_of

# The set that reviews tell of.
CAPABILITIES = "capabilities"


def take_snapshot(partner: Partner, *, tenant: Tenant, as_of: date, prepared_by: str) -> Snapshot:
    """Every figure of a review as of a day, with as many queries whatever the partner's size."""
    calendar = calendar_of(tenant)
    card = scorecard_of(partner, tenant=tenant, as_of=as_of)
    performance = card.performance
    return Snapshot(
        partner_name=partner.name,
        vendor_name=tenant.name,
        currency=tenant.currency,
        brand_colour=tenant.brand_colour,
        quarter=calendar.quarter_of(as_of).label,
        as_of=as_of,
        prepared_by=prepared_by,
        quiet_from=tenant.quiet_from,
        performance=performance,
        order_months=_order_months(partner, as_of=as_of),
        mix=_product_mix(partner, calendar.year_to_date(as_of)),
        next_quarter=_next_quarter(partner, tenant=tenant, performance=performance),
        capabilities=_capabilities(partner, tenant=tenant, as_of=as_of),
        standing=standing_of(partner, card, tenant=tenant, as_of=as_of),
    )


def _order_months(partner: Partner, *, as_of: date) -> tuple[OrderMonth, ...]:
    since = add_months(as_of.replace(day=1), 1 - 2 * MONTHS)
    rows = orders(since=since, until=as_of, partner_ids=[partner.pk])
    return measure_order_months(((row["booked_date"], row["total"]) for row in rows), as_of=as_of)


def _product_mix(partner: Partner, year_to_date: Period) -> ProductMix:
    now, before = _within(year_to_date), _within(year_earlier(year_to_date))
    rows = (
        Booking.objects.filter(now | before, partner=partner)
        .values_list("product__name", "product__family")
        .annotate(
            this_year=Sum("amount", filter=now, default=Decimal(0)),
            last_year=Sum("amount", filter=before, default=Decimal(0)),
        )
    )
    return measure_products(Sold(name or "", family or "", *sums) for name, family, *sums in rows)


def _capabilities(partner: Partner, *, tenant: Tenant, as_of: date) -> Capabilities | None:
    """The newest scored round that was open or closed by the end of the day; its answers as they are today."""
    end = datetime.combine(as_of, time.max, tzinfo=ZoneInfo(tenant.time_zone))
    rounds = [
        each
        for each in rounds_of(partner).filter(opened_at__lte=end)
        if each.version.question_set.key == CAPABILITIES and each.overall is not None
    ]
    if not rounds:
        return None
    return stand_of(capability_result(rounds[0], rounds, partner=partner, tenant=tenant, at=end, internal=False))


def _within(period: Period) -> Q:
    return Q(booked_date__gte=period.start_date, booked_date__lte=period.end_date)


def _next_quarter(partner: Partner, *, tenant: Tenant, performance: Performance) -> NextQuarter:
    calendar = calendar_of(tenant)
    following = calendar.quarter_of(performance.as_of).next()
    period = calendar.quarter(following)
    if following.number > 1:
        measured = performance.quarters[following.number - 1]
        return NextQuarter(period, measured.plan, measured.prior)
    # Next fiscal year's targets are not part of this year's scorecard; its first quarter is compared with ours.
    next_year = performance_of(partner, tenant=tenant, as_of=period.start_date)
    return NextQuarter(period, next_year.quarters[0].plan, performance.quarters[0].actual or Decimal(0))
