"""Leads move from stage to stage and come back; their deals decide how they end."""

from datetime import date, datetime, timedelta

from django.db import transaction

from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from sales import events
from sales.enums import LeadStage
from sales.models import Lead, LeadMove
from sales.operations.leads import note_lead_move, refuse_with_vendor

UNDO_WITHIN = timedelta(minutes=10)
_NAMES = {LeadStage.WON: events.LEAD_WON, LeadStage.LOST: events.LEAD_LOST}


class LeadAlreadyThere(Refused):
    """The lead is in this stage already."""

    field = "stage"


class DealDecides(Refused):
    """This lead is tied to a deal: win or lose the deal, and the lead follows. Or untie it first."""

    field = "stage"


class WonWithoutDeal(Refused):
    """Turn the lead into a deal first, or tie it to the deal that was won: what was earned stands in the deal."""

    field = "stage"


class DeclineReasonMissing(Refused):
    """Say in a few words why it came to nothing: that is what the next campaign can learn from."""

    field = "decline_reason"


class MovedBeforeItCame(Refused):
    """A lead cannot have moved before it came in."""

    field = "on"


class NoLeadMoveToUndo(Refused):
    """The lead was moved again since, by somebody else, or too long ago, so this cannot be undone."""


def move_lead(
    *, lead: Lead, stage: LeadStage, on: date, by: Membership, at: datetime, decline_reason: str = ""
) -> Lead:
    """Bring a lead into another stage, up or down; losing it needs a reason.

    Raises `WithTheVendor`, `LeadAlreadyThere`, `DealDecides`, `WonWithoutDeal`, `DeclineReasonMissing`,
    `MovedBeforeItCame`.
    """
    with transaction.atomic():
        lead = locked(lead)
        before = lead.stage_enum
        refuse_with_vendor(lead, by)
        _refuse(lead, stage, decline_reason)
        if on < lead.entered_date:
            raise MovedBeforeItCame
        if stage is LeadStage.LOST:
            lead.decline_reason = decline_reason.strip()
        return put(lead, stage, before, on=on, by=by, at=at)


def _refuse(lead: Lead, stage: LeadStage, decline_reason: str) -> None:
    if lead.stage_enum is stage:
        raise LeadAlreadyThere
    if lead.deal_id:
        raise DealDecides
    if stage is LeadStage.WON:
        raise WonWithoutDeal
    if stage is LeadStage.LOST and not decline_reason.strip():
        raise DeclineReasonMissing


def undo_lead_move(*, lead: Lead, by: Membership, at: datetime) -> Lead:
    """Put a lead back where it stood before its last move, which `by` made within ten minutes; the move goes away.

    Raises `DealDecides`, and `NoLeadMoveToUndo`, also for what followed from a deal.
    """
    with transaction.atomic():
        lead = locked(lead)
        if lead.deal_id:
            raise DealDecides
        last, earlier = _last_two(lead)
        before = last.from_stage_enum
        if at - last.recorded_at > UNDO_WITHIN or last.to_stage != lead.stage or before is None:
            raise NoLeadMoveToUndo
        if last.moved_by_id != by.pk:
            raise NoLeadMoveToUndo
        left = lead.stage_enum
        lead.stage, lead.stage_date = before, max(earlier.moved_date, lead.entered_date)
        lead.save()
        last.delete()
        changes = {"Stage": [left.label, before.label]}
        record(events.LEAD_PUT_BACK, subject=lead, by=by, at=at, partner_id=lead.partner_id, changes=changes)
        return lead


def locked(lead: Lead) -> Lead:
    """The lead as it is now, for this transaction alone: two people may press at once."""
    return Lead.objects.select_for_update().get(pk=lead.pk)


def put(lead: Lead, stage: LeadStage, before: LeadStage, *, on: date, by: Membership, at: datetime) -> Lead:
    """Save the lead in the stage, with its move and its event."""
    day = max(on, lead.entered_date)
    lead.stage, lead.stage_date = stage, day
    lead.save()
    note_lead_move(lead, before, on=day, by=by, at=at)
    changes = {"Stage": [before.label, stage.label]}
    if stage is LeadStage.LOST:
        changes["Why it was lost"] = ["", lead.decline_reason]
    name = _NAMES.get(stage, events.LEAD_MOVED)
    record(name, subject=lead, by=by, at=at, partner_id=lead.partner_id, changes=changes)
    return lead


def _last_two(lead: Lead) -> tuple[LeadMove, LeadMove]:
    """The last move and the one before it. The first says how the lead came in, and cannot be undone."""
    moves = list(LeadMove.objects.filter(lead=lead).order_by("-recorded_at", "-id")[:2])
    if len(moves) < 2:
        raise NoLeadMoveToUndo
    return moves[0], moves[1]
