"""Leads are added, changed, tied to deals, and taken away again while they are fresh."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from partners.models import Partner
from partners.operations.saving import change, refuse_others, save_checked
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from sales import events
from sales.calculations.customers import normalized_name
from sales.enums import ENTRY_WAY, LeadStage
from sales.models import Customer, Lead, LeadMove
from sales.operations.campaigns import refuse_campaign_of_another, refuse_hidden
from sales.queries.handovers import latest_handover

WITHDRAW_WITHIN = timedelta(minutes=10)
# What a person fills in of a lead. Its stage, its reason and its deal have operations of their own.
LEAD_FIELDS = (
    "company_name",
    "contact_name",
    "email",
    "phone",
    "campaign",
    "amount",
    "entered_date",
    "external_id",
    "note",
)
# Not looked up again: a lead may name a campaign or customer that the member does not reach.
IN_HAND = ("campaign", "customer", "deal")


class CameInAhead(Refused):
    """A lead cannot have come in on a day to come."""

    field = "entered_date"


class CameInClosed(Refused):
    """A lead comes in open. Add it, and then say how it ended."""

    field = "entered_stage"


class DealOfAnother(Refused):
    """Choose a deal of this partner."""

    field = "deal"


class WithTheVendor(Refused):
    """The vendor follows this lead up itself now."""


class LeadTooOldToWithdraw(Refused):
    """A lead can be removed within ten minutes after it was added. Move it to Lost instead."""


def add_lead(
    *,
    partner: Partner,
    fields: Mapping[str, Any],
    today: date,
    by: Membership,
    at: datetime,
    entered_stage: LeadStage = LeadStage.INQUIRY,
) -> Lead:
    """A new lead of the partner, which came in as `entered_stage` on `entered_date` or today.

    Raises `CameInAhead`, `CameInClosed`, `CampaignOfAnother`, `FieldNotYours`, and `ValidationError` for values that
    cannot be.
    """
    refuse_others(fields, allowed=LEAD_FIELDS)
    if entered_stage not in ENTRY_WAY:
        raise CameInClosed
    values = {"entered_date": today} | _checked(partner, fields, today=today)
    lead = Lead(partner=partner, entered_stage=entered_stage, stage=entered_stage, **values)
    lead.stage_date = lead.entered_date
    save_checked(lead, in_hand=IN_HAND)
    note_lead_move(lead, None, on=lead.entered_date, by=by, at=at)
    told = {"Stage": ["", entered_stage.label], "Campaign": ["", str(lead.campaign or "")]}
    record(events.LEAD_ADDED, subject=lead, by=by, at=at, partner_id=partner.pk, changes=told)
    return lead


def change_lead(*, lead: Lead, changes: Mapping[str, Any], today: date, by: Membership, at: datetime) -> Lead:
    """Write the fields that were sent. Nothing is recorded when nothing changed.

    Raises `WithTheVendor`, `CampaignHidden`, and as `add_lead`.
    """
    refuse_others(changes, allowed=LEAD_FIELDS)
    refuse_with_vendor(lead, by)
    if "campaign" in changes:
        refuse_hidden(lead.campaign_id)
    values = _checked(lead.partner, changes, today=today)
    folded = values.pop("normalized_name", lead.normalized_name)
    if folded != lead.normalized_name:
        lead.normalized_name, lead.customer = folded, values.pop("customer", None)
    if lead.stage_date == lead.entered_date:
        lead.stage_date = values.get("entered_date", lead.stage_date)
    values.pop("customer", None)
    told = change(lead, values, in_hand=IN_HAND)
    if told:
        record(events.LEAD_CHANGED, subject=lead, by=by, at=at, partner_id=lead.partner_id, changes=told)
    return lead


def withdraw_lead(*, lead: Lead, by: Membership, at: datetime) -> None:
    """Remove a lead that was added by mistake. Raises `LeadTooOldToWithdraw` ten minutes later."""
    if at - lead.created_at > WITHDRAW_WITHIN:
        raise LeadTooOldToWithdraw
    record(events.LEAD_WITHDRAWN, subject=lead, by=by, at=at, partner_id=lead.partner_id)
    lead.delete()


def refuse_with_vendor(lead: Lead, by: Membership) -> None:
    """Raise `WithTheVendor` for people of the partner whose lead went back to the vendor."""
    last = latest_handover(lead) if by.role_enum.is_partner else None
    if last is not None and not last.state_enum.is_with_partner:
        raise WithTheVendor


def note_lead_move(lead: Lead, before: LeadStage | None, *, on: date, by: Membership | None, at: datetime) -> None:
    """Write down that the lead came into its present stage."""
    move = LeadMove(
        lead=lead,
        partner_id=lead.partner_id,
        from_stage=before or "",
        to_stage=lead.stage,
        moved_date=on,
        moved_by=by,
        recorded_at=at,
    )
    move.save()


def _checked(partner: Partner, fields: Mapping[str, Any], *, today: date) -> dict[str, Any]:
    """The fields with what follows from them: the company's folded name, and the customer that is called so."""
    values = dict(fields)
    refuse_campaign_of_another(partner.pk, values.get("campaign"))
    if (values.get("entered_date") or today) > today:
        raise CameInAhead
    if "company_name" in values:
        values["company_name"] = " ".join(values["company_name"].split())
        values["normalized_name"] = normalized_name(values["company_name"])
        values["customer"] = _customer_called(values["normalized_name"])
    return values


def _customer_called(folded: str) -> Customer | None:
    """The oldest customer within reach that is called so. None is made: a lead is not a customer yet."""
    return Customer.objects.filter(normalized_name=folded).order_by("pk").first() if folded else None
