"""Forms for what the two sides of a plan say to each other."""

from typing import Any

from django import forms

from planning.enums import CostSharing
from planning.operations.agreement.consent import CHOICES
from planning.operations.agreement.signing import LONGEST_NAME, Ink

REASON = 300


class SignatureForm(forms.Form):
    """A name typed, a signature drawn, or both; and which document was on the page."""

    typed_name = forms.CharField(
        label="Your full name",
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    drawing = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-signature-path": True}))
    seen_hash = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def ink(self) -> Ink:
        """What was signed with. Call it on a valid form."""
        data = self.cleaned_data
        return Ink(data["seen_hash"], data["typed_name"], data["drawing"])


class ReasonForm(forms.Form):
    """Why a plan is opened, amended or closed."""

    reason = forms.CharField(label="Why", max_length=REASON, widget=forms.Textarea(attrs={"rows": 2}))


class SharingForm(forms.Form):
    """What the vendor may see of the partner's costs."""

    sharing = forms.ChoiceField(widget=forms.RadioSelect, label="What may they see?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sharing"].choices = [(each.value, each.label) for each in CHOICES]  # type: ignore[attr-defined]

    def chosen(self) -> CostSharing:
        """The choice. Call it on a valid form."""
        return CostSharing(self.cleaned_data["sharing"])
