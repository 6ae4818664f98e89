"""Forms for what people decide about a partner."""

from datetime import date

from django import forms

from partners.enums import LifeStage
from programs.calculations.rules import Rules
from programs.forms.programs import DateInput


class ReasonForm(forms.Form):
    """Why a proposal was declined."""

    reason = forms.CharField(label="Why not", max_length=500)


class ExceptionForm(forms.Form):
    """A level, why, and until when."""

    level = forms.ChoiceField()
    reason = forms.CharField(
        max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text="The partner does not see it."
    )
    end_date = forms.DateField(label="Last day", widget=DateInput)

    def __init__(self, *args: object, rules: Rules, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["level"].choices = [(level.key, level.name) for level in rules.levels]  # type: ignore[attr-defined]
        self.fields["end_date"].widget.attrs["min"] = today.isoformat()


class StageForm(forms.Form):
    """A life stage, and why when the rules see another."""

    stage = forms.ChoiceField(choices=[(stage.value, stage.label) for stage in LifeStage])
    note = forms.CharField(
        label="Why",
        max_length=500,
        required=False,
        help_text="Needed when you choose another stage than the suggested one.",
    )

    def chosen(self) -> LifeStage:
        """The stage. Call it on a valid form."""
        return LifeStage(self.cleaned_data["stage"])
