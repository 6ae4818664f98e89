from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prm.kernel import money

amounts = st.decimals(min_value=Decimal("-1e15"), max_value=Decimal("1e15"), places=4)
cents = st.integers(min_value=-(10**14), max_value=10**14)


@pytest.mark.parametrize(
    ("amount", "code", "text"),
    [
        ("1840000", "USD", "$1.84M"),
        ("-62000", "EUR", "−€62K"),
        ("950", "usd", "$950"),
        ("95.5", "USD", "$95.50"),
        ("95.5", "JPY", "¥96"),
        ("0", "USD", "$0"),
        ("-0.004", "USD", "$0.00"),
        ("999499", "USD", "$999K"),
        ("999500", "USD", "$1M"),
        ("999.5", "USD", "$1K"),
        ("80450596.9823", "USD", "$80.5M"),
        ("12345678901", "CHF", "CHF\u00a012.3B"),
    ],
)
def test_compact_writes_three_figures(amount: str, code: str, text: str) -> None:
    assert money.compact(Decimal(amount), code) == text


@pytest.mark.parametrize(
    ("amount", "code", "text"),
    [
        ("1234.565", "USD", "$1,234.57"),
        ("1234.5", "JPY", "¥1,235"),
        ("-1234.565", "GBP", "−£1,234.57"),
        ("1234.5678", "KWD", "KWD\u00a01,234.568"),
    ],
)
def test_full_rounds_half_up_to_the_currencys_minor_unit(amount: str, code: str, text: str) -> None:
    assert money.full(Decimal(amount), code) == text


def test_plain_leaves_the_symbol_out() -> None:
    assert money.plain(Decimal("1234.5"), "USD") == "1,234.50"


def test_float_is_refused() -> None:
    with pytest.raises(TypeError, match="float"):
        money.full(0.1, "USD")  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_not_finite_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="Not an amount"):
        money.exact(Decimal(value))


@pytest.mark.parametrize("code", ["", "US", "US1", "DOLLAR", "ÄÖÜ"])
def test_what_is_no_iso_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="ISO"):
        money.currency(code)


@given(cents)
def test_full_loses_no_cent(value: int) -> None:
    text = money.full(Decimal(value) / 100, "USD")
    assert Decimal(text.replace("$", "").replace(",", "").replace(money.MINUS, "-")) * 100 == value


@given(amounts)
def test_rounding_is_symmetric_about_zero(value: Decimal) -> None:
    assert money.rounded(-value) == -money.rounded(value)


@given(amounts)
def test_compact_is_within_half_of_its_last_figure(value: Decimal) -> None:
    text = money.compact_number(abs(value))
    steps = {"T": Decimal(10) ** 12, "B": Decimal(10) ** 9, "M": Decimal(10) ** 6, "K": Decimal(10) ** 3}
    step = steps.get(text[-1], Decimal(1))
    shown = Decimal(text.rstrip("TBMK").replace(",", "")) * step
    assert abs(shown - abs(value)) <= max(abs(value) * Decimal("0.005"), Decimal("0.5"))


@given(amounts, amounts)
def test_a_larger_amount_is_never_written_as_a_smaller_one(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    assert money.rounded(low, 0) <= money.rounded(high, 0)
