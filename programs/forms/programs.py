"""Forms about programmes themselves."""

from django import forms

from programs.calculations.templates import templates
from programs.models import Program
from programs.operations.programs import SETTINGS


class DateInput(forms.DateInput):
    """The browser's own date picker; ISO on the wire."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SettingsForm(forms.ModelForm[Program]):
    """What a programme is called, and what it does by itself. Never saved from here."""

    class Meta:
        model = Program
        fields = SETTINGS
        widgets = {"description": forms.Textarea(attrs={"rows": 2})}


class CreateForm(forms.Form):
    """A name, and the rules to start from."""

    name = forms.CharField(max_length=100)
    template = forms.ChoiceField(label="Start from", widget=forms.RadioSelect)
    sets_tier = forms.BooleanField(label="Its level is the partner’s tier", required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(each.slug, each.name) for each in templates()]
        self.fields["template"].choices = choices  # type: ignore[attr-defined]


class PublishForm(forms.Form):
    """From which day the rules are in force."""

    effective_date = forms.DateField(label="In force from", widget=DateInput)
