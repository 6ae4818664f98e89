"""What follows from a change of deals, in the transaction of the change."""

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from django.db import connection

from prm.tenancy.scope import require_tenant_id

type DealsListener = Callable[[Collection[UUID], datetime], None]
_listeners: list[DealsListener] = []


def when_deals_change(listener: DealsListener) -> None:
    """Call `listener(partner_ids, at)` in the transaction of every change of deals. Called from `AppConfig.ready`.

    It runs with the reach of whoever made the change: a CAM's own partners, or the whole tenant.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def deals_changed(*, partner_ids: Collection[UUID], at: datetime) -> None:
    """Tell every listener that deals of these partners changed."""
    for listener in _listeners:
        listener(partner_ids, at)


def note_imported_moves(*, partner_ids: Collection[UUID], at: datetime) -> None:
    """Write down a step for each of these partners' deals that stands in another stage than its last step says.

    For changes that came around the operations, such as an import or its undo. Tells the listeners afterwards.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO sales_dealmove
                (id, tenant_id, deal_id, partner_id, from_stage_id, to_stage_id, moved_date, recorded_at)
            SELECT gen_random_uuid(), deal.tenant_id, deal.id, deal.partner_id, last.to_stage_id, deal.stage_id,
                   coalesce(deal.closed_date, %(day)s), %(at)s
            FROM sales_deal deal LEFT JOIN LATERAL (
                SELECT move.to_stage_id FROM sales_dealmove move
                WHERE move.tenant_id = deal.tenant_id AND move.deal_id = deal.id
                ORDER BY move.recorded_at DESC, move.id DESC LIMIT 1) last ON true
            WHERE deal.tenant_id = %(tenant)s AND deal.partner_id = ANY (%(partners)s::uuid[])
              AND last.to_stage_id IS DISTINCT FROM deal.stage_id
            """,
            {
                "tenant": require_tenant_id(),
                "partners": [str(each) for each in partner_ids],
                "day": at.date(),
                "at": at,
            },
        )
    deals_changed(partner_ids=partner_ids, at=at)
