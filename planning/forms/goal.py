"""What is to be reached: a profit, or one more engineer."""

from decimal import Decimal

from django import forms

from planning.calculations.plans.goal_seek import Span

_TYPED = {"inputmode": "decimal", "autocomplete": "off"}


class ProfitGoalForm(forms.Form):
    """A profit, and in which months."""

    profit = forms.DecimalField(
        label="Profit to reach",
        max_digits=16,
        decimal_places=2,
        widget=forms.TextInput(attrs=_TYPED),
    )
    span = forms.ChoiceField(label="Within", choices=[(each.value, each.label.capitalize()) for each in Span])


class OneMoreForm(forms.Form):
    """What one more costs a month, and from when."""

    monthly_cost = forms.DecimalField(
        label="Loaded cost a month",
        min_value=Decimal(0),
        max_digits=16,
        decimal_places=2,
        widget=forms.TextInput(attrs=_TYPED),
    )
    from_month = forms.IntegerField(label="From month", min_value=1, max_value=36, initial=1)
