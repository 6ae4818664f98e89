"""A lead is passed to its partner, who accepts or declines it in time, or loses it again to the vendor."""

from datetime import date, datetime, timedelta

from django.db import transaction

from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from sales import events
from sales.enums import Handover, LeadStage
from sales.models import Lead, LeadHandover
from sales.operations.lead_moving import locked, put
from sales.queries.handovers import latest_handover

# So long a partner has to answer.
ANSWER_WITHIN = timedelta(days=7)


class NotToPass(Refused):
    """This lead is with the partner already, or has come to its end."""


class NotWaiting(Refused):
    """This lead does not wait for an answer any more. Look at it again."""


class NotYourAnswer(Refused):
    """Whoever works for the partner answers; the vendor can take the lead back."""


class WhyDeclined(Refused):
    """Say in a few words why: the vendor decides by it who gets the lead."""

    field = "reason"


class NotToTakeBack(Refused):
    """This lead is with you already, or a deal was made of it."""


def pass_lead(*, lead: Lead, today: date, by: Membership, at: datetime) -> LeadHandover:
    """Hand the lead to its partner, who has a week to answer. Raises `NotToPass`, also for the partner's people."""
    with transaction.atomic():
        lead = locked(lead)
        last = latest_handover(lead)
        is_theirs = last is not None and last.state_enum.is_with_partner
        if is_theirs or by.role_enum.is_partner or lead.stage_enum.is_closed or lead.deal_id:
            raise NotToPass
        passed = LeadHandover(
            lead=lead, partner_id=lead.partner_id, passed_by=by, passed_at=at, due_date=today + ANSWER_WITHIN
        )
        passed.save()
        _tell(events.LEAD_PASSED, passed, by, at)
        return passed


def accept_lead(*, lead: Lead, on: date, by: Membership, at: datetime) -> LeadHandover:
    """The partner takes it on; a lead that marketing has qualified is accepted by sales (SAL) with that.

    Raises `NotWaiting`, and `NotYourAnswer` for the vendor's people.
    """
    with transaction.atomic():
        found = _waiting(lead, by)
        _settle(found, Handover.ACCEPTED, by, at)
        if found.lead.stage_enum is LeadStage.MQL and not found.lead.deal_id:
            put(found.lead, LeadStage.SAL, LeadStage.MQL, on=on, by=by, at=at)
        _tell(events.LEAD_ACCEPTED, found, by, at)
        return found


def decline_lead(*, lead: Lead, reason: str, by: Membership, at: datetime) -> LeadHandover:
    """The partner gives it back with a reason; it stays in its stage. Raises as `accept_lead`, and `WhyDeclined`."""
    if not reason.strip():
        raise WhyDeclined
    with transaction.atomic():
        found = _waiting(lead, by)
        _settle(found, Handover.DECLINED, by, at, reason)
        _tell(events.LEAD_DECLINED, found, by, at)
        return found


def take_back_lead(*, lead: Lead, by: Membership, at: datetime, reason: str = "") -> LeadHandover:
    """The vendor follows it up itself, whether or not the partner answered; its people no longer write it.

    Raises `NotToTakeBack`, also for people of the partner.
    """
    with transaction.atomic():
        lead = locked(lead)
        last = latest_handover(lead)
        if last is None or not last.state_enum.is_with_partner or lead.deal_id or by.role_enum.is_partner:
            raise NotToTakeBack
        _settle(last, Handover.TAKEN_BACK, by, at, reason)
        _tell(events.LEAD_TAKEN_BACK, last, by, at)
        return last


def _waiting(lead: Lead, by: Membership) -> LeadHandover:
    lead = locked(lead)
    last = latest_handover(lead)
    if last is None or last.state_enum is not Handover.WAITING:
        raise NotWaiting
    if not by.role_enum.is_partner:
        raise NotYourAnswer
    last.lead = lead
    return last


def _settle(found: LeadHandover, state: Handover, by: Membership, at: datetime, reason: str = "") -> None:
    found.state, found.answered_by, found.answered_at, found.reason = state, by, at, reason.strip()[:200]
    found.save()


def _tell(name: str, found: LeadHandover, by: Membership, at: datetime) -> None:
    changes = {"Why": ["", found.reason]} if found.reason else {}
    record(name, subject=found.lead, by=by, at=at, partner_id=found.lead.partner_id, changes=changes)
