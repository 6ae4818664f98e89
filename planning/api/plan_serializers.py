"""What the API shows and takes of business plans, and what they come to.

Amounts are in the plan's currency, months of the plan count from 1 to 36.
"""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from planning.calculations.plans.account import AccountRow
from planning.enums import PlanState
from planning.models import BusinessPlan, PlanOutcome, PlanProfit
from planning.operations.agreement.consent import CHOICES
from prm.api.serializers import Strict, described

_BOOKINGS = "What the vendor bills the partner for in plan year {}; all that the partner sells where it is an agent."
_REVENUE = "The partner's revenue in plan year {}: sales, fees and services."
_EBIT = (
    "The partner's profit in plan year {}, after people, costs and the vendor's share of them; below zero for a loss."
)
_COMPUTED = "When these figures were calculated: at the last change of the plan."
_OUTCOME = {
    "case": "Which case.",
    **{f"bookings_year_{year}": _BOOKINGS.format(year) for year in (1, 2, 3)},
    **{f"revenue_year_{year}": _REVENUE.format(year) for year in (1, 2, 3)},
    "product_margin": "Margins and fees on products in 36 months; below zero where products lose money.",
    "services_margin": "Margin of projects and managed services in 36 months; below zero for a loss.",
    "computed_at": _COMPUTED,
}
_PROFIT = {
    "case": "Which case.",
    **{f"ebit_year_{year}": _EBIT.format(year) for year in (1, 2, 3)},
    "cash": "Cumulative cash after 36 months, the opening investment taken off; below zero when it is not back.",
    "first_positive_month": "First month with a profit; null for none.",
    "break_even_month": "First month from which no month makes a loss; null for none.",
    "payback_month": "First month in which cumulative cash is back at zero; 0 when no money has to be found, null for "
    "none.",
    "funding_need": "The most money that has to be found, as a positive amount; 0 for none.",
    "funding_month": "Month after which cash is lowest; 0 for before the first.",
    "net_present_value": "Net present value of all cash at the plan's discount rate; below zero when it does not pay.",
    "yearly_return": "Internal rate of return a year as a share of one, 0.209150 for 20.915 %; null with `no_return`.",
    "no_return": "Why there is no single rate of return; empty where there is one.",
    "computed_at": _COMPUTED,
}

# Kept unrounded, told to the cent.
_UNROUNDED = {"product_margin", "services_margin"} | {
    f"{what}_year_{year}" for what in ("bookings", "revenue", "ebit") for year in (1, 2, 3)
}


def _to_the_cent(words: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    places = {"max_digits": 24, "decimal_places": 2}
    return {name: kwargs | (places if name in _UNROUNDED else {}) for name, kwargs in described(words).items()}


class PlanOutcomeSerializer(serializers.ModelSerializer[PlanOutcome]):
    """What a case comes to before the partner's own costs."""

    class Meta:
        model = PlanOutcome
        fields = tuple(_OUTCOME)
        read_only_fields = fields
        extra_kwargs = _to_the_cent(_OUTCOME)


class PlanProfitSerializer(serializers.ModelSerializer[PlanProfit]):
    """What a case leaves the partner after its own costs. Months count from 1; null where it does not happen in 36."""

    class Meta:
        model = PlanProfit
        fields = tuple(_PROFIT)
        read_only_fields = fields
        extra_kwargs = _to_the_cent(_PROFIT)


class BusinessPlanSerializer(serializers.ModelSerializer[BusinessPlan]):
    """A plan of 36 months. `profits` is empty where the partner keeps its costs to itself."""

    partner = serializers.UUIDField(source="partner_id", read_only=True)
    partner_name = serializers.CharField(source="partner.name", read_only=True)
    state = serializers.ChoiceField(choices=[(each.value, each.label) for each in PlanState], read_only=True)
    amends = serializers.UUIDField(source="amends_id", read_only=True, allow_null=True)
    outcomes = serializers.SerializerMethodField(help_text="Each case before the partner's own costs.")
    profits = serializers.SerializerMethodField(
        help_text="Each case after them; empty where they are not yours to see."
    )

    class Meta:
        model = BusinessPlan
        fields = (
            "id",
            "partner",
            "partner_name",
            "fiscal_year",
            "version",
            "amends",
            "title",
            "state",
            "start_month",
            "start_note",
            "currency",
            "goals",
            "strategy",
            "cost_sharing",
            "revision",
            "updated_at",
            "outcomes",
            "profits",
        )
        read_only_fields = fields
        extra_kwargs = described(
            {
                "fiscal_year": "The tenant's fiscal year by the calendar year in which it ends.",
                "version": "Counts the plans of the partner for this year, from 1.",
                "start_month": "First day of the plan's first month.",
                "start_note": "What the first draft was made of.",
                "currency": "ISO code; of every amount in the plan, whatever the tenant's currency is now.",
                "cost_sharing": "What the vendor sees of the partner's people, costs, terms and profit: `example` and "
                "`lines` all of it, `results` the profit, `private` nothing. Changed by `cost-sharing/`.",
                "revision": "Counts saved changes; send it with a change so that nobody is overwritten unseen.",
            }
        )

    @extend_schema_field(PlanOutcomeSerializer(many=True))
    def get_outcomes(self, plan: BusinessPlan) -> list[dict[str, Any]]:
        return self._of(plan, PlanOutcomeSerializer, "outcomes")

    @extend_schema_field(PlanProfitSerializer(many=True))
    def get_profits(self, plan: BusinessPlan) -> list[dict[str, Any]]:
        return self._of(plan, PlanProfitSerializer, "profits")

    def _of(self, plan: BusinessPlan, serializer: Any, name: str) -> list[dict[str, Any]]:
        kept: Mapping[Any, list[Any]] = self.context[name]
        return [dict(serializer(each).data) for each in kept.get(plan.pk, [])]


class StartPlanSerializer(Strict, serializers.Serializer[Any]):
    """A plan to be started. `template` is the key or id of a template, `copy_of` the id of a plan."""

    partner = serializers.UUIDField()
    fiscal_year = serializers.IntegerField(
        min_value=2000, max_value=2100, help_text="By the calendar year in which it ends."
    )
    template = serializers.CharField(required=False, max_length=40)
    copy_of = serializers.UUIDField(required=False)


class PlanChangeSerializer(Strict, serializers.Serializer[Any]):
    """Fields of a plan's head. `revision` is the one that the change was made on; without it nobody is asked."""

    title = serializers.CharField(required=False, max_length=200)
    start_month = serializers.DateField(required=False, help_text="Any day of the plan's first month.")
    goals = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    strategy = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    revision = serializers.IntegerField(required=False, min_value=0, help_text="See `revision` of the plan.")


class CostSharingSerializer(Strict, serializers.Serializer[Any]):
    """What the vendor may see from now on: nothing, the profit, or every cost."""

    cost_sharing = serializers.ChoiceField(choices=[(each.value, each.label) for each in CHOICES])


class AccountRowSerializer(serializers.Serializer[AccountRow]):
    """A row of the profit and loss account, one value a period. Costs are positive amounts; a loss is below zero."""

    name = serializers.CharField()
    values = serializers.ListField(
        child=serializers.DecimalField(max_digits=24, decimal_places=2), help_text="To the cent, one a period."
    )
    whole = serializers.DecimalField(
        max_digits=24, decimal_places=2, help_text="All 36 months; of what is held at a period's end the last."
    )


class PlanForecastSerializer(serializers.Serializer[Any]):
    """36 months of a case. Without rows below the gross profit where the partner keeps its costs to itself."""

    case = serializers.CharField()
    by = serializers.CharField()
    currency = serializers.CharField(help_text="Of every amount here.")
    periods = serializers.ListField(child=serializers.DateField(), help_text="First day of each period.")
    rows = AccountRowSerializer(many=True)
