"""Partners that nobody has planned with yet."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from planning.calculations.plans.start import year_to_plan
from planning.models import BusinessPlan
from prm.kernel.fiscal import FiscalCalendar
from prm.tenancy.scope import in_tenant
from sales.operations.monthly import refresh_after_bookings
from tests.cast import NOW, Cast, make_cast, make_partner
from tests.planning.drafts import book_year, draft

pytestmark = pytest.mark.django_db
PAGE = "/t/acme/plans/missing/"


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def this_year() -> int:
    return year_to_plan(FiscalCalendar(1), today=timezone.localdate())


def listed(cast: Cast, who: str, query: str = "") -> str:
    text: str = cast.client(getattr(cast, who)).get(PAGE + query).content.decode()
    return text


@pytest.mark.parametrize(("today", "year"), [(date(2026, 6, 30), 2026), (date(2026, 7, 1), 2027)])
def test_people_plan_the_next_year_from_its_seventh_month_on(today: date, year: int) -> None:
    assert year_to_plan(FiscalCalendar(1), today=today) == year


def test_a_plan_in_the_making_takes_its_partner_off_the_list_and_a_closed_one_puts_it_back(cast: Cast) -> None:
    assert "Polaris" in listed(cast, "bob")
    plan = draft(cast.polaris, cast.bob, year=this_year())
    assert "Polaris" not in listed(cast, "bob") and "Vega" in listed(cast, "bob")
    with in_tenant(cast.acme.pk):
        BusinessPlan.objects.filter(pk=plan.pk).update(state="closed")
    assert "Polaris" in listed(cast, "bob")


def test_a_plan_of_another_year_only_says_when_it_was(cast: Cast) -> None:
    draft(cast.polaris, cast.bob, year=this_year() - 1)
    shown = listed(cast, "bob")
    assert "Polaris" in shown and f"FY{(this_year() - 1) % 100}" in shown


def test_a_cam_sees_own_partners_and_starts_there_while_a_chief_only_looks(cast: Cast) -> None:
    start = f"/t/acme/partners/{cast.polaris.pk}/plans/new/"
    assert start in listed(cast, "bob")
    assert "Orion" not in listed(cast, "bob") and "Orion" in listed(cast, "mark")
    assert start not in listed(cast, "mark")
    assert cast.client(cast.priya).get(PAGE).status_code == 404


def test_who_books_most_comes_first_and_the_file_has_the_amounts(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        book_year(cast.vega, "Storage", paid=500)
        book_year(cast.polaris, "Storage", months=range(3, 5), paid=100)
        refresh_after_bookings(partner_ids=None, at=NOW)
    lines = listed(cast, "bob", "?export=csv").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["Vega", "Polaris"]
    assert "6000.00" in lines[1] and "200.00" in lines[2]


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_takes_as_many_queries_for_few_partners_as_for_many(
    cast: Cast, django_assert_num_queries: Any, more: int
) -> None:
    with in_tenant(cast.acme.pk):
        for number in range(more):
            make_partner(f"Further {number}")
    client = cast.client(cast.alice)
    client.get(PAGE)
    with django_assert_num_queries(11):
        assert client.get(PAGE).status_code == 200
