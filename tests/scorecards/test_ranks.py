"""Ranks in the programme: the arithmetic, and who reads which names."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from partners.models import Partner
from prm.tenancy.scope import in_tenant, tenant_scope
from scorecards.calculations.ranks import Spread
from scorecards.models import Standing
from scorecards.operations.spreads import refresh_spreads
from tests.cast import Cast, make_partner

WORKED = ("1.10", "0.95", "0.95", "0.80", "0.40")


def stand(partner: Partner, overall: str | None, **fields: object) -> None:
    Standing.objects.update_or_create(
        partner=partner,
        defaults={
            "as_of_date": date(2026, 6, 14),
            "booked_ytd": 0,
            "prior_ytd": 0,
            "booked_12_months": 0,
            "light": "no_data",
            "overall": None if overall is None else Decimal(overall),
            **fields,
        },
    )


def programme(cast: Cast) -> None:
    """Polaris 95 %, Vega 40 %, Orion 110 %, two others 95 % and 80 %."""
    others = [make_partner(name) for name in ("Rigel", "Deneb")]
    partners = (cast.orion, cast.polaris, *others, cast.vega)
    for partner, value in zip(partners, WORKED, strict=True):
        stand(partner, value, attainment=Decimal("0.5"))


def test_the_worked_example() -> None:
    spread = Spread.of(map(Decimal, WORKED))
    assert [spread.rank(Decimal(value)) for value in WORKED] == [1, 2, 2, 4, 5]
    assert (spread.median, spread.top_quartile) == (Decimal("0.95"), Decimal("0.95"))


def test_no_values_have_no_benchmark() -> None:
    assert (Spread(()).median, Spread(()).top_quartile) == (None, None)


@given(st.lists(st.decimals("-2", "3", places=4), min_size=1))
def test_ranks_and_bins_account_for_everybody(values: list[Decimal]) -> None:
    spread = Spread.of(values)
    assert sum(each.count for each in spread.bins) == len(values)
    assert min(spread.rank(value) for value in values) == 1
    assert all(spread.rank(value) == 1 + sum(other > value for other in values) for value in values)
    top = spread.top_quartile
    assert top is not None and 4 * sum(value >= top for value in values) >= len(values)


def test_staff_see_everybody_in_order(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        programme(cast)
    text = cast.client(cast.alice).get("/t/acme/ranks/").content.decode()
    assert text.index("Orion") < text.index("Polaris") < text.index("Deneb") < text.index("Vega")
    assert "95%" in text


def test_a_cam_sees_ranks_of_own_partners_and_no_other_name(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        programme(cast)
        refresh_spreads()
    table = cast.client(cast.bob).get("/t/acme/ranks/?export=csv").content.decode()
    lines = [line.split(",")[:2] for line in table.splitlines() if line]
    assert lines[1:] == [["2", "Polaris"], ["5", "Vega"]]
    page = cast.client(cast.bob).get("/t/acme/ranks/").content.decode()
    assert "Orion" not in page
    assert "Rigel" not in page


def test_before_the_first_night_a_cam_has_values_without_ranks(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        programme(cast)
    page = cast.client(cast.bob).get("/t/acme/ranks/").content.decode()
    assert "made overnight" in page


def test_a_narrow_reach_cannot_say_how_the_programme_is_spread(cast: Cast) -> None:
    with in_tenant(cast.acme.pk), tenant_scope(cast.bob.scope()), pytest.raises(ValueError, match="every partner"):
        refresh_spreads()


def test_ranks_go_by_any_metric(cast: Cast) -> None:
    with in_tenant(cast.acme.pk):
        programme(cast)
        stand(cast.vega, "0.4", training_index=Decimal(1))
    text = cast.client(cast.alice).get("/t/acme/ranks/?metric=training").content.decode()
    assert "Vega" in text
    assert "Orion" not in text


def test_partners_have_no_ranks(cast: Cast) -> None:
    assert cast.client(cast.priya).get("/t/acme/ranks/").status_code == 404


def test_the_page_asks_as_often_for_one_partner_as_for_three(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client(cast.alice)
    with in_tenant(cast.acme.pk):
        stand(cast.polaris, "1")
    client.get("/t/acme/ranks/")
    for others in ((), (cast.vega, cast.orion)):
        with in_tenant(cast.acme.pk):
            for partner in others:
                stand(partner, "0.5")
        with django_assert_num_queries(13):
            client.get("/t/acme/ranks/")
