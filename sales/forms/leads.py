"""Forms about leads."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from partners.forms import day_input
from partners.models import Partner
from sales.enums import ENTRY_WAY, LeadStage
from sales.forms.campaigns import CampaignField
from sales.forms.deals import plain_value
from sales.models import Campaign, Deal, Lead
from sales.queries.campaigns import campaigns_for
from sales.queries.deals import deals_of


def _told(stage: LeadStage) -> tuple[str, str]:
    return stage.value, f"{stage.label}: {stage.meaning.lower()}"


class LeadForm(forms.Form):
    """One lead. As what it came in is asked for once; moving it later is another form."""

    company_name = forms.CharField(label="Company", max_length=200)
    contact_name = forms.CharField(label="Contact", max_length=200, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    phone = forms.CharField(max_length=60, required=False)
    campaign = CampaignField(
        Campaign.unscoped.none(), required=False, empty_label="None", help_text="What they answered."
    )
    entered_date = forms.DateField(label="Came in", widget=day_input())
    entered_stage = forms.ChoiceField(label="As", choices=[_told(each) for each in ENTRY_WAY])
    amount = forms.DecimalField(
        label="Expected amount", required=False, min_value=Decimal(0), max_digits=20, decimal_places=2
    )
    external_id = forms.CharField(label="Lead number", max_length=100, required=False)
    note = forms.CharField(max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, partner: Partner, today: date, lead: Lead | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        field = self.fields["campaign"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = campaigns_for(partner)
        if lead is None and not self.is_bound:
            self.fields["company_name"].widget.attrs["autofocus"] = True
        self.fields["entered_date"].initial = today
        self.fields["entered_date"].widget.attrs["max"] = today.isoformat()
        if lead is not None:
            del self.fields["entered_stage"]
            if lead.campaign_id and lead.campaign is None:
                del self.fields["campaign"]
            self.initial = {name: plain_value(getattr(lead, name)) for name in self.fields}


class LeadMoveForm(forms.Form):
    """Into which stage. Nobody chooses Won: that is for the deal to say."""

    stage = forms.ChoiceField(choices=[_told(each) for each in (*ENTRY_WAY, LeadStage.LOST)])
    decline_reason = forms.CharField(
        label="Why it was lost", max_length=200, required=False, help_text="For lost leads only."
    )

    def clean_stage(self) -> LeadStage:
        return LeadStage(self.cleaned_data["stage"])


class DeclineForm(forms.Form):
    """Why a partner gives a lead back."""

    reason = forms.CharField(label="Why?", max_length=200)


class LeadDealForm(forms.Form):
    """The deal that came of the lead, where one was recorded already."""

    deal = forms.ModelChoiceField(Deal.unscoped.none(), required=False, empty_label="None")

    def __init__(self, *args: Any, partner: Partner, **kw: Any) -> None:
        super().__init__(*args, **kw)
        field = self.fields["deal"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = deals_of(partner)
