"""Quotas with what was credited to their CAMs."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import connection

from prm.kernel.fiscal import FiscalCalendar, Period
from prm.tenancy.models import Tenant
from prm.tenancy.scope import require_tenant_id
from rollups.calculations.quotas import QuotaLine, QuotaWindow, windows_of
from scorecards.models import Quota
from scorecards.queries.performance import calendar_of, thresholds_of

type _Key = tuple[UUID, date, date]

# Bookings are summed by partner, salesperson and day before anything is joined: a day's lines have one CAM.
_CREDITED = """
WITH sold AS (
    SELECT partner_id, sold_by_id, booked_date, sum(amount) AS amount
    FROM sales_booking
    WHERE tenant_id = %(tenant)s AND booked_date BETWEEN %(first)s AND %(last)s
    GROUP BY partner_id, sold_by_id, booked_date
), credited AS (
    SELECT coalesce(sold.sold_by_id, assignment.membership_id) AS cam_id, sold.booked_date, sum(sold.amount) AS amount
    FROM sold
    LEFT JOIN partners_camassignment assignment ON sold.sold_by_id IS NULL
        AND assignment.tenant_id = %(tenant)s AND assignment.partner_id = sold.partner_id
        AND assignment.role = 'primary' AND assignment.start_date <= sold.booked_date
        AND coalesce(assignment.end_date, 'infinity'::date) >= sold.booked_date
    GROUP BY cam_id, sold.booked_date
)
SELECT quota.membership_id, quota.start_date, quota.end_date, sum(credited.amount)
FROM scorecards_quota quota
JOIN credited ON credited.cam_id = quota.membership_id
    AND credited.booked_date BETWEEN quota.start_date AND quota.end_date
WHERE quota.tenant_id = %(tenant)s
GROUP BY quota.membership_id, quota.start_date, quota.end_date
"""


def quota_windows(*, tenant: Tenant, as_of: date, period: Period | None = None) -> tuple[QuotaWindow, ...]:
    """Every window of quotas that begins in `period` (None: any), with bookings up to `as_of`. Two queries.

    A booking is credited to the salesperson that it names, else to the partner's primary CAM of its day; to nobody
    where there was none. A window is the days of the quota, never the label of a quarter. Needs staff reach.
    """
    quotas = Quota.objects.select_related("membership").order_by("start_date")
    if period is not None:
        quotas = quotas.filter(start_date__range=(period.start_date, period.end_date))
    found = list(quotas)
    if not found:
        return ()
    last = min(as_of, max(quota.end_date for quota in found))
    credited = _credited(found[0].start_date, last)
    calendar = calendar_of(tenant)
    return windows_of(
        ((_window(quota, calendar), _line(quota, credited)) for quota in found),
        as_of=as_of,
        thresholds=thresholds_of(tenant),
    )


def _window(quota: Quota, calendar: FiscalCalendar) -> Period:
    """Named after the fiscal quarter when it is one, else by its days."""
    start, end = quota.start_date, quota.end_date
    quarter = calendar.quarter(calendar.quarter_of(start))
    if (quarter.start_date, quarter.end_date) == (start, end):
        return quarter
    return Period(start, end, f"{start.day} {start:%b %Y} – {end.day} {end:%b %Y}")


def _line(quota: Quota, credited: dict[_Key, Decimal]) -> QuotaLine:
    amount = credited.get((quota.membership_id, quota.start_date, quota.end_date), Decimal(0))
    return QuotaLine(quota.membership_id, quota.membership.display_name, quota.amount, amount)


def _credited(first: date, last: date) -> dict[_Key, Decimal]:
    with connection.cursor() as cursor:
        cursor.execute(_CREDITED, {"tenant": require_tenant_id(), "first": first, "last": last})
        return {(cam, start, end): amount for cam, start, end, amount in cursor.fetchall()}
