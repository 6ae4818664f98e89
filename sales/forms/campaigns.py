"""The form about a campaign."""

from typing import Any

from django import forms

from partners.forms import day_input
from partners.models import Partner
from prm.people.models import Membership
from prm.tenancy.scope import Reach
from sales.models import Campaign

CHANNELS = (
    "E-mail",
    "Webinar",
    "Event",
    "Trade fair",
    "Paid search",
    "Social media",
    "Telephone",
    "Content",
    "Referral",
)


class CampaignField(forms.ModelChoiceField[Campaign]):
    """The choice of a campaign. Several have one name, so the day tells them apart."""

    def label_from_instance(self, obj: Campaign) -> str:
        return obj.name_and_day


class CampaignForm(forms.Form):
    """One campaign. Whose it is, is said once."""

    name = forms.CharField(max_length=200)
    partner = forms.ModelChoiceField(Partner.unscoped.none())
    channel = forms.CharField(max_length=60, required=False, help_text="The way it goes out, such as Webinar.")
    start_date = forms.DateField(label="Starts", widget=day_input())
    end_date = forms.DateField(label="Ends", required=False, widget=day_input())
    external_id = forms.CharField(
        label="Campaign code",
        max_length=100,
        required=False,
        help_text="What files and other systems call it. Lead lists may name it.",
    )

    def __init__(self, *args: Any, member: Membership, campaign: Campaign | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.fields["channel"].widget.attrs["list"] = "channels"
        field = self.fields["partner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Partner.objects.order_by("name")
        if member.scope().reach is Reach.STAFF:
            field.required, field.empty_label = False, f"{member.tenant.name}’s own"
        if member.role_enum.is_partner or campaign is not None:
            del self.fields["partner"]
        if campaign is not None:
            self.initial = {name: getattr(campaign, name) for name in self.fields}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("start_date"), data.get("end_date")
        if start and end and end < start:
            self.add_error("end_date", "A campaign does not end before it starts.")
        return data
