"""A deal is made of a lead, or a lead is tied to one."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from sales import events
from sales.enums import LEAD_WAY, LeadStage, Outcome
from sales.models import Campaign, Deal, DealMove, DealStage, Lead, LeadMove
from sales.operations.customers import customer_named
from sales.operations.deals import StageNotOpen, add_deal, withdraw_deal
from sales.operations.lead_following import follow_deals
from sales.operations.lead_moving import locked, put, undo_lead_move
from sales.operations.leads import DealOfAnother, refuse_with_vendor


class DealMadeAlready(Refused):
    """A deal was made of this lead already."""


class NoDealToTakeBack(Refused):
    """No deal is tied to this lead."""


class LeadIsLost(Refused):
    """This lead was lost. Move it back first."""


def turn_into_deal(*, lead: Lead, today: date, by: Membership, at: datetime) -> Deal:
    """Record a deal of the lead's company, amount and campaign in the first qualified stage; the lead becomes an SQL.

    The deal's first contact is the day on which the lead came in. A company that is no customer yet becomes one.
    Raises `DealMadeAlready`, `LeadIsLost`, and as `add_deal`.
    """
    with transaction.atomic():
        lead = locked(lead)
        if lead.deal_id:
            raise DealMadeAlready
        if lead.stage_enum is LeadStage.LOST:
            raise LeadIsLost
        deal = add_deal(
            partner=lead.partner, stage=_first_stage(), fields=_fields(lead, by, at), today=today, by=by, at=at
        )
        link_deal(lead=lead, deal=deal, on=today, by=by, at=at)
        return deal


def link_deal(*, lead: Lead, deal: Deal | None, on: date, by: Membership, at: datetime) -> Lead:
    """Tie a lead to a deal of its partner, which makes it an SQL, and won or lost with the deal; None unties it.

    A lead that was won with the deal is an SQL again once it is untied. The deal's own campaign stays as it is.
    Raises `DealOfAnother` and `WithTheVendor`.
    """
    if deal is not None and deal.partner_id != lead.partner_id:
        raise DealOfAnother
    with transaction.atomic():
        lead = locked(lead)
        refuse_with_vendor(lead, by)
        told = {"Deal": [str(lead.deal or ""), str(deal or "")]}
        lead.deal = deal
        lead.customer_id = deal.customer_id if deal is not None and deal.customer_id else lead.customer_id
        lead.save()
        record(events.LEAD_LINKED, subject=lead, by=by, at=at, partner_id=lead.partner_id, changes=told)
        if deal is None and lead.stage_enum is LeadStage.WON:
            lead = put(lead, LeadStage.SQL, LeadStage.WON, on=on, by=by, at=at)
        elif deal is not None and _is_before_sql(lead):
            lead = put(lead, LeadStage.SQL, lead.stage_enum, on=on, by=by, at=at)
        follow_deals([lead.partner_id], at)
        return lead


def take_back_deal(*, lead: Lead, by: Membership, at: datetime) -> Lead:
    """Remove the deal that was made of the lead within the last ten minutes, and put the lead where it stood before.

    Raises `NoDealToTakeBack`, and as `withdraw_deal` and `undo_lead_move`.
    """
    with transaction.atomic():
        lead = locked(lead)
        if lead.deal is None:
            raise NoDealToTakeBack
        deal, lead.deal = lead.deal, None
        lead.save()
        moved = _moved_with(lead, deal)
        withdraw_deal(deal=deal, by=by, at=at)
        return undo_lead_move(lead=lead, by=by, at=at) if moved else lead


def _fields(lead: Lead, by: Membership, at: datetime) -> dict[str, object]:
    """What the deal takes over. A campaign that the member does not reach is the vendor's; the lead still tells it."""
    campaign = Campaign.objects.filter(pk=lead.campaign_id).first() if lead.campaign_id else None
    is_partners = campaign.partner_id is not None if campaign else lead.campaign_id is None
    return {
        "name": lead.company_name,
        "customer": customer_named(lead.company_name, by=by, at=at),
        "campaign": campaign,
        "amount": lead.amount or Decimal(0),
        "engaged_date": lead.entered_date,
        "is_partner_sourced": is_partners,
    }


def _moved_with(lead: Lead, deal: Deal) -> bool:
    """Whether the lead moved when the deal was made of it."""
    made = DealMove.objects.filter(deal=deal).order_by("recorded_at").values("recorded_at")[:1]
    return LeadMove.objects.filter(lead=lead, to_stage=LeadStage.SQL, recorded_at__in=made).exists()


def _first_stage() -> DealStage:
    """The first open stage that counts as pipeline; without one the first open stage."""
    stages = DealStage.objects.filter(outcome=Outcome.OPEN).order_by("-is_qualified", "order", "name")
    stage = stages.first()
    if stage is None:
        raise StageNotOpen
    return stage


def _is_before_sql(lead: Lead) -> bool:
    return lead.stage_enum in LEAD_WAY[: LEAD_WAY.index(LeadStage.SQL)]
