"""What it takes to open a round."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from scorecards.forms.targets import DateInput
from scorecards.models import QuestionSet


class RoundForm(forms.Form):
    """Which questions a partner is asked next, by the key of their set, and by when."""

    set: "forms.ModelChoiceField[QuestionSet]" = forms.ModelChoiceField(
        QuestionSet.unscoped.none(), label="Questions", empty_label=None, to_field_name="key"
    )
    due_date = forms.DateField(label="Answer by", widget=DateInput, required=False)

    def __init__(self, *args: Any, sets: "QuerySet[QuestionSet]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["set"].queryset = sets  # type: ignore[attr-defined]

    @property
    def offers_any(self) -> bool:
        """True when there is something to choose."""
        return bool(self.fields["set"].queryset)  # type: ignore[attr-defined]
