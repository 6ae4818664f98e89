"""The overview through the browser's door: each row leads to the partners that it is the sum of."""

import csv
import io
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from partners.models import CamAssignment, Partner
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from rollups.calculations.overview import Grouping
from tests.cast import Cast, assign, make_partner
from tests.rollups.samples import worked_example

PAGE = "/t/acme/overview/"


@pytest.fixture
def chief(cast: Cast) -> Client:
    """Alice, with the worked example in her tenant and a partner nobody looks after."""
    with in_tenant(cast.acme.pk):
        worked_example(cast)
        make_partner("Rigel")
    return cast.client(cast.alice)


def rows_of(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def added(rows: list[dict[str, str]], column: str) -> Decimal:
    return sum((Decimal(row[column] or 0) for row in rows), Decimal(0))


def sections(client: Client) -> Any:
    context: Any = client.get(PAGE).context
    return context["sections"]


def test_it_opens_first_for_chief_operations_and_marketing(cast: Cast) -> None:
    for member in (cast.alice, cast.olga, cast.mark):
        assert cast.client(member).get("/t/acme/", follow=True).request["PATH_INFO"] == PAGE


def test_cams_and_partners_have_no_such_page(cast: Cast) -> None:
    for member in (cast.bob, cast.priya, cast.charlie):
        assert cast.client(member).get(PAGE).status_code == 404
        assert cast.client(member).get(f"{PAGE}cam.csv").status_code == 404


def test_the_page_shows_figures_and_the_day_they_are_of(chief: Client) -> None:
    page = unescape(chief.get(PAGE).content.decode())
    for text in ("Data to 15 Jun 2026", "$160", "106.7%", "+14.3%", "South & East", "No CAM", "Bookings by month"):
        assert text in page


@pytest.mark.parametrize("grouping", list(Grouping))
def test_every_row_leads_to_the_partners_it_is_the_sum_of(chief: Client, grouping: Grouping) -> None:
    (section,) = (each for each in sections(chief) if each.grouping is grouping)
    assert sum(tile.figures.partners for tile in section.tiles) == 4
    for tile in section.tiles:
        listed = rows_of(chief.get(f"{tile.url}&export=csv"))
        assert len(listed) == tile.figures.partners, tile.name
        assert added(listed, "Booked YTD") == tile.figures.booked, tile.name
        assert added(listed, "Plan YTD") == (tile.figures.plan or 0), tile.name
        assert len(rows_of(chief.get(f"{tile.at_risk_url}&export=csv"))) == tile.at_risk, tile.name


@pytest.mark.parametrize("grouping", list(Grouping))
def test_files_hold_the_same_figures_to_the_last_digit(chief: Client, grouping: Grouping) -> None:
    (section,) = (each for each in sections(chief) if each.grouping is grouping)
    rows = rows_of(chief.get(f"{PAGE}{grouping}.csv"))
    assert [(row[grouping.label], Decimal(row["Booked, year to date"]), int(row["Partners"])) for row in rows] == [
        (tile.name, tile.figures.booked, tile.figures.partners) for tile in section.tiles
    ]
    book = load_workbook(io.BytesIO(chief.get(f"{PAGE}{grouping}.xlsx").content))
    assert book.active is not None
    assert book.active["A2"].value == section.tiles[0].name


def test_unknown_files_are_not_there(chief: Client) -> None:
    assert chief.get(f"{PAGE}quotas.csv").status_code == 200
    assert chief.get(f"{PAGE}secrets.csv").status_code == 404
    assert chief.get(f"{PAGE}cam.exe").status_code == 404


def queries(client: Client) -> int:
    client.get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(PAGE).status_code == 200
    return len(captured)


def test_more_partners_cost_no_more_queries(cast: Cast, chief: Client) -> None:
    few = queries(chief)
    with in_tenant(cast.acme.pk):
        for name in ("Sirius", "Deneb", "Altair"):
            partner = make_partner(name, region=name, type=name)
            assign(cast.dana, partner)
    assert queries(chief) == few


def test_an_empty_tenant_says_what_to_do(cast: Cast) -> None:
    with in_tenant(cast.globex.pk):
        CamAssignment.objects.all().delete()
        Membership.objects.filter(partner_id=cast.zenith.pk).delete()
        Partner.objects.all().delete()
    page = cast.client(cast.charlie).get("/t/globex/overview/").content.decode()
    assert "Import partners and their bookings" in page
    assert "/imports/" in page
