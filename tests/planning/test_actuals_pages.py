"""Plan and actual on its page: figures that open to their bookings, and what each reader may know."""

from datetime import date
from decimal import Decimal
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from planning.enums import CostSharing
from planning.models import BusinessPlan, PlanLine
from planning.operations.agreement.consent import set_cost_sharing
from prm.tenancy.models import Tenant
from prm.tenancy.scope import in_tenant
from sales.models import Booking, Product
from sales.operations.monthly import refresh_after_bookings
from tests.api.conftest import api
from tests.cast import NOW, Cast
from tests.planning.agreements import make_plan, share
from tests.planning.drafts import acting

__all__ = ["api"]


def _book(cast: Cast, day: date, amount: int, family: str = "Cloud") -> None:
    product, _ = Product.objects.get_or_create(external_id=family or "none", name=family or "Loose", family=family)
    number = f"B-{Booking.objects.count()}"
    Booking.objects.create(
        partner=cast.polaris, product=product, order_number=number, booked_date=day, amount=Decimal(amount)
    )


def _plan(cast: Cast, *, sharing: CostSharing = CostSharing.PRIVATE, lines: int = 1) -> BusinessPlan:
    """Ten units a month at 100, 20 % margin: 800 of bookings a month. Known to 15 June: five months are closed."""
    plan = make_plan(cast, sharing=sharing)
    PlanLine.objects.filter(plan=plan).update(family="cloud")
    for number in range(1, lines):
        PlanLine.objects.create(plan=plan, partner_id=plan.partner_id, name=f"Line {number}", family=f"F{number}")
    share(cast, plan)
    for month, amount in ((1, 800), (2, 400), (3, -100), (4, 800), (6, 5000)):
        _book(cast, date(2026, month, 10), amount)
    _book(cast, date(2026, 2, 11), 70, "Other")
    _book(cast, date(2026, 6, 15), 1)
    refresh_after_bookings(partner_ids=None, at=NOW)
    return plan


def _get(client: Client, plan: BusinessPlan, query: str = "") -> Any:
    return client.get(f"/t/acme/plans/{plan.pk}/actuals/{query}")


def _text(response: Any) -> str:
    return " ".join(unescape(response.content.decode()).split())


@pytest.fixture
def plan(cast: Cast) -> BusinessPlan:
    with in_tenant(cast.acme.pk):
        return _plan(cast)


def test_closed_months_stand_beside_the_plan_in_words(cast: Cast, plan: BusinessPlan) -> None:
    response = _get(cast.client(cast.bob), plan)
    text = _text(response)
    assert "Cloud seats: $2,100 behind plan (53%)" in text
    assert "Bookings to 15 Jun 2026; closed to the end of May 2026" in text
    assert "Not in the plan" in text
    row, outside = response.context["rows"]
    assert (row.row.to_date.booked, row.row.to_date.planned) == (Decimal(1900), Decimal(4000))
    assert [cell.cell.period.label for cell in row.cells] == ["Q1 Y1", "Q2 Y1, 2 of 3 months"]
    assert (outside.row.name, outside.row.to_date.booked) == ("Other", Decimal(70))
    assert response.context["total"].row.to_date.booked == Decimal(1970)


def test_every_actual_opens_to_the_bookings_that_it_is_the_sum_of(cast: Cast, plan: BusinessPlan) -> None:
    client = cast.client(cast.bob)
    response = _get(client, plan, "?by=month")
    linked = [cell for row in (*response.context["rows"], response.context["total"]) for cell in row.cells]
    assert len(linked) == 15
    for each in linked:
        opened: Any = client.get(each.url)
        assert opened.context["totals"]["amount"] == each.cell.booked, each.url


def test_without_consent_the_cam_sees_margins_and_the_partner_its_profit(cast: Cast, plan: BusinessPlan) -> None:
    vendor, partner = (_get(cast.client(member), plan) for member in (cast.bob, cast.noor))
    assert [each.label for each in vendor.context["outcomes"]] == ["Bookings", "Revenue of the partner", "Gross profit"]
    assert "keeps its costs to itself" in _text(vendor)
    assert "Profit (EBIT)" in [each.label for each in partner.context["outcomes"]]
    assert "keeps its costs to itself" not in _text(partner)
    for stranger in (cast.dana, cast.omar, cast.charlie):
        assert _get(cast.client(stranger), plan).status_code == 404


def test_a_partner_that_shows_its_profit_is_not_said_to_hide_it(cast: Cast, plan: BusinessPlan) -> None:
    with acting(cast.priya):
        set_cost_sharing(plan=plan, sharing=CostSharing.RESULTS, by=cast.priya, at=NOW)
    told = _text(_get(cast.client(cast.bob), plan))
    assert "shows its profit, not its costs" in told and "keeps its costs to itself" not in told


def test_before_a_month_is_over_the_page_says_what_it_waits_for(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        plan = make_plan(cast, year=2027)
    assert "Not begun yet" in _text(_get(cast.client(cast.bob), plan))


def test_bookings_in_another_currency_do_not_stand_beside_the_plan(cast: Cast, plan: BusinessPlan) -> None:
    with in_tenant(cast.acme.pk):
        Tenant.objects.filter(pk=cast.acme.pk).update(currency="EUR")
    response = _get(cast.client(cast.bob), plan)
    assert "Bookings are in another currency" in _text(response)
    assert (response.context["found"].closed, "rows" in response.context) == (0, False)


@pytest.mark.parametrize("lines", [1, 3])
def test_it_takes_the_same_queries_for_any_number_of_lines(
    cast: Cast, lines: int, django_assert_num_queries: Any
) -> None:
    with in_tenant(cast.acme.pk):
        plan = _plan(cast, lines=lines)
    client = cast.client(cast.bob)
    _get(client, plan)
    with django_assert_num_queries(15):
        _get(client, plan)


def test_the_api_tells_the_figures_of_the_page_and_lists_the_bookings_behind_them(
    cast: Cast, plan: BusinessPlan, api: Any
) -> None:
    bob = api("bob")
    page = _get(cast.client(cast.bob), plan).context
    told = bob.get(f"business-plans/{plan.pk}/actuals/").json()
    assert (told["as_of"], told["closed_months"], told["closed_until"]) == ("2026-06-15", 5, "2026-05-31")
    line, outside = told["lines"]
    assert (line["words"], line["status"]) == ("$2,100 behind plan (53%)", "at_risk")
    assert f"{line['name']}: {line['words']}" == page["sentences"][0].text
    assert (line["to_date"]["booked"], line["to_date"]["variance"]) == ("1900.00", "-2100.00")
    assert (outside["line"], outside["is_planned"], outside["family"]) == (None, False, "Other")
    assert told["total"]["to_date"]["booked"] == "1970.00"
    assert [each["period"] for each in line["periods"]] == [each.label for each in page["periods"]]
    cells = [cell for row in (line, outside, told["total"]) for cell in (row["to_date"], *row["periods"])]
    for cell in cells:
        behind = bob.http.get(f"{bob.root}bookings/?{cell['bookings']}").json()["results"]
        assert sum(Decimal(each["amount"]) for each in behind) == Decimal(cell["booked"]), cell
    assert [each["name"] for each in told["outcomes"]] == [each.label for each in page["outcomes"]]
    assert [each["key"] for each in told["outcomes"]] == ["bookings", "revenue", "gross_profit"]
    own = api("noor").get(f"business-plans/{plan.pk}/actuals/?by=month").json()
    assert len(own["lines"][0]["periods"]) == 5
    assert "ebit" in [each["key"] for each in own["outcomes"]]
    assert api("dana").get(f"business-plans/{plan.pk}/actuals/").status_code == 404
    assert bob.get(f"business-plans/{plan.pk}/actuals/?by=week").status_code == 400


def test_before_a_month_is_over_the_api_has_no_lines(cast: Cast, api: Any) -> None:
    with in_tenant(cast.acme.pk):
        later = make_plan(cast, year=2027)
    told = api("bob").get(f"business-plans/{later.pk}/actuals/").json()
    assert (told["closed_months"], told["closed_until"], told["lines"], told["total"]) == (0, None, [], None)


def test_the_workbook_has_the_figures_of_the_page_and_its_day_and_runs_no_text(
    cast: Cast, plan: BusinessPlan, django_assert_num_queries: Any
) -> None:
    with in_tenant(cast.acme.pk):
        PlanLine.objects.filter(plan=plan).update(name="=HYPERLINK(A1)")
    client = cast.client(cast.bob)
    page = _get(client, plan).context
    address = f"/t/acme/plans/{plan.pk}/actuals.xlsx"
    book = load_workbook(BytesIO(b"".join(client.get(address).streaming_content)))  # type: ignore[attr-defined]
    assert book.sheetnames == ["Plan and actual", "Lines", "To be expected"]
    told: dict[Any, Any] = {row[0].value: row[1].value for row in book["Plan and actual"].iter_rows(min_row=2)}
    assert (told["Bookings known to"].date(), told["Closed to"].date()) == (date(2026, 6, 15), date(2026, 5, 31))
    assert (told["Booked to date, USD"], told["Of it outside the plan, USD"]) == (1970, 70)
    line, outside = book["Lines"].iter_rows(min_row=2)
    assert (line[0].value, line[0].data_type, line[3].value) == ("=HYPERLINK(A1)", "s", "$2,100 behind plan (53%)")
    assert [cell.value for cell in line[4:10]] == [4000, 1900, -2100, 2400, 1100, -1300]
    assert [outside[place].value for place in (0, 2, 5)] == ["Other", "no", 70]
    outcomes = [row[0].value for row in book["To be expected"].iter_rows(min_row=2)]
    assert outcomes == [each.label for each in page["outcomes"]]
    own = cast.client(cast.noor).get(f"{address}?by=month")
    private = load_workbook(BytesIO(b"".join(own.streaming_content)))  # type: ignore[attr-defined]
    assert "Profit (EBIT)" in [row[0].value for row in private["To be expected"].iter_rows(min_row=2)]
    assert cast.client(cast.dana).get(address).status_code == 404
    with django_assert_num_queries(15):
        client.get(address)
