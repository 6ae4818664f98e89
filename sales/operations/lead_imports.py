"""What follows when leads came around the operations: from a file, or by the undo of an import."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from prm.tenancy.scope import require_tenant_id
from sales.calculations.customers import normalized_name
from sales.models import Lead
from sales.operations.lead_following import follow_deals

ONE_MOMENT = timedelta(microseconds=1)
_CUSTOMERS = """
    UPDATE sales_lead lead SET customer_id = (
        SELECT customer.id FROM sales_customer customer
        WHERE customer.tenant_id = lead.tenant_id AND customer.normalized_name = lead.normalized_name
        ORDER BY customer.id LIMIT 1)
    WHERE lead.tenant_id = %(tenant)s AND lead.id = ANY (%(leads)s::uuid[]) AND lead.normalized_name <> ''
"""
_FIRST_MOVES = """
    INSERT INTO sales_leadmove (id, tenant_id, lead_id, partner_id, from_stage, to_stage, moved_date, recorded_at)
    SELECT gen_random_uuid(), tenant_id, id, partner_id, '', entered_stage, entered_date, %(at)s
    FROM sales_lead lead WHERE tenant_id = %(tenant)s AND id = ANY (%(leads)s::uuid[])
      AND NOT EXISTS (SELECT FROM sales_leadmove move WHERE move.tenant_id = lead.tenant_id AND move.lead_id = lead.id)
"""
# A file that tells no day for a stage tells that the lead stood there when it was read.
_MOVES = """
    INSERT INTO sales_leadmove (id, tenant_id, lead_id, partner_id, from_stage, to_stage, moved_date, recorded_at)
    SELECT gen_random_uuid(), lead.tenant_id, lead.id, lead.partner_id, last.to_stage, lead.stage,
           greatest(coalesce(lead.stage_date, %(day)s), lead.entered_date), %(later)s
    FROM sales_lead lead CROSS JOIN LATERAL (
        SELECT move.to_stage FROM sales_leadmove move
        WHERE move.tenant_id = lead.tenant_id AND move.lead_id = lead.id
        ORDER BY move.recorded_at DESC, move.id DESC LIMIT 1) last
    WHERE lead.tenant_id = %(tenant)s AND lead.id = ANY (%(leads)s::uuid[]) AND last.to_stage <> lead.stage
"""
_STAGE_DATES = """
    UPDATE sales_lead lead SET stage_date = (
        SELECT move.moved_date FROM sales_leadmove move
        WHERE move.tenant_id = lead.tenant_id AND move.lead_id = lead.id
        ORDER BY move.recorded_at DESC, move.id DESC LIMIT 1)
    WHERE lead.tenant_id = %(tenant)s AND lead.id = ANY (%(leads)s::uuid[]) AND lead.stage_date IS NULL
"""


def after_lead_import(ids: Collection[UUID], at: datetime) -> None:
    """Fold names, find customers, note the moves that the new stages tell of, and follow the deals.

    A lead whose file said nothing of its stage stands where it came in.
    """
    _fold_names(ids)
    given: dict[str, Any] = {
        "tenant": require_tenant_id(),
        "leads": [str(each) for each in ids],
        "day": at.date(),
        "at": at,
        "later": at + ONE_MOMENT,
    }
    with connection.cursor() as cursor:
        for statement in (_CUSTOMERS, _FIRST_MOVES, _MOVES, _STAGE_DATES):
            cursor.execute(statement, given)
    partners = Lead.objects.filter(pk__in=ids, deal__isnull=False).order_by().values_list("partner_id", flat=True)
    follow_deals(set(partners), at + 2 * ONE_MOMENT)


def _fold_names(ids: Collection[UUID]) -> None:
    leads = Lead.objects.filter(pk__in=ids).only("pk", "company_name", "normalized_name")
    renamed = [lead for lead in leads if lead.normalized_name != normalized_name(lead.company_name)]
    for lead in renamed:
        lead.normalized_name = normalized_name(lead.company_name)
    Lead.objects.bulk_update(renamed, ["normalized_name"], batch_size=1000)
