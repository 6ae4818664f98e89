"""Plans added up for the chief: each row leads to the partners that it is the sum of."""

import csv
import io
import re
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest

from partners.models import Partner
from planning.enums import CostSharing, PlanState
from planning.models import BusinessPlan, PlanOutcome
from planning.operations.plans.outcomes import reach_of
from prm.tenancy.scope import in_tenant, tenant_scope
from rollups.calculations.plans import PlanGrouping
from sales.models import Booking
from sales.operations.monthly import refresh_after_bookings
from tests.cast import NOW, Cast, make_partner
from tests.planning.agreements import accept, approve, let_stand, make_plan, share

PAGE = "/t/acme/overview/plans/"


def _plan_of(cast: Cast, partner: Partner, *, active: bool = False, currency: str = "USD", first: int = 100) -> None:
    """A plan with figures as a save keeps them."""
    plan = BusinessPlan.objects.create(
        partner=partner,
        fiscal_year=2026,
        title="Plan",
        start_month=date(2026, 1, 1),
        currency=currency,
        created_at=NOW,
        updated_at=NOW,
    )
    years = {f"{what}_year_{year}": Decimal(first * year) for what in ("bookings", "revenue") for year in (1, 2, 3)}
    margins = {"product_margin": Decimal(50), "services_margin": Decimal(5)}
    with tenant_scope(reach_of(plan)):
        PlanOutcome.objects.create(plan=plan, partner=partner, case="base", computed_at=NOW, **margins, **years)
    if active:
        let_stand(plan, PlanState.ACTIVE)


@pytest.fixture
def planned(cast: Cast) -> Cast:
    """Vega and Rigel have active plans, Orion one in the making, Sirius one in euros, Polaris hides its profit."""
    with in_tenant(cast.acme.pk):
        polaris = make_plan(cast, sharing=CostSharing.PRIVATE)
        share(cast, polaris)
        accept(cast, polaris)
        approve(cast, polaris)
        for name in ("Rigel", "Sirius", "Altair"):
            make_partner(name, region="North")
        for name, first in (("Vega", 100), ("Rigel", 200)):
            _plan_of(cast, Partner.objects.get(name=name), active=True, first=first)
        _plan_of(cast, cast.orion)
        _plan_of(cast, Partner.objects.get(name="Sirius"), active=True, currency="EUR")
        for partner, day in (
            (cast.vega, date(2026, 2, 1)),
            (cast.vega, date(2025, 12, 1)),
            (cast.orion, date(2026, 3, 1)),
        ):
            number = f"{partner.name}-{day}"
            Booking.objects.create(partner=partner, order_number=number, booked_date=day, amount=Decimal(30))
        refresh_after_bookings(partner_ids=None, at=NOW)
    return cast


def test_active_plans_add_up_and_the_others_are_counted(planned: Cast) -> None:
    response: Any = planned.client(planned.alice).get(f"{PAGE}?year=2026")
    total = response.context["total"].figures
    assert (total.partners, total.active, total.drafts, total.none) == (6, 4, 1, 1)
    # Polaris plans 800 a month: ten units at 100 less 20 %.
    assert total.bookings == (9_900, 10_200, 10_500)
    assert (total.booked, total.foreign, total.shown, total.hidden) == (30, 1, 0, 3)
    text = " ".join(unescape(response.content.decode()).split())
    assert "3 partners keep it private" in text
    assert "1 active plan in another currency than USD is counted, and in no sum" in text


def test_every_row_is_the_sum_of_the_partners_it_leads_to(planned: Cast) -> None:
    client = planned.client(planned.alice)
    response: Any = client.get(f"{PAGE}?year=2026")
    for _, tiles in response.context["sections"]:
        for tile in tiles:
            opened: Any = client.get(tile.url)
            assert opened.context["total"] == tile.figures, tile.url
            for url, count in (
                (tile.active_url, tile.figures.active),
                (tile.drafts_url, tile.figures.drafts),
                (tile.none_url, tile.figures.none),
            ):
                listed: Any = client.get(url)
                assert len(listed.context["partners"]) == count, url
            rows: Any = client.get(tile.sums_url).context["partners"]
            money = (tile.figures.bookings[0], tile.figures.gross_profit, tile.figures.booked)
            assert tuple(map(sum, zip(*((e.bookings[0], e.gross_profit, e.booked) for e in rows), strict=True))) == (
                money if rows else ()
            )
            rows = client.get(tile.profit_url).context["partners"]
            assert sum(each.profit for each in rows) == tile.figures.profit


def test_each_sum_of_money_opens_to_its_rows_and_what_was_booked_to_its_bookings(planned: Cast) -> None:
    client = planned.client(planned.alice)
    page = unescape(client.get(f"{PAGE}?year=2026").text)
    for sum_of in ("9,900", "10,200", "10,500", "30"):
        assert re.search(rf'<a href="[^"]*counted=sums">{sum_of}</a>', page), sum_of
    listed = unescape(client.get(f"{PAGE}partners/?year=2026&counted=sums").text)
    assert "Active plans in the sums" in listed and "Sirius" not in listed
    way = re.search(r'<a href="([^"]*bookings/[?]from=2026-01-01&to=2026-12-31)">30</a>', listed)
    assert way is not None
    opened: Any = client.get(way[1])
    assert opened.context["totals"]["amount"] == 30


def test_the_files_hold_the_figures_of_the_page(planned: Cast) -> None:
    client = planned.client(planned.olga)
    for grouping in PlanGrouping:
        rows = _rows(client.get(f"{PAGE}{grouping}.csv?year=2026"))
        sums = [sum(Decimal(row[name]) for row in rows) for name in ("Bookings, year 1", "Partners", "Active")]
        assert sums == [9_900, 6, 4], grouping
    listed = _rows(client.get(f"{PAGE}partners.csv?year=2026&standing=none"))
    assert [(row["Partner"], row["Plan"]) for row in listed] == [("Altair", "No plan")]


def _rows(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_cams_and_partners_have_no_such_page(planned: Cast) -> None:
    for member in (planned.bob, planned.priya, planned.charlie):
        assert planned.client(member).get(PAGE).status_code == 404


@pytest.mark.parametrize("more", [1, 3])
def test_it_takes_the_same_queries_for_any_number_of_plans(
    cast: Cast, more: int, django_assert_num_queries: Any
) -> None:
    with in_tenant(cast.acme.pk):
        for number in range(more):
            _plan_of(cast, make_partner(f"P{number}"), active=True)
    client = cast.client(cast.alice)
    client.get(PAGE)
    with django_assert_num_queries(10):
        client.get(PAGE)
