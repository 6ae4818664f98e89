"""What a mix of revenue says about a partner."""

from decimal import Decimal

import pytest

from partners.calculations.mix import Shares, business_model
from partners.enums import BusinessModel


def shares(product: str, professional: str, managed: str) -> Shares:
    return Shares(Decimal(product), Decimal(professional), Decimal(managed))


@pytest.mark.parametrize(
    ("parts", "model"),
    [
        (("100", "0", "0"), BusinessModel.RESELLER),
        (("75.01", "24.99", "0"), BusinessModel.RESELLER),
        (("75", "25", "0"), BusinessModel.VAR),
        (("40", "0", "60"), BusinessModel.VAR),
        (("39.99", "30.01", "30"), BusinessModel.CONSULTANCY),
        (("30", "35", "35"), BusinessModel.MSP),
        (("0", "100", "0"), BusinessModel.CONSULTANCY),
    ],
)
def test_the_mix_names_the_business(parts: tuple[str, str, str], model: BusinessModel) -> None:
    assert business_model(shares(*parts)) is model


@pytest.mark.parametrize(
    ("parts", "add_up"),
    [
        (("50", "25", "25"), True),
        (("50", "25", "24"), True),
        (("50", "25", "26"), True),
        (("50", "25", "23.99"), False),
        (("50", "25", "26.01"), False),
    ],
)
def test_shares_may_miss_the_whole_by_one_percent(parts: tuple[str, str, str], add_up: bool) -> None:
    assert shares(*parts).add_up is add_up
