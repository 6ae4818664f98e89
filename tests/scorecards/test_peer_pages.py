"""Pages and API about peers: what partners read, what operations people take."""

import pytest
from pytest_django import DjangoAssertNumQueries

from partners.models import Partner
from prm.tenancy.scope import in_tenant
from scorecards.models import PeerSnapshot
from scorecards.operations.peers import freeze_peers
from tests.cast import NOW, Cast
from tests.scorecards.asked import Asked
from tests.scorecards.finished import finish_round
from tests.scorecards.test_peer_freezing import AFTER_Q2, IN_Q1, Q1, Q2, programme


def among_peers(cast: Cast) -> Asked:
    """Polaris is a silver reseller too, with 75; seven others have 20 to 80."""
    asked, _partners = programme()
    Partner.objects.filter(pk=cast.polaris.pk).update(type="Reseller", tier="Silver", region="North")
    cast.polaris.refresh_from_db()
    finish_round(asked, cast.polaris, 75, at=IN_Q1)
    freeze_peers(tenant=cast.acme, quarter=Q1, at=NOW)
    return asked


def test_a_partner_reads_where_it_stands_and_no_name(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        among_peers(cast)
    page = cast.client(cast.priya).get(f"/t/acme/partners/{cast.polaris.pk}/peers/")
    text = page.content.decode()
    assert "7 to 9 partners: Reseller, Silver, North. Taken at the end of Q1 FY26." in text
    assert "Above the middle of the peers." in text
    assert "Peer 3" not in text


def test_without_peers_the_page_says_so(cast: Cast) -> None:
    page = cast.client(cast.priya).get(f"/t/acme/partners/{cast.polaris.pk}/peers/")
    assert "Not enough peers yet" in page.content.decode()


def test_peers_stand_beside_capabilities(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        among_peers(cast)
    page = cast.client(cast.priya).get(f"/t/acme/partners/{cast.polaris.pk}/capabilities/?set=peers")
    assert "Among peers" in page.content.decode()


def test_the_api_says_what_the_page_says(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        among_peers(cast)
    told = cast.client(cast.priya).get(f"/api/v1/acme/partners/{cast.polaris.pk}/peers/").json()
    overall = next(each for each in told["figures"] if each["metric"] == "peers:overall")
    assert (overall["median"], overall["own"], overall["partners"], overall["lower"]) == (55, 75, "7 to 9", None)


def test_operations_take_a_quarter_once(cast: Cast) -> None:
    client = cast.client(cast.olga)
    for said in ("are taken", "were taken before"):
        page = client.post("/t/acme/peers/freeze/", follow=True)
        assert said in page.content.decode()
    with in_tenant(cast.acme.pk):
        assert PeerSnapshot.objects.count() == 1


def test_the_page_of_operations_counts_what_was_told_and_held_back(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        asked = among_peers(cast)
        for month in (2, 5):
            finish_round(asked, cast.vega, 50, at=IN_Q1.replace(month=month))
        freeze_peers(tenant=cast.acme, quarter=Q2, at=AFTER_Q2)
    text = cast.client(cast.olga).get("/t/acme/peers/").content.decode()
    assert "Q1 FY26" in text
    assert "New figures" in text
    assert "Earlier figures stand" in text
    assert "No figures: not enough partners with a score" in text


@pytest.mark.parametrize("who", ["bob", "mark", "priya"])
def test_others_do_not_take_figures(cast: Cast, who: str) -> None:
    client = cast.client(getattr(cast, who))
    assert client.get("/t/acme/peers/").status_code == 404
    assert client.post("/t/acme/peers/freeze/").status_code == 404


def test_the_page_asks_as_often_for_any_number_of_rounds(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    url = f"/t/acme/partners/{cast.polaris.pk}/peers/"
    client = cast.client(cast.priya)
    with in_tenant(cast.acme.pk):
        asked = among_peers(cast)
    client.get(url)
    with django_assert_max_num_queries(40) as first:
        client.get(url)
    with in_tenant(cast.acme.pk):
        for month in (3, 4, 5):
            finish_round(asked, cast.polaris, 60, at=IN_Q1.replace(month=month))
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get(url)
