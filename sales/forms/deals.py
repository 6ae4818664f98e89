"""Forms about deals and stages."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from partners.forms import day_input
from partners.models import Partner
from prm.people.models import Membership
from sales.enums import Outcome
from sales.forms.campaigns import CampaignField
from sales.models import Campaign, Deal, DealStage, Product
from sales.queries.campaigns import campaigns_for


def plain_value(value: Any) -> Any:
    """Exact numbers without the zeros that their column keeps behind them."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class DealForm(forms.Form):
    """One deal. The customer is named in words: who it is, is found out when it is saved."""

    name = forms.CharField(label="Deal", max_length=200, help_text="What it is about, in a few words.")
    customer = forms.CharField(max_length=200, required=False, help_text="Who buys.")
    stage = forms.ModelChoiceField(DealStage.unscoped.none(), empty_label=None)
    amount = forms.DecimalField(min_value=Decimal(0), max_digits=20, decimal_places=2)
    expected_close_date = forms.DateField(label="Expected to close", required=False, widget=day_input())
    probability_percent = forms.DecimalField(
        label="Own probability, %",
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(100),
        decimal_places=2,
        help_text="Leave it empty to take that of the stage.",
    )
    product = forms.ModelChoiceField(Product.unscoped.none(), required=False, empty_label="None in particular")
    owner = forms.ModelChoiceField(
        Membership.unscoped.none(), label="Looked after by", required=False, empty_label="Nobody in particular"
    )
    campaign = CampaignField(
        Campaign.unscoped.none(), required=False, empty_label="None", help_text="The one that brought it, if one did."
    )
    is_partner_sourced = forms.BooleanField(label="Brought by the partner", required=False, initial=True)
    engaged_date = forms.DateField(label="First contact", required=False, widget=day_input())
    registered_date = forms.DateField(label="Registered", required=False, widget=day_input())
    next_step = forms.CharField(
        max_length=300, required=False, help_text="For your own people; partners do not see it."
    )

    def __init__(self, *args: Any, partner: Partner, deal: Deal | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        self._offer("campaign", campaigns_for(partner))
        self._offer("product", Product.objects.order_by("name"))
        self._offer("owner", Membership.objects.filter(partner_id=None, ended_at=None).order_by("display_name"))
        self._offer("stage", DealStage.objects.filter(outcome=Outcome.OPEN).order_by("order", "name"))
        self.fields["customer"].widget.attrs["list"] = "customer-names"
        if deal is not None:
            del self.fields["stage"]
            if deal.campaign_id and deal.campaign is None:
                del self.fields["campaign"]
            self.initial = {name: plain_value(getattr(deal, name)) for name in self.fields}

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


class MoveForm(forms.Form):
    """Into which open stage."""

    stage = forms.ModelChoiceField(DealStage.unscoped.none(), label="Stage", empty_label=None)

    def __init__(self, *args: Any, **kw: Any) -> None:
        super().__init__(*args, **kw)
        field = self.fields["stage"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = DealStage.objects.filter(outcome=Outcome.OPEN).order_by("order", "name")


class CloseForm(forms.Form):
    """How a deal ended, and when."""

    stage = forms.ModelChoiceField(
        DealStage.unscoped.none(), label="How did it end?", empty_label=None, widget=forms.RadioSelect
    )
    closed_date = forms.DateField(label="On", widget=day_input())
    lost_reason = forms.CharField(
        label="Why it was lost", max_length=200, required=False, help_text="For lost deals. Partners do not see it."
    )

    def __init__(self, *args: Any, today: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        field = self.fields["stage"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = DealStage.objects.exclude(outcome=Outcome.OPEN).order_by("order", "name")
        self.fields["closed_date"].initial = today
        self.fields["closed_date"].widget.attrs["max"] = today.isoformat()


class StageForm(forms.Form):
    """One step on a deal's way."""

    name = forms.CharField(max_length=60)
    order = forms.IntegerField(min_value=0, max_value=1000, help_text="Lower numbers come first.")
    outcome = forms.ChoiceField(
        label="Deals here are", choices=[(each.value, each.label) for each in Outcome], initial=Outcome.OPEN
    )
    probability_percent = forms.DecimalField(
        label="Probability, %",
        min_value=Decimal(0),
        max_value=Decimal(100),
        decimal_places=2,
        required=False,
        help_text="How many of a hundred deals here are won in the end. Won is 100, lost is 0, whatever stands here.",
    )
    is_qualified = forms.BooleanField(
        label="Qualified",
        required=False,
        initial=True,
        help_text="Counts as pipeline; for won and lost: counts in win rates.",
    )

    def __init__(self, *args: Any, stage: DealStage | None = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        if stage is not None:
            self.initial = {name: plain_value(getattr(stage, name)) for name in self.fields}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") == Outcome.OPEN and data.get("probability_percent") is None:
            self.add_error("probability_percent", "An open stage needs a probability.")
        return {**data, "probability_percent": data.get("probability_percent") or Decimal(0)}
