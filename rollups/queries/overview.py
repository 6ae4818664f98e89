"""Gather the chief's figures."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from partners.models import Partner
from partners.queries.partners import primary_assignments
from prm.kernel.fiscal import Period
from prm.kernel.status import TrafficLight
from prm.tenancy.models import Tenant
from rollups.calculations.months import MonthPair, pair_months
from rollups.calculations.overview import Overview, PartnerStanding, add_up
from sales.models import Booking
from sales.queries.bookings import data_date
from scorecards.calculations.performance import year_earlier
from scorecards.queries.partner_list import with_figures
from scorecards.queries.performance import calendar_of, thresholds_of

_FIELDS = ("pk", "region", "type", "booked_ytd", "prior_ytd", "plan_ytd", "booked_12_months", "light")
ZERO = Decimal(0)


def overview(*, tenant: Tenant, today: date) -> Overview:
    """All partners in reach added up, as of the tenant's data date. Three queries, however many partners.

    Partners are grouped by who is their primary CAM today, as the partner list is.
    """
    as_of = data_date(today=today)
    cams = _primary_cams(today)
    rows = with_figures(Partner.objects.all(), on=today).values_list(*_FIELDS)
    standings = [_standing(dict(zip(_FIELDS, row, strict=True)), cams) for row in rows]
    return add_up(standings, as_of=as_of, thresholds=thresholds_of(tenant))


def _standing(row: dict[str, Any], cams: dict[UUID, tuple[str, str]]) -> PartnerStanding:
    """A partner without a standing, which only waits for the next refresh, counts with nothing booked."""
    cam_id, cam_name = cams.get(row["pk"], ("", ""))
    return PartnerStanding(
        cam_id=cam_id,
        cam_name=cam_name,
        region=row["region"],
        type=row["type"],
        booked=row["booked_ytd"] or ZERO,
        prior=row["prior_ytd"] or ZERO,
        plan=row["plan_ytd"],
        booked_12_months=row["booked_12_months"] or ZERO,
        light=TrafficLight(row["light"] or TrafficLight.NO_DATA.value),
    )


def _primary_cams(today: date) -> dict[UUID, tuple[str, str]]:
    names = primary_assignments(today).values_list("partner_id", "membership_id", "membership__display_name")
    return {partner_id: (str(cam_id), name) for partner_id, cam_id, name in names}


def months(*, tenant: Tenant, as_of: date) -> tuple[MonthPair, ...]:
    """What all partners booked in each month of the fiscal year, and in the same days a year before. One query."""
    calendar = calendar_of(tenant)
    passed = calendar.year_to_date(as_of)
    before = year_earlier(passed)
    booked = _booked_by_month(before, passed)
    return pair_months(calendar.months(calendar.year_of(as_of)), booked, as_of=as_of)


def _booked_by_month(before: Period, passed: Period) -> dict[date, Decimal]:
    days = Booking.objects.filter(booked_date__range=(before.start_date, before.end_date)) | Booking.objects.filter(
        booked_date__range=(passed.start_date, passed.end_date)
    )
    sums: dict[date, Decimal] = defaultdict(Decimal)
    for month, amount in days.values_list(TruncMonth("booked_date")).annotate(total=Sum("amount")).order_by():
        sums[month] += amount
    return sums
