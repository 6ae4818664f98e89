"""Campaigns are added, kept, and taken away again while nothing names them."""

from datetime import date, datetime
from uuid import UUID

from partners.models import Partner
from partners.operations.saving import change, save_checked
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.scope import Reach
from sales import events
from sales.models import Campaign, Deal, Lead


class VendorsOwn(Refused):
    """Choose a partner. The vendor's own campaigns are kept by its marketing."""

    field = "partner"


class CampaignInUse(Refused):
    """Leads or deals name this campaign, so it stays."""


class CampaignHidden(Refused):
    """This came of a campaign of the vendor's own, which only its staff can change."""

    field = "campaign"


class CampaignOfAnother(Refused):
    """Choose a campaign of this partner."""

    field = "campaign"


def save_campaign(
    *,
    partner: Partner | None,
    name: str,
    channel: str,
    start_date: date,
    end_date: date | None,
    by: Membership,
    at: datetime,
    campaign: Campaign | None = None,
    external_id: str | None = None,
) -> Campaign:
    """A new campaign, or these values for `campaign`, whose partner stays; no partner makes it the vendor's own.

    `external_id` None leaves the code as it is. Nothing is recorded when nothing changed. Raises `VendorsOwn` for a
    member who would not reach it, and `ValidationError` for values that cannot be.
    """
    values = {"name": name.strip(), "channel": channel.strip(), "start_date": start_date, "end_date": end_date}
    values |= {} if external_id is None else {"external_id": external_id.strip()}
    if campaign is not None:
        return _changed(campaign, values, by=by, at=at)
    if partner is None and by.scope().reach is not Reach.STAFF:
        raise VendorsOwn
    campaign = Campaign(partner=partner, **values)
    save_checked(campaign)
    record(events.CAMPAIGN_ADDED, subject=campaign, by=by, at=at, partner_id=campaign.partner_id)
    return campaign


def _changed(campaign: Campaign, values: dict[str, object], *, by: Membership, at: datetime) -> Campaign:
    told = change(campaign, values)
    if told:
        partner_id = campaign.partner_id
        record(events.CAMPAIGN_CHANGED, subject=campaign, by=by, at=at, partner_id=partner_id, changes=told)
    return campaign


def remove_campaign(*, campaign: Campaign, by: Membership, at: datetime) -> None:
    """Take away a campaign that no lead and no deal names. Raises `CampaignInUse`."""
    if Lead.objects.filter(campaign=campaign).exists() or Deal.objects.filter(campaign=campaign).exists():
        raise CampaignInUse
    record(events.CAMPAIGN_REMOVED, subject=campaign, by=by, at=at, partner_id=campaign.partner_id)
    campaign.delete()


def refuse_hidden(campaign_id: UUID | None) -> None:
    """Raise `CampaignHidden` where a row names a campaign that the member does not reach, before it is overwritten."""
    if campaign_id is not None and not Campaign.objects.filter(pk=campaign_id).exists():
        raise CampaignHidden


def refuse_campaign_of_another(partner_id: UUID, campaign: Campaign | None) -> None:
    """Raise `CampaignOfAnother` unless the campaign is the partner's own or the vendor's."""
    if campaign is not None and campaign.partner_id not in (None, partner_id):
        raise CampaignOfAnother
