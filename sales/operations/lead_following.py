"""Leads follow their deals: SQLs while these are open, won with them, lost with them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from prm.tenancy.scope import require_tenant_id
from sales.enums import LeadStage, Outcome
from sales.models import Lead, LeadMove

LOST_WITH_DEAL = "Its deal was lost"
_FOLLOWS = {Outcome.OPEN: LeadStage.SQL, Outcome.WON: LeadStage.WON, Outcome.LOST: LeadStage.LOST}


def follow_deals(partner_ids: Collection[UUID], at: datetime) -> None:
    """Bring the leads of these partners to where their deals stand: SQL while one is open, else won or lost.

    One query where nothing is to do. Why a deal was lost stays with the deal: leads are shown to partners.
    """
    moves = [_follow(lead, at) for lead in _behind(partner_ids)]
    if moves:
        Lead.objects.bulk_update([move.lead for move in moves], ["stage", "stage_date", "decline_reason"])
        LeadMove.objects.bulk_create(moves)


def _behind(partner_ids: Collection[UUID]) -> QuerySet[Lead]:
    """Leads that stand elsewhere than their deal says."""
    wrong = Q()
    for outcome, stage in _FOLLOWS.items():
        wrong |= Q(deal__stage__outcome=outcome) & ~Q(stage=stage)
    return Lead.objects.filter(wrong, partner_id__in=partner_ids, deal__isnull=False).select_related("deal__stage")


def _follow(lead: Lead, at: datetime) -> LeadMove:
    assert lead.deal is not None
    before, stage = lead.stage, _FOLLOWS[lead.deal.stage.outcome_enum]
    day = max(lead.deal.closed_date or at.date(), lead.entered_date)
    lead.stage, lead.stage_date = stage, day
    lead.decline_reason = LOST_WITH_DEAL if stage is LeadStage.LOST else lead.decline_reason
    return LeadMove(
        tenant_id=require_tenant_id(),
        lead=lead,
        partner_id=lead.partner_id,
        from_stage=before,
        to_stage=stage,
        moved_date=day,
        recorded_at=at,
    )
