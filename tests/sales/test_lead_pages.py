"""The pages of leads and campaigns through the client, as the roles that use them."""

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from prm.tenancy.scope import in_tenant
from sales.enums import LeadStage
from sales.models import Campaign, Deal, Lead
from tests.cast import Cast
from tests.sales.deals import customer, deal
from tests.sales.leads import campaign, lead, up_to

pytestmark = pytest.mark.django_db
# Pages read the clock: the year of leads that they show ends today.
RECENT = timezone.now().date() - timedelta(days=120)


def url(name: str, *args: Any) -> str:
    return reverse(f"sales:{name}", args=["acme", *args])


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def post(client: Client, path: str, **data: Any) -> Any:
    return client.post(path, data, follow=True)


def fill(cast: Cast, rows: int) -> None:
    """Campaigns of Polaris with leads, one of the vendor's own, and leads of Orion."""
    with in_tenant(cast.acme.pk):
        for number in range(rows):
            made = campaign(cast.polaris, f"Webinar {number}", external_id=f"W-{number}", channel="Webinar")
            fair = campaign(None, f"Fair {number}")
            steps = up_to(LeadStage.SAL, start=RECENT)
            lead(cast.polaris, f"Quay {number}", campaign=made, came=RECENT, steps=steps, amount="1200")
            lead(cast.polaris, f"Pier {number}", campaign=fair, came=RECENT)
            lead(cast.orion, f"Hidden {number}", came=RECENT)
            deal(cast.polaris, 700, at="Won", closed=RECENT, campaign=made, customer=customer(f"Buyer {number}"))


def addresses(cast: Cast) -> dict[str, str]:
    with in_tenant(cast.acme.pk):
        one, made = Lead.objects.get(company_name="Quay 0"), Campaign.objects.get(name="Webinar 0")
    return {
        "partner": url("partner-leads", cast.polaris.pk),
        "list": url("lead-list"),
        "waterfall": url("lead-waterfall"),
        "detail": url("lead-detail", cast.polaris.pk, one.pk),
        "campaigns": url("campaign-list"),
        "campaign": url("campaign-detail", made.pk),
    }


@pytest.mark.parametrize("path", ["partner", "list", "waterfall", "detail", "campaigns", "campaign"])
@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_takes_the_same_queries_for_one_row_and_for_three(
    cast: Cast, path: str, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill(cast, rows)
    address, alice = addresses(cast)[path], cast.client(cast.alice)
    alice.get(address)
    with django_assert_num_queries(QUERIES[path]):
        assert alice.get(address).status_code == 200


QUERIES = {"partner": 18, "list": 13, "waterfall": 13, "detail": 13, "campaigns": 14, "campaign": 15}


def test_a_cam_sees_how_far_the_leads_of_their_partner_come(cast: Cast) -> None:
    fill(cast, 1)
    bob, where = cast.client(cast.bob), addresses(cast)
    shown = text_of(bob.get(where["partner"]))
    for words in ("Quay 0", "Pier 0", "Webinar 0", "How far leads come", "Inquiry to MQL", "Acme’s own", "$700"):
        assert words in shown
    assert "Hidden" not in shown and "Fair 0" not in shown
    listed = text_of(bob.get(f"{where['list']}?stage=sal"))
    assert "Quay 0" in listed and "Pier 0" not in listed and "Hidden" not in listed
    assert "Fair 0" not in text_of(bob.get(where["campaigns"]))
    assert "Fair 0" in text_of(cast.client(cast.mark).get(where["campaigns"]))
    assert "MQL: qualified by marketing." in listed and "marketing-generated opportunity" in listed
    narrowed = text_of(bob.get(f"{where['waterfall']}?stage=sal&days=30"))
    assert "at least 30 days ago" in narrowed and "1 lead had 30 days or more" in narrowed
    assert "Nothing fits" in text_of(bob.get(f"{where['list']}?q=nobody"))


def test_a_partner_adds_moves_and_takes_back_a_lead_of_its_own(cast: Cast) -> None:
    priya = cast.client(cast.priya)
    added = url("lead-add", cast.polaris.pk)
    assert "No leads yet" in text_of(priya.get(url("partner-leads", cast.polaris.pk)))
    day = RECENT.isoformat()
    refused = post(priya, added, company_name="", entered_date=day, entered_stage="inquiry")
    assert refused.status_code == 422 and "This field is required" in text_of(refused)
    fields = {"company_name": "Quay Ltd", "email": "ann@quay.example", "entered_date": day, "entered_stage": "inquiry"}
    assert "Quay Ltd was added." in text_of(post(priya, added, **fields, amount="900"))
    with in_tenant(cast.acme.pk):
        made = Lead.objects.get()
    here = [cast.polaris.pk, made.pk]
    shown = text_of(post(priya, url("lead-move", *here), stage="sal"))
    assert "Quay Ltd: SAL." in shown and "Undo" in shown and "Make it a deal" not in shown
    assert "Move to SQL" in shown
    lost = post(priya, url("lead-move", *here), stage="lost")
    assert lost.status_code == 422 and "Say in a few words" in text_of(lost)
    assert "is back in Inquiry" in text_of(post(priya, url("lead-undo", *here)))
    edited = {"company_name": "Quay plc", "entered_date": day, "amount": ""}
    assert "Quay plc was saved." in text_of(post(priya, url("lead-edit", *here), **edited))
    assert priya.post(url("lead-deal", *here)).status_code == 404
    assert priya.get(url("lead-list")).status_code == 404
    assert "was removed." in text_of(post(priya, url("lead-withdrawal", *here)))


def test_several_leads_of_one_campaign_are_added_in_a_row(cast: Cast) -> None:
    fill(cast, 1)
    with in_tenant(cast.acme.pk):
        made = Campaign.objects.get(name="Webinar 0")
    added = url("lead-add", cast.polaris.pk)
    fields = {"company_name": "Rill Ltd", "entered_date": RECENT.isoformat(), "entered_stage": "inquiry"}
    client = cast.client(cast.bob)
    answer = client.post(added, fields | {"campaign": str(made.pk), "another": "1"})
    assert answer.headers["Location"] == f"{added}?campaign={made.pk}"
    assert f'value="{made.pk}" selected' in text_of(client.get(answer.headers["Location"]))


def test_a_cam_makes_a_deal_of_a_lead_with_one_press_and_takes_it_back(cast: Cast) -> None:
    fill(cast, 1)
    bob = cast.client(cast.bob)
    with in_tenant(cast.acme.pk):
        made = Lead.objects.get(company_name="Quay 0")
    here = [cast.polaris.pk, made.pk]
    assert "Quay 0 is a deal now, in Qualified lead." in text_of(post(bob, url("lead-deal", *here)))
    with in_tenant(cast.acme.pk):
        sold = Deal.objects.get(name="Quay 0")
    detail = text_of(bob.get(reverse("sales:deal-detail", args=["acme", cast.polaris.pk, sold.pk])))
    assert "Webinar 0" in detail and "$1,200" in detail
    assert "The deal was removed; Quay 0 is back in SAL." in text_of(post(bob, url("lead-deal-removal", *here)))
    with in_tenant(cast.acme.pk):
        other = Deal.objects.get()
    assert f"Quay 0 is tied to {other.name}." in text_of(post(bob, url("lead-link", *here), deal=other.pk))
    with in_tenant(cast.acme.pk):
        made.refresh_from_db()
        assert made.stage == LeadStage.WON


def test_a_champion_keeps_campaigns_of_their_own_company(cast: Cast) -> None:
    priya = cast.client(cast.priya)
    fields = {"name": "Open house", "channel": "Event", "start_date": "2026-03-01", "end_date": "2026-02-01"}
    refused = post(priya, url("campaign-add"), **fields)
    assert refused.status_code == 422 and "does not end before it starts" in text_of(refused)
    assert "Open house was added." in text_of(post(priya, url("campaign-add"), **(fields | {"end_date": ""})))
    with in_tenant(cast.acme.pk):
        made = Campaign.objects.get()
        assert made.partner_id == cast.polaris.pk
    assert "Open day was saved." in text_of(post(priya, url("campaign-edit", made.pk), **fields | _DAY))
    assert "No leads yet" in text_of(priya.get(url("campaign-detail", made.pk)))
    assert cast.client(cast.omar).get(url("campaign-detail", made.pk)).status_code == 404
    assert "Open day was removed." in text_of(post(priya, url("campaign-removal", made.pk)))


_DAY = {"name": "Open day", "end_date": "2026-03-02"}


def test_a_campaign_with_leads_stays_and_the_vendors_own_is_for_its_staff(cast: Cast) -> None:
    fill(cast, 1)
    alice = cast.client(cast.alice)
    with in_tenant(cast.acme.pk):
        fair = Campaign.objects.get(name="Fair 0")
    shown = text_of(alice.get(url("campaign-detail", fair.pk)))
    assert "Acme’s own" in shown and "Pier 0" in shown
    assert "so it stays" in text_of(post(alice, url("campaign-removal", fair.pk)))
    assert cast.client(cast.bob).get(url("campaign-detail", fair.pk)).status_code == 404
    own = {"name": "Roadshow", "start_date": "2026-03-01"}
    assert "Roadshow was added." in text_of(post(cast.client(cast.mark), url("campaign-add"), **own))
    refused = post(cast.client(cast.bob), url("campaign-add"), **own)
    assert refused.status_code == 422


@pytest.mark.parametrize("name", ["lead-list", "campaign-list"])
def test_a_list_is_taken_away_as_a_file(cast: Cast, name: str) -> None:
    fill(cast, 1)
    answer = cast.client(cast.olga).get(f"{url(name)}?export=csv")
    assert answer.status_code == 200 and "Webinar 0" in answer.content.decode()


def test_campaigns_of_one_name_are_told_apart_where_one_is_chosen(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        for partner, day in ((cast.polaris, date(2026, 3, 4)), (cast.polaris, date(2026, 5, 6)), (cast.vega, None)):
            campaign(partner, "Customer event", **({"start_date": day} if day else {}))
    offered = cast.client(cast.alice).get("/t/acme/leads/").context["table"].filters
    (choices,) = [dict(each.choices) for each in offered if each.filter.key == "campaign"]
    assert "Customer event, 4 Mar 2026, Polaris" in choices.values()
    assert len(set(choices.values())) == len(choices) == 4
    form = unescape(cast.client(cast.bob).get(f"/t/acme/partners/{cast.polaris.pk}/leads/new/").text)
    assert "Customer event, 6 May 2026" in form
