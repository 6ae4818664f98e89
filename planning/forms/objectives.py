"""Objectives of a plan."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from planning.calculations.plans.objective_kinds import Measure
from planning.calculations.plans.objectives import Quarterly, split_year
from planning.forms.revenue_goals import LARGEST, WrittenDecimalField
from planning.models import PlanObjective
from sales.models import Customer, Deal
from sales.queries.bookings import families

QUARTERS = (1, 2, 3, 4)
EVEN, SEASON = "even", "season"


class OptionalAmount(forms.CharField):
    """A number as people write it, from 0 to `LARGEST`, or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        attributes = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(required=False, widget=forms.TextInput(attrs=attributes), **kwargs)
        self._written = WrittenDecimalField(limit=LARGEST, places=2)

    def clean(self, value: Any) -> Decimal | None:
        return self._written.clean(value) if (value or "").strip() else None

    def prepare_value(self, value: Any) -> Any:
        return self._written.prepare_value(value)


class ObjectiveForm(forms.Form):
    """An objective with the year's target; quarters that are typed count instead of the split."""

    name = forms.CharField(max_length=120)
    measure = forms.ChoiceField(label="What is counted", choices=[(each.value, each.label) for each in Measure])
    weight = WrittenDecimalField(label="Weight", limit=Decimal(1000), initial=Decimal(1))
    family = forms.CharField(
        label="Product family", required=False, max_length=100, help_text="Of bookings, orders, deals, certificates."
    )
    country = forms.CharField(required=False, max_length=100, help_text="Of deals and MGOs: where the customer is.")
    customer = forms.ModelChoiceField(
        Customer.unscoped.none(), required=False, empty_label="All", help_text="Of deals and MGOs."
    )
    year_target = OptionalAmount(label="Target of the year")
    spread = forms.ChoiceField(
        label="Spread it", choices=[(EVEN, "Evenly"), (SEASON, "As last year’s bookings")], required=False
    )
    quarter_1 = OptionalAmount(label="Q1")
    quarter_2 = OptionalAmount(label="Q2")
    quarter_3 = OptionalAmount(label="Q3")
    quarter_4 = OptionalAmount(label="Q4")

    def __init__(self, *args: Any, partner_id: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sold_to = Deal.objects.filter(partner_id=partner_id).order_by().values("customer_id")
        field = self.fields["customer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Customer.objects.filter(pk__in=sold_to).order_by("name")
        self.fields["family"].widget.attrs["list"] = "objective-families"
        self.families = families()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        typed = [found.get(f"quarter_{quarter}") for quarter in QUARTERS]
        if found.get("year_target") is None and None in typed and "year_target" not in self.errors:
            self.add_error("year_target", "Enter the year’s target, or all four quarters.")
        return found

    def values(self) -> dict[str, Any]:
        """What to hand to the operation."""
        names = ("name", "measure", "weight", "family", "country", "customer")
        return {name: self.cleaned_data[name] for name in names}

    def targets(self, season: Sequence[Decimal]) -> Quarterly:
        """Four quarters: as typed where all are, else the year's target, spread."""
        typed = [self.cleaned_data[f"quarter_{quarter}"] for quarter in QUARTERS]
        if None not in typed:
            first, second, third, fourth = typed
            return first, second, third, fourth
        chosen = season if self.cleaned_data["spread"] == SEASON else ()
        return split_year(self.cleaned_data["year_target"], Measure(self.cleaned_data["measure"]), chosen)


class ResultsForm(forms.Form):
    """What was reached in each quarter of an objective that is counted by hand."""

    quarter_1 = OptionalAmount(label="Q1")
    quarter_2 = OptionalAmount(label="Q2")
    quarter_3 = OptionalAmount(label="Q3")
    quarter_4 = OptionalAmount(label="Q4")

    def results(self) -> list[Decimal | None]:
        """In the order of the quarters."""
        return [self.cleaned_data[f"quarter_{quarter}"] for quarter in QUARTERS]


def initial_of(objective: PlanObjective, targets: Sequence[Decimal]) -> dict[str, Any]:
    """An objective as the form shows it."""
    plain = {name: getattr(objective, name) for name in ("name", "measure", "weight", "family", "country", "customer")}
    return plain | {f"quarter_{quarter}": target for quarter, target in enumerate(targets, 1)}
