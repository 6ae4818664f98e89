"""Numbers in plans may be typed and pasted as people write them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from planning.calculations.plans.goal_seek import Span
from planning.forms.goal import ProfitGoalForm
from planning.operations.plans.values import plain_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20,000", "20000"),
        ("1,234,567.50", "1234567.50"),
        ("1 500", "1500"),
        ("1’500", "1500"),
        ("12,5", "12.5"),
        ("12.5 %", "12.5"),
        ("$500", "500"),
        ("−€1,500", "-1500"),
        ("900 £", "900"),
    ],
)
def test_a_number_is_read_as_it_is_written(text: str, value: str) -> None:
    assert plain_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["abc", "1e9", "--1", "1,23,4", "$", "", "NaN", "Infinity", "9" * 41])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        plain_number(text)


def test_a_goal_takes_what_the_fields_of_a_plan_take() -> None:
    span = next(iter(Span)).value
    form = ProfitGoalForm({"profit": "$20,000", "span": span})
    assert form.is_valid() and form.cleaned_data["profit"] == 20_000
    empty, wrong = ProfitGoalForm({"profit": "", "span": span}), ProfitGoalForm({"profit": "much", "span": span})
    assert empty.errors["profit"] == ["This field is required."]
    assert wrong.errors["profit"] == ["“much” is not a number."]
