"""Deals are recorded, changed, and taken away again while they are fresh."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from partners.models import Partner
from partners.operations.saving import change, label_of, refuse_others, save_checked
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from sales import events
from sales.models import Deal, DealMove, DealStage
from sales.operations.campaigns import refuse_campaign_of_another, refuse_hidden
from sales.operations.following import deals_changed
from sales.rules import DEAL_FIELDS, VENDOR_ONLY_FIELDS

WITHDRAW_WITHIN = timedelta(minutes=10)
# A new customer is reached only once a deal names it; the vendor's own campaigns are reached by its staff only.
IN_HAND = ("customer", "campaign")
_FIGURES = ("Amount", "Own probability, %")


class StageNotOpen(Refused):
    """Choose a stage for open deals. To win or lose a deal, close it."""

    field = "stage"


class TooLateToWithdraw(Refused):
    """A deal can be removed within ten minutes after it was recorded. Close it as lost instead."""


def add_deal(
    *, partner: Partner, stage: DealStage, fields: Mapping[str, Any], today: date, by: Membership, at: datetime
) -> Deal:
    """Record a deal that the partner works on, in an open stage.

    Raises `StageNotOpen`, `CampaignOfAnother`, `FieldNotYours`, and `ValidationError` for values that cannot be.
    """
    refuse_others(fields, allowed=DEAL_FIELDS)
    if stage.outcome_enum.is_closed:
        raise StageNotOpen
    refuse_campaign_of_another(partner.pk, fields.get("campaign"))
    deal = Deal(partner=partner, stage=stage, **fields)
    save_checked(deal, in_hand=IN_HAND)
    note_move(deal, None, on=today, by=by, at=at)
    told = {"Stage": ["", stage.name], "Amount": ["", _plain(deal.amount)]}
    record(events.DEAL_ADDED, subject=deal, by=by, at=at, partner_id=partner.pk, changes=told)
    deals_changed(partner_ids=[partner.pk], at=at)
    return deal


def change_deal(*, deal: Deal, changes: Mapping[str, Any], by: Membership, at: datetime) -> Deal:
    """Write the fields that were sent. Nothing is recorded when nothing changed.

    Stage, outcome and closing day have operations of their own. Raises as `add_deal`.
    """
    refuse_others(changes, allowed=DEAL_FIELDS)
    if "campaign" in changes:
        refuse_hidden(deal.campaign_id)
        refuse_campaign_of_another(deal.partner_id, changes["campaign"])
    told = change(deal, changes, in_hand=IN_HAND)
    if told:
        for label in set(_FIGURES) & set(told):
            told[label] = [text and _plain(Decimal(text)) for text in told[label]]
        judged = {label_of(Deal, field) for field in VENDOR_ONLY_FIELDS}
        record(
            events.DEAL_CHANGED,
            subject=deal,
            by=by,
            at=at,
            partner_id=deal.partner_id,
            changes=told,
            is_internal=not judged.isdisjoint(told),
        )
        deals_changed(partner_ids=[deal.partner_id], at=at)
    return deal


def withdraw_deal(*, deal: Deal, by: Membership, at: datetime) -> None:
    """Remove a deal that was recorded by mistake. Raises `TooLateToWithdraw` ten minutes later."""
    if at - deal.created_at > WITHDRAW_WITHIN:
        raise TooLateToWithdraw
    record(events.DEAL_WITHDRAWN, subject=deal, by=by, at=at, partner_id=deal.partner_id)
    deal.delete()
    deals_changed(partner_ids=[deal.partner_id], at=at)


def note_move(deal: Deal, before: DealStage | None, *, on: date, by: Membership | None, at: datetime) -> None:
    """Write down that the deal came into its present stage."""
    move = DealMove(
        deal=deal,
        partner_id=deal.partner_id,
        from_stage=before,
        to_stage=deal.stage,
        moved_date=on,
        moved_by=by,
        recorded_at=at,
    )
    move.save()


def _plain(amount: Decimal) -> str:
    """The amount without the zeros that its column keeps behind it."""
    return f"{amount.normalize():f}"
