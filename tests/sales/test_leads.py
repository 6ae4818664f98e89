"""Leads come in, move on, become deals and follow them."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from partners.operations.saving import FieldNotYours
from prm.events.models import Event
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant, tenant_scope
from sales.enums import LeadStage
from sales.models import Campaign, Customer, Deal, Lead, LeadMove
from sales.operations import campaigns, lead_deals, lead_moving, leads, moving
from sales.queries.leads import lead_facts
from tests.cast import NOW, TODAY, Cast
from tests.sales.deals import customer, deal, stage
from tests.sales.leads import campaign, lead

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=11)
MQL, SAL, SQL, WON, LOST = (LeadStage(each) for each in ("mql", "sal", "sql", "won", "lost"))


def acting[T](member: Membership, act: Callable[[], T]) -> T:
    """What `act` gives with the reach of the member."""
    with tenant_scope(member.scope()), transaction.atomic():
        return act()


def added(cast: Cast, **fields: object) -> Lead:
    values = {"company_name": "Harbour Foods", **fields}
    return leads.add_lead(partner=cast.polaris, fields=values, today=TODAY, by=cast.bob, at=NOW)


def moved(made: Lead, to: LeadStage, by: Membership, reason: str = "") -> Lead:
    return lead_moving.move_lead(lead=made, stage=to, on=TODAY, by=by, at=NOW, decline_reason=reason)


def test_a_lead_comes_in_and_its_company_is_known_where_a_customer_is_called_so(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        foods = customer("Harbour Foods Ltd")
        made = added(cast, company_name="  HARBOUR   foods ", amount=Decimal("1200.5"))
        assert (made.company_name, made.customer, made.stage) == ("HARBOUR foods", foods, LeadStage.INQUIRY)
        assert (made.entered_date, made.stage_date) == (TODAY, TODAY)
        assert [(each.from_stage, each.to_stage) for each in LeadMove.objects.all()] == [("", "inquiry")]
        assert Event.objects.get().partner_id == cast.polaris.pk


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"entered_date": TODAY + timedelta(days=1)}, leads.CameInAhead),
        ({"stage": "won"}, FieldNotYours),
        ({"amount": Decimal(-1)}, ValidationError),
        ({"company_name": ""}, ValidationError),
        ({"email": "nobody"}, ValidationError),
    ],
)
def test_a_lead_that_cannot_be_is_refused(cast: Cast, fields: dict[str, object], refusal: type[Exception]) -> None:
    with in_tenant(cast.acme.pk):
        with pytest.raises(refusal):
            added(cast, **fields)
        with pytest.raises(campaigns.CampaignOfAnother):
            added(cast, campaign=campaign(cast.vega))


def test_a_lead_goes_up_is_lost_with_a_reason_and_comes_back(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        made = added(cast)
        for refused, reason in ((LeadStage.INQUIRY, ""), (WON, ""), (LOST, "  ")):
            with pytest.raises(Refused):
                moved(made, refused, cast.bob, reason)
        made = moved(moved(made, SAL, cast.bob), LOST, cast.bob, " No budget ")
        assert (made.stage, made.decline_reason) == (LOST, "No budget")
        with pytest.raises(lead_moving.NoLeadMoveToUndo):
            lead_moving.undo_lead_move(lead=made, by=cast.priya, at=NOW)
        back = lead_moving.undo_lead_move(lead=made, by=cast.bob, at=NOW)
        assert back.stage == SAL
        with pytest.raises(lead_moving.NoLeadMoveToUndo):
            lead_moving.undo_lead_move(lead=made, by=cast.bob, at=LATER)
        with pytest.raises(lead_moving.MovedBeforeItCame):
            lead_moving.move_lead(lead=made, stage=MQL, on=TODAY - timedelta(days=1), by=cast.bob, at=NOW)
        assert set(lead_facts()[0].reached) == {LeadStage.INQUIRY, MQL, SAL}


def test_a_lead_becomes_a_deal_with_its_customer_amount_and_campaign(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        webinar = campaign(cast.polaris)
        made = added(cast, amount=Decimal(5000), campaign=webinar, entered_date=TODAY - timedelta(days=9))
    bob = cast.bob
    acting(bob, lambda: lead_deals.turn_into_deal(lead=made, today=TODAY, by=bob, at=NOW))
    with in_tenant(cast.acme.pk):
        made.refresh_from_db()
        sold = Deal.objects.get()
        assert (sold.amount, sold.campaign, sold.engaged_date) == (Decimal(5000), webinar, made.entered_date)
        assert sold.customer == made.customer == Customer.objects.get()
        assert (made.deal, made.stage, sold.stage.name) == (sold, SQL, "Qualified lead")
        with pytest.raises(lead_deals.DealMadeAlready):
            lead_deals.turn_into_deal(lead=made, today=TODAY, by=bob, at=NOW)
        with pytest.raises(lead_moving.DealDecides):
            moved(made, LOST, bob, "Gone")
        Deal.objects.filter(pk=sold.pk).update(created_at=NOW)
        back = lead_deals.take_back_deal(lead=made, by=bob, at=NOW)
        assert (back.deal, back.stage, Deal.objects.count()) == (None, LeadStage.INQUIRY, 0)


def test_a_lead_follows_its_deal(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        made, sold = added(cast), deal(cast.polaris, customer=customer("Harbour Foods"))
        tied = lead_deals.link_deal(lead=made, deal=sold, on=TODAY, by=cast.bob, at=NOW)
        assert (tied.stage, tied.customer) == (SQL, sold.customer)
        moving.close_deal(deal=sold, stage=stage("Won"), closed_date=TODAY, today=TODAY, by=cast.bob, at=NOW)
        made.refresh_from_db()
        assert made.stage == WON and WON in lead_facts()[0].reached
        moving.reopen_deal(deal=sold, on=TODAY, by=cast.bob, at=NOW)
        made.refresh_from_db()
        assert made.stage == SQL and WON not in lead_facts()[0].reached
        moving.close_deal(
            deal=sold, stage=stage("Lost"), closed_date=TODAY, today=TODAY, by=cast.bob, at=NOW, lost_reason="Too dear"
        )
        made.refresh_from_db()
        assert (made.stage, made.decline_reason) == (LOST, "Its deal was lost")
        with pytest.raises(leads.DealOfAnother):
            lead_deals.link_deal(lead=made, deal=deal(cast.vega), on=TODAY, by=cast.bob, at=NOW)


def test_a_cam_leaves_the_vendors_campaign_of_a_lead_as_it_is(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        fair, own = campaign(None, "Trade fair"), campaign(cast.polaris)
        made = lead(cast.polaris, campaign=fair)
    bob = cast.bob
    assert acting(bob, lambda: list(Campaign.objects.all())) == [own]

    def change(**changes: object) -> Lead:
        mine = Lead.objects.get(pk=made.pk)
        return leads.change_lead(lead=mine, changes=changes, today=TODAY, by=bob, at=NOW)

    with pytest.raises(campaigns.CampaignHidden):
        acting(bob, lambda: change(campaign=own))
    assert acting(bob, lambda: change(note="Call them")).campaign_id == fair.pk
    sold = acting(bob, lambda: lead_deals.turn_into_deal(lead=made, today=TODAY, by=bob, at=NOW))
    assert (sold.campaign_id, sold.is_partner_sourced) == (None, False)
    with pytest.raises(campaigns.VendorsOwn):
        acting(bob, lambda: _saved(None, bob))


def _saved(partner: object, by: Membership) -> Campaign:
    days = {"start_date": TODAY, "end_date": TODAY}
    return campaigns.save_campaign(partner=partner, name=" Fair ", channel="Event", by=by, at=NOW, **days)  # type: ignore[arg-type]


def test_partner_people_keep_leads_and_campaigns_of_their_own_company_only(cast: Cast) -> None:
    priya = cast.priya
    made = acting(priya, lambda: _saved(cast.polaris, priya))
    assert (made.name, made.partner_id) == ("Fair", cast.polaris.pk)
    fields = {"company_name": "Quay Ltd", "campaign": made}
    mine = acting(priya, lambda: leads.add_lead(partner=cast.polaris, fields=fields, today=TODAY, by=priya, at=NOW))
    assert acting(priya, lambda: moved(mine, MQL, priya)).stage == MQL
    with in_tenant(cast.acme.pk):
        lead(cast.vega, "Theirs")
    assert acting(priya, lambda: [each.company_name for each in Lead.objects.all()]) == ["Quay Ltd"]
    with pytest.raises(campaigns.CampaignInUse):
        acting(priya, lambda: campaigns.remove_campaign(campaign=made, by=priya, at=NOW))


def test_a_changed_lead_is_told_once_and_removed_only_while_fresh(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        customer("Quay")
        made = added(cast)
        for _ in range(2):
            leads.change_lead(lead=made, changes={"company_name": "Quay"}, today=TODAY, by=cast.bob, at=NOW)
        made.refresh_from_db()
        assert made.customer is not None and made.normalized_name == "quay"
        assert [each.changes for each in Event.objects.filter(name="sales.lead.changed")] == [
            {"Company": ["Harbour Foods", "Quay"]}
        ]
        with pytest.raises(leads.LeadTooOldToWithdraw):
            leads.withdraw_lead(lead=made, by=cast.bob, at=made.created_at + timedelta(minutes=11))
        leads.withdraw_lead(lead=made, by=cast.bob, at=made.created_at)
        assert not Lead.objects.exists() and not LeadMove.objects.exists()
