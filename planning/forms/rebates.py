"""Rebate studies."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms

from partners.forms import day_input
from partners.models import Partner
from partners.queries.partners import values_in_use
from planning.calculations.rebates.groups import ControlBy, ParticipantsBy
from planning.calculations.rebates.periods import Comparison
from planning.forms.revenue_goals import LARGEST, WrittenDecimalField
from planning.models import RebateStudy
from planning.operations.rebates import FIELDS

GROUPS = ("tier", "type", "region")


class StudyForm(forms.Form):
    """A rebate, its days, who had it, and with whom they are compared."""

    name = forms.CharField(max_length=100)
    start_date = forms.DateField(label="First day", widget=day_input())
    end_date = forms.DateField(label="Last day", widget=day_input())
    comparison = forms.ChoiceField(label="Compare with", choices=[(each.value, each.label) for each in Comparison])
    rebates = WrittenDecimalField(label="Rebates paid", limit=LARGEST)
    margin_percent = forms.DecimalField(
        label="Your gross margin, %",
        required=False,
        min_value=-100,
        max_value=100,
        decimal_places=4,
        help_text="Leave it empty to take the margin of the partners’ bookings.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    participants = forms.ChoiceField(label="Who had the rebate")
    partners = forms.MultipleChoiceField(
        label="Listed partners",
        required=False,
        help_text="For “Listed partners” above.",
        widget=forms.CheckboxSelectMultiple,
    )
    control = forms.ChoiceField(label="Compare them with")
    note = forms.CharField(
        label="What else changed",
        required=False,
        max_length=500,
        help_text="New prices, mergers, a campaign: whatever moved sales besides the rebate.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        used = values_in_use(*GROUPS)
        named = [(f"{field}:{value}", f"{field.capitalize()}: {value}") for field in GROUPS for value in used[field]]
        listed = (f"{ParticipantsBy.LISTED}:", ParticipantsBy.LISTED.label)
        ends = [(f"{each}:", each.label) for each in (ControlBy.OTHERS, ControlBy.NOBODY)]
        self._choose("participants", [("", "Choose"), *named, listed])
        self._choose("control", [ends[0], *named, ends[1]])
        names = Partner.objects.order_by("name", "pk").values_list("pk", "name")
        self._choose("partners", [(str(key), name) for key, name in names])
        self.fields["rebates"].label = f"Rebates paid, {currency}"

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        start, end = found.get("start_date"), found.get("end_date")
        if start and end and end < start:
            self.add_error("end_date", "The last day is before the first.")
        return found

    def values(self) -> dict[str, Any]:
        """What to hand to the operation."""
        found = {name: self.cleaned_data[name] for name in FIELDS if name in self.cleaned_data}
        for field in ("participants", "control"):
            group, _, value = self.cleaned_data[field].partition(":")
            found |= {f"{field}_by": group, f"{field}_value": value}
        return found

    def partner_ids(self) -> list[UUID]:
        """The partners that were listed."""
        return [UUID(each) for each in self.cleaned_data["partners"]]

    def _choose(self, field: str, choices: list[tuple[str, str]]) -> None:
        """Offer these, and the value that stands now even if nobody has it any more."""
        current = self.initial.get(field)
        if isinstance(current, str) and current not in dict(choices):
            choices = [*choices, (current, f"{current.partition(':')[2]} (nobody now)")]
        self.fields[field].choices = choices  # type: ignore[attr-defined]


def initial_of(study: RebateStudy, listed: list[UUID]) -> dict[str, Any]:
    """A study as the form shows it."""
    plain = {name: getattr(study, name) for name in FIELDS}
    margin: Decimal | None = study.margin_percent
    return plain | {
        "margin_percent": None if margin is None else f"{margin.normalize():f}",
        "participants": f"{study.participants_by}:{study.participants_value}",
        "control": f"{study.control_by}:{study.control_value}",
        "partners": [str(each) for each in listed],
    }
