"""A list's state is its address."""

from typing import Any

import pytest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from partners.models import Partner
from prm.documents.specs import Kind
from prm.people.http import TenantRequest
from prm.people.models import Membership
from prm.tenancy.scope import in_tenant
from prm.web.tables import Column, Filter, ReadTable, TableSpec, read_table
from tests.cast import Cast, make_partner

SPEC = TableSpec(
    key="examples",
    title="Examples",
    columns=(
        Column("name", "Partner", sort="name"),
        Column("employees", "Employees", sort="employees", kind=Kind.FIGURE),
        Column("city", "City"),
    ),
    filters=(Filter("tier", "Tier", choices=(("Gold", "Gold"), ("Silver", "Silver"))),),
    search=("name", "external_id"),
    default_sort="name",
    per_page=2,
)


def read(member: Membership, query: str = "") -> ReadTable:
    """The table as `member` asks for it. The tenant must be in scope."""
    request: Any = RequestFactory().get(f"/t/acme/examples/?{query}")
    request.membership, request.tenant = member, member.tenant
    asked: TenantRequest = request
    return read_table(SPEC, asked, Partner.objects.all())


def names(table: ReadTable) -> list[str]:
    return [partner.name for partner in table.rows]


def test_rows_come_by_the_default_sort_in_pages(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        table = read(cast.alice)
        assert (names(table), table.count) == (["Orion", "Polaris"], 3)
        assert names(read(cast.alice, "page=2")) == ["Vega"]


@pytest.mark.parametrize("page", ["99", "0", "-1", "x", ""])
def test_a_page_that_is_not_there_shows_the_nearest(cast: Cast, page: str) -> None:
    with in_tenant(cast.acme.pk):
        assert names(read(cast.alice, f"page={page}")) != []


def test_rows_sort_by_any_column_and_missing_values_come_last(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        Partner.objects.filter(name="Vega").update(employees=10)
        Partner.objects.filter(name="Orion").update(employees=90)
        assert names(read(cast.alice, "sort=employees")) == ["Vega", "Orion"]
        assert names(read(cast.alice, "sort=-employees")) == ["Orion", "Vega"]
        assert names(read(cast.alice, "sort=-employees&page=2")) == ["Polaris"]


@pytest.mark.parametrize("sort", ["city", "tenant__name", "-", "nothing", "name\x00"])
def test_a_sort_that_is_not_offered_is_ignored(cast: Cast, sort: str) -> None:
    with in_tenant(cast.acme.pk):
        table = read(cast.alice, f"sort={sort.encode().hex() and sort}")
        assert names(table) == ["Orion", "Polaris"]


def test_search_wants_every_word_anywhere_in_any_case(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        assert names(read(cast.alice, "q=POL")) == ["Polaris"]
        assert names(read(cast.alice, "q=ac-+ori")) == ["Orion"]
        assert names(read(cast.alice, "q=ori+pol")) == []
        assert names(read(cast.alice, "q=%25")) == []
        assert names(read(cast.alice, "q=%00")) == ["Orion", "Polaris"]


def test_a_filter_narrows_and_says_so(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        Partner.objects.filter(name="Vega").update(tier="Gold")
        table = read(cast.alice, "tier=Gold&sort=-name")
        assert names(table) == ["Vega"]
        assert [(chip.label, chip.query) for chip in table.chips] == [("Tier: Gold", "sort=-name")]
        assert table.query() == "tier=Gold&sort=-name"


def test_a_value_that_is_no_choice_narrows_nothing(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        table = read(cast.alice, "tier=Platinum")
        assert (table.count, table.is_narrowed) == (3, False)


def test_headings_lead_to_the_other_direction_and_figures_start_at_the_top(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        headings = read(cast.alice).headings
        assert [(each.query, each.sorted) for each in headings] == [
            ("sort=-name", "ascending"),
            ("sort=-employees", ""),
            ("", ""),
        ]


def test_rows_cost_the_same_queries_however_many(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with in_tenant(cast.acme.pk):
        for name in ("Altair", "Deneb", "Rigel"):
            make_partner(name)
        table = read(cast.alice)
        with django_assert_num_queries(2):
            assert (len(table.rows), table.count) == (2, 6)


def test_a_table_without_its_default_column_is_refused() -> None:
    with pytest.raises(ValueError, match="no column that sorts"):
        TableSpec(key="x", title="X", columns=(), default_sort="name")
