"""The whole scorecard as its readers get it: page, workbook and API say the same, and cost few queries."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from partners.models import Partner
from prm.tenancy.scope import in_tenant
from scorecards.models import ScorecardSettings, Standing
from scorecards.operations.cohort import refresh_cohort
from scorecards.operations.standings import refresh_standings
from scorecards.operations.targets import set_target
from scorecards.queries.scorecards import scorecard_of, scorecards_of
from tests.api.conftest import api
from tests.cast import NOW, Cast
from tests.sales.bookings import book
from tests.scorecards.rows import add_facts

__all__ = ["api"]
DAY = date(2026, 3, 31)


@pytest.fixture
def trading(cast: Cast) -> Cast:
    """Polaris at 45 of 90 for the quarter, with deals, certificates and tasks."""
    with in_tenant(cast.acme.pk):
        ScorecardSettings.objects.create(deal_size_target=Decimal(20))
        quarter = {"start_date": date(2026, 1, 1), "end_date": DAY}
        set_target(partner=cast.polaris, amount=Decimal(90), by=cast.alice, at=NOW, **quarter)
        add_facts(cast.polaris)
        refresh_cohort(at=NOW)
        book(cast.polaris, (DAY, 45), (date(2025, 3, 1), 30))
    return cast


def page_of(cast: Cast, who: Any, partner: Partner | None = None) -> Any:
    return cast.client(who).get(f"/t/acme/partners/{(partner or cast.polaris).pk}/scorecard/")


def test_the_page_shows_the_overall_and_every_metric_with_its_rows(trading: Cast) -> None:
    response = page_of(trading, trading.bob)
    figures = {kpi.label: (kpi.value, url) for kpi, url in response.context_data["figures"]}
    assert {label: value for label, (value, _url) in figures.items()} == {
        "Overall": "50.8%",  # (35 x 0.5 + 25 x (45 / 45 / 3) + 10 x 1 + 15 x 0.5 + 15 x 0.5) / 100
        "Performance to plan": "50%",
        "Pipeline to target": "1.0×",
        "Average deal size": "$20",
        "Training and certificates": "50%",
        "Required tasks": "50%",
    }
    client = trading.client(trading.bob)
    assert all(client.get(url).status_code == 200 for _value, url in figures.values() if not url.startswith("#"))
    html = response.content.decode()
    assert "Why deals were lost" in html and "Price" in html and "Stale: past their closing day" in html


def test_a_partner_sees_its_scorecard_without_the_vendors_judgement(trading: Cast) -> None:
    html = page_of(trading, trading.priya).content.decode()
    assert "Required tasks" in html and "Win rate by amount" in html
    assert [word for word in ("Margin", "Weighted pipeline", "Why deals were lost", "Price") if word in html] == []
    assert page_of(trading, trading.priya, trading.orion).status_code == 404


def test_the_partner_and_its_cam_read_the_same_overall(trading: Cast) -> None:
    cards = [page_of(trading, who).context_data["card"] for who in (trading.bob, trading.alice, trading.priya)]
    assert len({card.overall for card in cards}) == 1
    assert len({tuple(line.now for line in card.lines) for card in cards}) == 1


def test_the_page_asks_once_for_the_data_date(trading: Cast) -> None:
    client = trading.client(trading.bob)
    client.get(f"/t/acme/partners/{trading.polaris.pk}/scorecard/")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/t/acme/partners/{trading.polaris.pk}/scorecard/")
    texts = [query["sql"] for query in asked.captured_queries]
    assert sum("sales_datacoverage" in text for text in texts) == 1
    assert len(texts) == len(set(texts))


def test_one_or_three_partners_take_the_same_queries(
    trading: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with in_tenant(trading.acme.pk):
        everyone = list(Partner.objects.all())
        for partners in (everyone[:1], everyone):
            with django_assert_num_queries(11):
                assert len(scorecards_of(partners, tenant=trading.acme, as_of=DAY)) == len(partners)


def test_standings_say_what_the_scorecards_say(trading: Cast) -> None:
    with in_tenant(trading.acme.pk):
        refresh_standings(partner_ids=None, at=NOW)
        for standing in Standing.objects.select_related("partner"):
            card = scorecard_of(standing.partner, tenant=trading.acme, as_of=standing.as_of_date)
            stored = (standing.attainment, standing.pipeline_index, standing.deal_size_index, standing.training_index)
            indices = tuple(line.now.index.value for line in card.lines)
            assert [_short(each) for each in (*stored, standing.tasks_index)] == [_short(each) for each in indices]
            assert (_short(standing.overall), standing.overall_light) == (
                _short(card.overall.value.value),
                card.overall.light.value,
            )


def _short(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 6)


def test_the_api_tells_the_page(trading: Cast, api: Any) -> None:
    shown = api("bob").get(f"partners/{trading.polaris.pk}/scorecard/").json()
    card = page_of(trading, trading.bob).context_data["card"]
    assert shown["overall"]["value"]["value"] == f"{card.overall.value.value:.8f}"
    assert [(each["key"], each["to_date"]["light"]) for each in shown["metrics"]] == [
        (line.definition.key, line.now.light.value) for line in card.lines
    ]
    assert shown["pipeline"]["stale_deals"] == [str(deal.id) for deal in card.open.stale]
    assert shown["deals"]["lost_reasons"] == [{"reason": "Price", "count": 1, "amount": "60.000000"}]
    assert (shown["tasks"]["due"], shown["tasks"]["overdue"], shown["training"]["held"]) == (2, 1, 1)
    hidden = api("priya").get(f"partners/{trading.polaris.pk}/scorecard/").json()
    assert hidden["overall"] == shown["overall"]
    assert "weighted_amount" not in hidden["pipeline"] and "lost_reasons" not in hidden["deals"]


def test_the_workbook_holds_the_figures_as_numbers(trading: Cast) -> None:
    def book_of(who: Any) -> Any:
        path = f"/t/acme/partners/{trading.polaris.pk}/scorecard.xlsx"
        content: Iterator[bytes] = trading.client(who).get(path).streaming_content  # type: ignore[attr-defined]
        return load_workbook(BytesIO(b"".join(content)))

    workbook = book_of(trading.bob)
    rows = {row[0]: row for row in workbook["Metrics"].iter_rows(values_only=True)}
    assert rows["Performance to plan"][6] == 50
    assert rows["Average deal size"][6] == 20
    assert "Lost deals" in workbook.sheetnames
    assert "Lost deals" not in book_of(trading.priya).sheetnames


def test_a_tenant_without_deals_keeps_the_average_order(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        book(cast.polaris, (DAY, 45), (date(2026, 2, 1), 30), (date(2026, 1, 5), 15))
    html = page_of(cast, cast.bob).content.decode()
    assert "no deals are recorded" in html and "Deals of the last 12 months" not in html
    assert "Average order" in html and "$30" in html


def test_the_list_of_partners_sorts_by_the_overall(trading: Cast) -> None:
    with in_tenant(trading.acme.pk):
        refresh_standings(partner_ids=None, at=NOW)
    client = trading.client(trading.alice)
    best_first = client.get("/t/acme/partners/?sort=-overall&overall=at_risk").content.decode()
    # The others hold none of the certificates that are asked of everybody: 0%.
    assert "51%, at risk" in best_first and best_first.index(">Polaris</a>") < best_first.index(">Orion</a>")
    assert ">Polaris</a>" not in client.get("/t/acme/partners/?overall=on_track").content.decode()
