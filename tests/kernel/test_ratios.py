from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prm.kernel.ratios import Gap, Ratio, attainment, change, coverage, quotient

amounts = st.decimals(min_value=Decimal("-1e12"), max_value=Decimal("1e12"), places=2)


def test_attainment_of_the_worked_example() -> None:
    assert attainment(Decimal(338), Decimal(350)).as_percent(1) == "96.6%"


def test_attainment_without_a_plan_has_words_instead_of_infinity() -> None:
    assert attainment(Decimal(0), Decimal(0)) == Ratio(reason=Gap.NOT_APPLICABLE)
    assert attainment(Decimal(5), Decimal(0)) == Ratio(reason=Gap.NO_PLAN)
    assert attainment(Decimal(-5), None).as_percent() == "no plan"


def test_attainment_may_be_negative_and_above_one() -> None:
    assert attainment(Decimal(-50), Decimal(100)).as_percent() == "−50%"
    assert attainment(Decimal(340), Decimal(100)).as_percent() == "340%"


def test_coverage_of_the_worked_example() -> None:
    assert coverage(Decimal(900_000), Decimal(500_000) - Decimal(200_000)).as_multiple() == "3.0×"
    assert coverage(Decimal(900_000), Decimal(0)).as_multiple() == "target met"


def test_change_needs_something_to_change_from() -> None:
    assert change(Decimal("111.8"), Decimal(100)).as_change() == "+11.8%"
    assert change(Decimal(98), Decimal(100)).as_change() == "−2.0%"
    assert change(Decimal("100.01"), Decimal(100)).as_change() == "0.0%"
    assert change(Decimal(5), Decimal(0)).as_change() == "new"
    assert change(Decimal(0), Decimal(0)).as_change() == "n/a"
    assert change(Decimal(5), Decimal(-5)).as_change() == "n/a"


def test_a_ratio_has_either_a_value_or_a_reason() -> None:
    for both in ({}, {"value": Decimal(1), "reason": Gap.NO_PLAN}):
        with pytest.raises(ValueError, match="either"):
            Ratio(**both)  # type: ignore[arg-type]


@given(amounts, amounts)
def test_no_ratio_ever_raises_or_is_infinite(one: Decimal, other: Decimal) -> None:
    for ratio in (attainment(one, other), quotient(one, other), change(one, other), coverage(one, other)):
        assert ratio.value is None or ratio.value.is_finite()
        assert ratio.as_percent() and ratio.as_multiple() and ratio.as_change()
