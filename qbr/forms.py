"""Forms for QBRs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms


class QbrForm(forms.Form):
    """As of which day. Left empty, the last day that bookings are known of."""

    as_of = forms.DateField(
        label="As of", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, data_date: date) -> None:
        super().__init__(data, initial={"as_of": data_date})
        self._data_date = data_date

    def day(self) -> date:
        """The chosen day. Call it on a valid form."""
        return self.cleaned_data["as_of"] or self._data_date
