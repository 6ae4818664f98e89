"""Forms for targets and quotas."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms

from partners.models import Partner
from prm.people.models import Membership
from prm.people.permissions import Role
from scorecards.enums import AllotmentRule


class DateInput(forms.DateInput):
    """The browser's own date picker; ISO on the wire."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class TargetForm(forms.Form):
    """An amount for a window of days."""

    start_date = forms.DateField(label="First day", widget=DateInput)
    end_date = forms.DateField(label="Last day", widget=DateInput)
    amount = forms.DecimalField(min_value=Decimal(0), max_digits=20, decimal_places=4)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("start_date"), data.get("end_date")
        if start and end and end < start:
            self.add_error("end_date", "The last day must not be before the first.")
        return data


class QuotaForm(TargetForm):
    """A CAM's quota for a window of days."""

    cam: "forms.ModelChoiceField[Membership]" = forms.ModelChoiceField(
        Membership.unscoped.none(), label="CAM", empty_label="Choose a CAM"
    )
    field_order = ("cam", "start_date", "end_date", "amount")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cams = Membership.objects.filter(role=Role.CAM, ended_at=None).order_by("display_name")
        self.fields["cam"].queryset = cams  # type: ignore[attr-defined]


class AllotmentForm(forms.Form):
    """By which rule a quota is shared out; by hand, there is a field for each of the CAM's partners."""

    rule = forms.ChoiceField(
        label="Share it out",
        choices=[(rule.value, rule.label) for rule in AllotmentRule],
        widget=forms.RadioSelect,
        initial=AllotmentRule.TRAILING_SHARE,
    )

    def __init__(self, *args: Any, partners: Sequence[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for partner in partners:
            self.fields[f"amount-{partner.pk}"] = forms.DecimalField(
                label=partner.name, required=False, min_value=Decimal(0), max_digits=20, decimal_places=2
            )

    def by_hand(self) -> dict[UUID, Decimal]:
        """The amounts entered by hand, by partner id. Call it on a valid form."""
        entered = {name.removeprefix("amount-"): value for name, value in self.cleaned_data.items() if name != "rule"}
        return {UUID(partner_id): amount for partner_id, amount in entered.items() if amount is not None}

    def chosen_rule(self) -> AllotmentRule:
        """The rule. Call it on a valid form."""
        return AllotmentRule(self.cleaned_data["rule"])
