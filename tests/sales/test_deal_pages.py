"""The pages of deals through the client, as the roles that use them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from partners.models import Partner
from prm.tenancy.scope import in_tenant
from sales.models import Customer, Deal, DealStage
from tests.cast import TODAY, Cast
from tests.sales.deals import customer, deal, stage

pytestmark = pytest.mark.django_db
PAST = TODAY - timedelta(days=4000)
AHEAD = TODAY + timedelta(days=4000)


def url(partner: Partner, path: str = "") -> str:
    return f"/t/acme/partners/{partner.pk}/deals/{path}"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def post(client: Client, path: str, **data: Any) -> Any:
    return client.post(path, data, follow=True)


def fill(cast: Cast, rows: int) -> None:
    """Open, stale, won and lost deals of Polaris and one more of each for Orion."""
    with in_tenant(cast.acme.pk):
        for number in range(rows):
            for partner in (cast.polaris, cast.orion):
                buyer = customer(f"Buyer {number} of {partner.name}")
                seller: dict[str, Any] = {"customer": buyer, "owner": cast.bob}
                deal(partner, 1000, expected=AHEAD, name=f"Open {number} {partner.name}", **seller)
                deal(partner, 500, expected=PAST, name=f"Late {number} {partner.name}", **seller)
                deal(partner, 300, at="Won", closed=PAST, name=f"Won {number} {partner.name}", **seller)
                deal(partner, 200, at="Lost", closed=PAST, lost_reason="Too dear", next_step="Call", **seller)


@pytest.mark.parametrize("path", ["partner", "list", "detail", "stages"])
@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_takes_the_same_queries_for_one_row_and_for_three(
    cast: Cast, path: str, rows: int, django_assert_num_queries: Any
) -> None:
    fill(cast, rows)
    with in_tenant(cast.acme.pk):
        one = Deal.objects.filter(partner=cast.polaris).order_by("pk").first()
    assert one is not None
    alice = cast.client(cast.alice)
    address, queries = {
        "partner": (url(cast.polaris), PARTNER_QUERIES),
        "list": ("/t/acme/deals/", LIST_QUERIES),
        "detail": (url(cast.polaris, f"{one.pk}/"), DETAIL_QUERIES),
        "stages": ("/t/acme/settings/deal-stages/", STAGE_QUERIES),
    }[path]
    alice.get(address)
    with django_assert_num_queries(queries):
        assert alice.get(address).status_code == 200


PARTNER_QUERIES = 11
LIST_QUERIES = 12
DETAIL_QUERIES = 13
STAGE_QUERIES = 8


def test_the_tab_shows_stages_stale_deals_and_how_the_rest_ended(cast: Cast) -> None:
    fill(cast, 1)
    shown = text_of(cast.client(cast.bob).get(url(cast.polaris)))
    for words in ("Open deals by stage", "Stale", "Late 0 Polaris", "Won and lost", "Too dear", "Weighted"):
        assert words in shown
    assert "Orion" not in shown


def test_a_partner_sees_its_deals_without_what_the_vendor_thinks_of_them(cast: Cast) -> None:
    fill(cast, 1)
    priya = cast.client(cast.priya)
    shown = text_of(priya.get(url(cast.polaris)))
    assert "Open 0 Polaris" in shown and "Buyer 0 of Polaris" in shown
    with in_tenant(cast.acme.pk):
        lost = Deal.objects.get(partner=cast.polaris, stage__name="Lost")
    detail = text_of(priya.get(url(cast.polaris, f"{lost.pk}/")))
    for words in ("Too dear", "Weighted", "Probability", "Record a deal", "Won or lost"):
        assert words not in shown and words not in detail
    assert priya.get("/t/acme/deals/").status_code == 404
    assert priya.get(url(cast.orion)).status_code == 404


def test_a_partner_without_deals_is_told_what_to_do(cast: Cast) -> None:
    assert "Record it here" in text_of(cast.client(cast.bob).get(url(cast.polaris)))
    assert "once your channel account manager" in text_of(cast.client(cast.priya).get(url(cast.polaris)))


def test_a_cam_records_changes_moves_and_wins_a_deal(cast: Cast) -> None:
    bob = cast.client(cast.bob)
    with in_tenant(cast.acme.pk):
        meeting, proposal, won = stage("Meeting"), stage("Proposal"), stage("Won")
    fields = {"name": "Backup", "customer": "Harbour Foods", "amount": "1250.50", "stage": meeting.pk}
    shown = text_of(post(bob, url(cast.polaris, "new/"), **fields, is_partner_sourced="on"))
    assert "Backup was recorded." in shown and "Harbour Foods" in shown
    with in_tenant(cast.acme.pk):
        made = Deal.objects.get()
    form = text_of(bob.get(url(cast.polaris, f"{made.pk}/edit/")))
    assert 'value="1250.5"' in form and 'value="Harbour Foods"' in form
    changed = {"name": "Backup 2", "customer": "harbour foods", "amount": "2000", "next_step": "Call"}
    assert "Backup 2 was saved." in text_of(post(bob, url(cast.polaris, f"{made.pk}/edit/"), **changed))
    moved = text_of(post(bob, url(cast.polaris, f"{made.pk}/move/"), stage=proposal.pk))
    assert "Backup 2 moved to Proposal." in moved and "Undo" in moved
    assert "is back in Meeting" in text_of(post(bob, url(cast.polaris, f"{made.pk}/undo/")))
    ended = {"stage": won.pk, "closed_date": PAST.isoformat()}
    assert "Backup 2: won." in text_of(post(bob, url(cast.polaris, f"{made.pk}/closing/"), **ended))
    assert "is open again, in Meeting" in text_of(post(bob, url(cast.polaris, f"{made.pk}/reopening/")))
    with in_tenant(cast.acme.pk):
        made.refresh_from_db()
        assert (made.amount, made.is_partner_sourced, made.closed_date) == (Decimal(2000), False, None)
        assert Customer.objects.count() == 1


def test_a_loss_without_a_reason_is_sent_back(cast: Cast) -> None:
    bob = cast.client(cast.bob)
    with in_tenant(cast.acme.pk):
        made, lost = deal(cast.polaris), stage("Lost")
    answer = post(bob, url(cast.polaris, f"{made.pk}/closing/"), stage=lost.pk, closed_date=PAST.isoformat())
    assert answer.status_code == 422 and "Say in a few words why it was lost" in text_of(answer)
    with in_tenant(cast.acme.pk):
        made.refresh_from_db()
        assert made.stage.name == "Proposal"


def test_a_refused_deal_leaves_no_customer_behind(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        meeting = stage("Meeting")
    fields = {"name": "Backup", "customer": "Nobody Ltd", "amount": "-1", "stage": meeting.pk}
    answer = post(cast.client(cast.bob), url(cast.polaris, "new/"), **fields)
    assert answer.status_code == 422
    with in_tenant(cast.acme.pk):
        assert not Customer.objects.exists() and not Deal.objects.exists()


def test_a_deal_of_another_partner_is_not_there(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        other = deal(cast.vega)
    assert cast.client(cast.bob).get(url(cast.polaris, f"{other.pk}/")).status_code == 404


def test_a_moment_after_a_deal_was_recorded_it_can_be_taken_back(cast: Cast) -> None:
    bob = cast.client(cast.bob)
    with in_tenant(cast.acme.pk):
        made = deal(cast.polaris, name="Oops")
    assert "Oops was removed." in text_of(post(bob, url(cast.polaris, f"{made.pk}/withdrawal/")))
    with in_tenant(cast.acme.pk):
        assert not Deal.objects.exists()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Open 0 Polaris", "Late 0 Polaris", "Won 0 Polaris"}),
        ("outcome=won", {"Won 0 Polaris"}),
        ("pace=stale", {"Late 0 Polaris"}),
        ("q=late", {"Late 0 Polaris"}),
        ("q=Buyer+0+of+Polaris&outcome=open", {"Open 0 Polaris", "Late 0 Polaris"}),
        ("cam=none", set()),
        ("closing=nonsense&outcome=won", {"Won 0 Polaris"}),
    ],
)
def test_a_cam_narrows_the_list_of_their_own_deals(cast: Cast, query: str, names: set[str]) -> None:
    fill(cast, 1)
    shown = text_of(cast.client(cast.bob).get(f"/t/acme/deals/?{query}"))
    found = {name for name in ("Open 0 Polaris", "Late 0 Polaris", "Won 0 Polaris") if name in shown}
    assert found == names
    assert "Orion" not in shown


def test_the_list_filters_by_stage_cam_and_closing_quarter(cast: Cast) -> None:
    alice = cast.client(cast.alice)
    with in_tenant(cast.acme.pk):
        deal(cast.polaris, name="Mine", at="Meeting")
        deal(cast.orion, name="Theirs")
        meeting = stage("Meeting")
    for query in (f"stage={meeting.pk}", f"cam={cast.bob.pk}"):
        shown = text_of(alice.get(f"/t/acme/deals/?{query}"))
        assert "Mine" in shown and "Theirs" not in shown


def test_what_is_open_comes_before_what_was_closed(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        deal(cast.polaris, name="Past", at="Won", closed=PAST)
        deal(cast.polaris, name="Sometime")
        deal(cast.polaris, name="Later", expected=AHEAD)
        deal(cast.polaris, name="Sooner", expected=TODAY)
    shown = text_of(cast.client(cast.bob).get("/t/acme/deals/"))
    assert sorted(("Past", "Sometime", "Later", "Sooner"), key=lambda name: shown.index(f">{name}<")) == [
        "Sooner",
        "Later",
        "Past",
        "Sometime",
    ]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_taken_away_as_a_file(cast: Cast, kind: str) -> None:
    fill(cast, 1)
    answer = cast.client(cast.olga).get(f"/t/acme/deals/?export={kind}")
    assert answer.status_code == 200
    if kind == "csv":
        text = answer.content.decode()
        assert "Why it was lost" in text and "Too dear" in text and "Buyer 0 of Orion" in text


def test_operations_arrange_the_stages(cast: Cast) -> None:
    olga = cast.client(cast.olga)
    page = "/t/acme/settings/deal-stages/"
    fields = {"name": "Trial", "order": 4, "outcome": "open", "probability_percent": "60", "is_qualified": "on"}
    assert "Trial was added." in text_of(post(olga, f"{page}new/", **fields))
    again = post(olga, f"{page}new/", **(fields | {"name": "TRIAL"}))
    assert again.status_code == 422 and "Another stage has this name" in text_of(again)
    with in_tenant(cast.acme.pk):
        trial, deal_there = DealStage.objects.get(name="Trial"), deal(cast.polaris, at="Trial")
    assert "Pilot was saved." in text_of(post(olga, f"{page}{trial.pk}/", **(fields | {"name": "Pilot"})))
    refused = post(olga, f"{page}{trial.pk}/removal/")
    assert refused.status_code == 422 and "1 deal is in this stage" in text_of(refused)
    with in_tenant(cast.acme.pk):
        deal_there.delete()
    assert "Pilot was removed." in text_of(post(olga, f"{page}{trial.pk}/removal/"))
    assert cast.client(cast.bob).get(page).status_code == 404


def test_an_open_stage_needs_a_probability(cast: Cast) -> None:
    answer = post(cast.client(cast.olga), "/t/acme/settings/deal-stages/new/", name="X", order=1, outcome="open")
    assert answer.status_code == 422 and "An open stage needs a probability" in text_of(answer)
