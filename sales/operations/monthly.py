"""Keep what follows from bookings: monthly sums, and the day up to which the data reaches."""

from collections.abc import Callable, Collection
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import connection

from prm.tenancy.scope import require_tenant_id
from sales.models import DataCoverage, PartnerMonth

ENOUGH_PARTNERS = 5

type BookingsListener = Callable[[Collection[UUID] | None, datetime], None]
_listeners: list[BookingsListener] = []


def when_bookings_change(listener: BookingsListener) -> None:
    """Call `listener(partner_ids, at)` in the transaction of every change of bookings; None stands for all partners."""
    if listener not in _listeners:
        _listeners.append(listener)


def refresh_after_bookings(*, partner_ids: Collection[UUID] | None, at: datetime) -> None:
    """Bring everything that is derived from bookings up to date, in the caller's transaction.

    Call it once after any change of bookings, with the partners that it touched or None for all. Needs staff reach.
    """
    _refresh_months(partner_ids)
    _refresh_coverage(at)
    for listener in _listeners:
        listener(partner_ids, at)


def _refresh_months(partner_ids: Collection[UUID] | None) -> None:
    months = PartnerMonth.objects.all()
    months = months if partner_ids is None else months.filter(partner_id__in=partner_ids)
    months._raw_delete(months.db)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO sales_partnermonth (id, tenant_id, partner_id, month, amount, cost, orders, lines)
            SELECT gen_random_uuid(), tenant_id, partner_id, date_trunc('month', booked_date)::date,
                   sum(amount), sum(cost), count(DISTINCT order_number), count(*)
            FROM sales_booking
            WHERE tenant_id = %(tenant)s AND (%(everyone)s OR partner_id = ANY (%(partners)s::uuid[]))
            GROUP BY tenant_id, partner_id, date_trunc('month', booked_date)
            """,
            {
                "tenant": require_tenant_id(),
                "everyone": partner_ids is None,
                "partners": [str(each) for each in partner_ids or ()],
            },
        )


def _refresh_coverage(at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(booked_date), max(booked_date) FROM sales_booking WHERE tenant_id = %s",
            [require_tenant_id()],
        )
        first, until = cursor.fetchone()
    if until is None:
        DataCoverage.objects.all().delete()
        return
    DataCoverage.objects.update_or_create(
        defaults={
            "first_date": first,
            "until_date": until,
            "median_gap_days": _median_gap(),
            "refreshed_at": at,
        },
        tenant_id=require_tenant_id(),
    )


def _median_gap() -> Decimal | None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY own)::numeric(8, 1), count(*)
            FROM (
                SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY gap) AS own
                FROM (
                    SELECT partner_id, day - lag(day) OVER (PARTITION BY partner_id ORDER BY day) AS gap
                    FROM (SELECT DISTINCT partner_id, booked_date AS day FROM sales_booking
                          WHERE tenant_id = %s) AS days
                ) AS gaps
                WHERE gap IS NOT NULL GROUP BY partner_id HAVING count(*) >= 3
            ) AS partners
            """,
            [require_tenant_id()],
        )
        gap, partners = cursor.fetchone()
    return gap if partners >= ENOUGH_PARTNERS else None
