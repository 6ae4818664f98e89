"""Sharing out a quota: nothing is lost to rounding."""

from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from scorecards.calculations.allotment import allot

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))


def test_an_even_allotment_gives_the_odd_cent_to_one() -> None:
    shares = allot(Decimal(100), dict.fromkeys((ONE, TWO, THREE), Decimal(0)))
    assert sorted(shares.values()) == [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]


def test_a_partner_with_more_returns_than_sales_gets_nothing() -> None:
    assert allot(Decimal(100), {ONE: Decimal(-5), TWO: Decimal(5)}) == {ONE: 0, TWO: 100}


def test_nobody_to_give_to_gives_nothing() -> None:
    assert allot(Decimal(100), {}) == {}


@given(
    st.decimals(0, 10**10, places=4),
    st.dictionaries(st.uuids(), st.decimals(-(10**6), 10**8, places=4), min_size=1, max_size=80),
)
def test_shares_add_up_to_the_quota_exactly(amount: Decimal, weights: dict[UUID, Decimal]) -> None:
    assert sum(allot(amount, weights).values()) == amount
