"""What the API shows and takes of business plans and their lines."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers

from planning.calculations.plans.account import AccountRow
from planning.enums import PlanState
from planning.models import BusinessPlan, PlanLine, PlanOutcome, PlanProfit
from prm.api.serializers import Strict

_OUTCOME = (
    "case",
    "bookings_year_1",
    "bookings_year_2",
    "bookings_year_3",
    "revenue_year_1",
    "revenue_year_2",
    "revenue_year_3",
    "product_margin",
    "services_margin",
)
_PROFIT = (
    "case",
    "ebit_year_1",
    "ebit_year_2",
    "ebit_year_3",
    "cash",
    "first_positive_month",
    "break_even_month",
    "payback_month",
    "funding_need",
    "funding_month",
    "net_present_value",
    "yearly_return",
    "no_return",
)


class PlanOutcomeSerializer(serializers.ModelSerializer[PlanOutcome]):
    """What a case comes to before the partner's own costs."""

    class Meta:
        model = PlanOutcome
        fields = _OUTCOME
        read_only_fields = fields


class PlanProfitSerializer(serializers.ModelSerializer[PlanProfit]):
    """What a case leaves the partner. Months count from 1; null where it does not happen in 36."""

    class Meta:
        model = PlanProfit
        fields = _PROFIT
        read_only_fields = fields


class BusinessPlanSerializer(serializers.ModelSerializer[BusinessPlan]):
    """A plan. `profits` is empty where the partner keeps its costs to itself."""

    partner = serializers.UUIDField(source="partner_id", read_only=True)
    partner_name = serializers.CharField(source="partner.name", read_only=True)
    state = serializers.ChoiceField(choices=[(each.value, each.label) for each in PlanState], read_only=True)
    amends = serializers.UUIDField(source="amends_id", read_only=True, allow_null=True)
    outcomes = serializers.SerializerMethodField()
    profits = serializers.SerializerMethodField()

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

    def get_outcomes(self, plan: BusinessPlan) -> list[dict[str, Any]]:
        return self._of(plan, PlanOutcomeSerializer, "outcomes")

    def get_profits(self, plan: BusinessPlan) -> list[dict[str, Any]]:
        return self._of(plan, PlanProfitSerializer, "profits")

    def _of(self, plan: BusinessPlan, serializer: Any, name: str) -> list[dict[str, Any]]:
        kept: Mapping[Any, list[Any]] = self.context[name]
        return [dict(serializer(each).data) for each in kept.get(plan.pk, [])]


class StartPlanSerializer(Strict, serializers.Serializer[Any]):
    """A plan to be started. `template` is the key or id of a template, `copy_of` the id of a plan."""

    partner = serializers.UUIDField()
    fiscal_year = serializers.IntegerField(min_value=2000, max_value=2100)
    template = serializers.CharField(required=False, max_length=40)
    copy_of = serializers.UUIDField(required=False)


class PlanChangeSerializer(Strict, serializers.Serializer[Any]):
    """Fields of a plan's head. `revision` is the one that the change was made on; without it nobody is asked."""

    title = serializers.CharField(required=False, max_length=200)
    start_month = serializers.DateField(required=False)
    goals = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    strategy = serializers.CharField(required=False, allow_blank=True, max_length=5000)
    revision = serializers.IntegerField(required=False, min_value=0)


class BusinessPlanLineSerializer(serializers.ModelSerializer[PlanLine]):
    """A product line or sales play; see `entry` for which of the fields of units count."""

    plan = serializers.UUIDField(source="plan_id", read_only=True)

    class Meta:
        model = PlanLine
        exclude = ("tenant", "partner")


class NewLineSerializer(Strict, serializers.Serializer[Any]):
    """The plan that a line is added to; its fields are set by PATCH."""

    plan = serializers.UUIDField()


class LineChangeSerializer(Strict, serializers.ModelSerializer[PlanLine]):
    """Fields of a line. `revision` is the plan's revision that the change was made on."""

    revision = serializers.IntegerField(required=False, min_value=0)

    class Meta:
        model = PlanLine
        exclude = ("id", "tenant", "partner", "plan", "position")


class AccountRowSerializer(serializers.Serializer[AccountRow]):
    """A row of the profit and loss account, one value a period."""

    name = serializers.CharField()
    values = serializers.ListField(child=serializers.DecimalField(max_digits=24, decimal_places=2))
    whole = serializers.DecimalField(max_digits=24, decimal_places=2)


class PlanForecastSerializer(serializers.Serializer[Any]):
    """36 months of a case. Without rows below the gross profit where the partner keeps its costs to itself."""

    case = serializers.CharField()
    by = serializers.CharField()
    currency = serializers.CharField()
    periods = serializers.ListField(child=serializers.DateField())
    rows = AccountRowSerializer(many=True)
