"""Forms about alerts."""

from django import forms


class SnoozeForm(forms.Form):
    """Until when an alert is to wait."""

    until_date = forms.DateField(label="Until", widget=forms.DateInput(attrs={"type": "date"}))


class SettleForm(forms.Form):
    """A few words on how it was settled, if somebody has them."""

    note = forms.CharField(label="Note", max_length=500, required=False)
