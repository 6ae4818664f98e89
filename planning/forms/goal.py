"""What is to be reached: a profit, or one more engineer."""

from decimal import Decimal
from typing import Any

from django import forms

from planning.calculations.plans.goal_seek import Span
from planning.operations.plans.values import plain_number

_TYPED = {"inputmode": "decimal", "autocomplete": "off"}


class TypedDecimalField(forms.DecimalField):
    """A number as people write it into a plan: ``20,000``, ``$20,000.50``."""

    def to_python(self, value: Any) -> Any:
        text = str(value or "")
        return super().to_python(str(plain_number(text)) if text.strip() else value)


class ProfitGoalForm(forms.Form):
    """A profit, and in which months."""

    profit = TypedDecimalField(
        label="Profit to reach",
        max_digits=16,
        decimal_places=2,
        widget=forms.TextInput(attrs=_TYPED),
    )
    span = forms.ChoiceField(label="Within", choices=[(each.value, each.label.capitalize()) for each in Span])


class OneMoreForm(forms.Form):
    """What one more costs a month, and from when."""

    monthly_cost = TypedDecimalField(
        label="Loaded cost a month",
        min_value=Decimal(0),
        max_digits=16,
        decimal_places=2,
        widget=forms.TextInput(attrs=_TYPED),
    )
    from_month = forms.IntegerField(label="From month", min_value=1, max_value=36, initial=1)
