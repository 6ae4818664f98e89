"""The form for the scorecards of a CAM's partners."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from prm.people.models import Membership
from scorecards.forms.targets import DateInput


class CamField(forms.ModelChoiceField[Membership]):
    """A choice of CAMs by name."""

    def label_from_instance(self, obj: Membership) -> str:
        return obj.display_name


class BundleForm(forms.Form):
    """Whose partners, as of which day. Left empty, the last day that bookings are known of."""

    whose = CamField(Membership.unscoped.none(), label="Partners of", empty_label=None)
    as_of = forms.DateField(label="As of", required=False, widget=DateInput)

    def __init__(
        self, data: Mapping[str, Any] | None, *, cams: QuerySet[Membership], chosen: str, data_date: date
    ) -> None:
        super().__init__(data, initial={"as_of": data_date, "whose": chosen})
        self._data_date = data_date
        whose = self.fields["whose"]
        assert isinstance(whose, CamField)
        whose.queryset = cams

    def cam(self) -> Membership:
        """The chosen CAM. Call it on a valid form."""
        chosen: Membership = self.cleaned_data["whose"]
        return chosen

    def day(self) -> date:
        """The chosen day. Call it on a valid form."""
        day: date = self.cleaned_data["as_of"] or self._data_date
        return day
