"""What the API shows and takes of marketing plans, with the forecast of the page.

Amounts are in the tenant's currency, percentages in points. Forecasts are made of what stands in the plan now.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from planning.calculations.marketing.forecast import Return, TacticForecast, forecast_tactic
from planning.calculations.marketing.kinds import GoalKind, MarketingState, Volume
from planning.models import MarketingGoal, MarketingPlan, Tactic, TacticType
from planning.queries.marketing.plans import drivers_of, forecast_of
from prm.api.serializers import described

_STATES = [(each.value, each.label) for each in MarketingState]
TARGET = "What is to be reached of `kind`: a count, or an amount in the tenant's currency; not below zero."
_RATES = {
    "cost_per_response": "What one inquiry costs, in the tenant's currency; counts where `volume` is `budget`.",
    "inquiry_percent": "Of the people reached, the percentage that answers; counts where `volume` is `reach`.",
    "mql_percent": "Of inquiries, the percentage that marketing qualifies (MGO).",
    "sal_percent": "Of MGOs, the percentage that sales accepts.",
    "sql_percent": "Of accepted leads, the percentage that becomes an opportunity.",
    "won_percent": "Of opportunities, the percentage that is won.",
    "average_deal": "What a won deal brings, in the tenant's currency.",
    "gross_margin_percent": "The vendor's gross margin in percent of revenue; below zero for a loss.",
}
TACTIC_WORDS = {
    "start_date": "First day, within the plan's quarter.",
    "end_date": "Last day, within the plan's quarter.",
    "budget": "What the tactic costs in all, in the tenant's currency.",
    "mdf_budget": "Of it the vendor's part (MDF), not more than the budget.",
    "volume": "Whether inquiries follow from the budget and the cost of one, or from the people reached.",
    "reach": "How many people are reached; counts where `volume` is `reach`.",
    **_RATES,
}
_TYPE_WORDS = {
    "usual_budget": "What a new tactic of this kind begins with, in the tenant's currency; half of it is MDF.",
    "usual_reach": "How many people it usually reaches; 0 where inquiries follow from the budget.",
    "usual_days": "How many days it usually takes.",
    **_RATES,
}
PLAN_WORDS = {
    "quarter_start_date": "First day of the fiscal quarter.",
    "revision": "How often it was written anew after an approval, from 1.",
    **{
        f"{case}_percent": f"Of the expected inquiries, the percentage that comes in the {case} case."
        for case in ("bleak", "base", "bold")
    },
}


class FigureField(serializers.DecimalField):
    """A figure rounded where it is shown; the largest budget at the least cost has more digits than the usual 28."""

    def to_representation(self, value: Any) -> str:
        places = Decimal(1).scaleb(-(self.decimal_places or 0))
        return f"{value.quantize(places, ROUND_HALF_EVEN, _WIDE):f}"


def _figure(words: str, *, source: str | None = None) -> FigureField:
    return FigureField(max_digits=100, decimal_places=6, source=source, help_text=words)


_WIDE = Context(prec=100)


class MarketingReturnSerializer(serializers.Serializer[Return]):
    """What a spend brings; multiple and ROI are null where nothing is spent."""

    spend = _figure("What is spent, in the tenant's currency.")
    revenue_multiple = FigureField(
        max_digits=100,
        decimal_places=4,
        allow_null=True,
        source="multiple.value",
        help_text="Revenue over spend: 4 is four times the spend.",
    )
    roi_percent = FigureField(
        max_digits=100,
        decimal_places=4,
        allow_null=True,
        source="roi.percent",
        help_text="Gross profit less spend, in percent of the spend; below zero where less comes back.",
    )


class MarketingForecastSerializer(serializers.Serializer[TacticForecast]):
    """Leads stage by stage and what they are worth; counts are not rounded to whole leads.

    `vendor` is the return on MDF, `pair` that on the whole budget.
    """

    inquiries = _figure("People who are expected to answer.")
    mgos = _figure("Of them those that marketing qualifies (MGO).")
    accepted = _figure("Of them those that sales accepts.", source="sals")
    opportunities = _figure("Of them those that become opportunities.")
    won = _figure("Of them those that are won.")
    pipeline = _figure("What the opportunities are worth, in the tenant's currency.")
    revenue = _figure("What the won ones bring the vendor, in the tenant's currency.")
    gross_profit = _figure("Revenue at the tactics' gross margin; below zero where the margin is.")
    vendor = MarketingReturnSerializer()
    pair = MarketingReturnSerializer()


class MarketingCasesSerializer(serializers.Serializer[Any]):
    """The same in the three cases."""

    bleak = MarketingForecastSerializer()
    base = MarketingForecastSerializer()
    bold = MarketingForecastSerializer()


class MarketingGoalSerializer(serializers.ModelSerializer[MarketingGoal]):
    """A goal; `target` is null where nothing is counted."""

    plan = serializers.UUIDField(source="plan_id", read_only=True)
    kind = serializers.ChoiceField(choices=[(each.value, each.label) for each in GoalKind], read_only=True)

    class Meta:
        model = MarketingGoal
        fields = ("id", "plan", "text", "kind", "target")
        read_only_fields = fields
        extra_kwargs = described({"target": TARGET})


class TacticSerializer(serializers.ModelSerializer[Tactic]):
    """A tactic with its rates and the base case of its forecast. `campaign` is there once the plan was approved."""

    plan = serializers.UUIDField(source="plan_id", read_only=True)
    partner = serializers.UUIDField(source="partner_id", read_only=True)
    type = serializers.UUIDField(source="type_id", read_only=True)
    type_name = serializers.CharField(source="type.name", read_only=True)
    is_verifiable = serializers.BooleanField(source="type.is_verifiable", read_only=True)
    goal = serializers.UUIDField(source="goal_id", read_only=True, allow_null=True)
    campaign = serializers.UUIDField(source="campaign_id", read_only=True, allow_null=True)
    owner = serializers.UUIDField(source="owner_id", read_only=True, allow_null=True)
    partner_budget = serializers.DecimalField(
        max_digits=14, decimal_places=2, read_only=True, help_text="What the partner pays: the budget less MDF."
    )
    volume = serializers.ChoiceField(choices=[(each.value, each.label) for each in Volume], read_only=True)
    forecast = serializers.SerializerMethodField()

    class Meta:
        model = Tactic
        fields = (
            "id",
            "plan",
            "partner",
            "type",
            "type_name",
            "is_verifiable",
            "goal",
            "campaign",
            "owner",
            "name",
            "audience",
            "start_date",
            "end_date",
            "budget",
            "mdf_budget",
            "partner_budget",
            "volume",
            "reach",
            "cost_per_response",
            "inquiry_percent",
            "mql_percent",
            "sal_percent",
            "sql_percent",
            "won_percent",
            "average_deal",
            "gross_margin_percent",
            "forecast",
        )
        read_only_fields = fields
        extra_kwargs = described(TACTIC_WORDS)

    @extend_schema_field(MarketingForecastSerializer)
    def get_forecast(self, tactic: Tactic) -> Any:
        found = forecast_tactic(drivers_of(tactic), case_percent=tactic.plan.base_percent)
        return MarketingForecastSerializer(found).data


class MarketingPlanSerializer(serializers.ModelSerializer[MarketingPlan]):
    """A marketing plan of a quarter, with goals, tactics and the forecast of the three cases."""

    partner = serializers.UUIDField(source="partner_id", read_only=True)
    partner_name = serializers.CharField(source="partner.name", read_only=True)
    state = serializers.ChoiceField(choices=_STATES, read_only=True)
    goals = MarketingGoalSerializer(many=True, read_only=True)
    tactics = TacticSerializer(many=True, read_only=True)
    forecast = serializers.SerializerMethodField()

    class Meta:
        model = MarketingPlan
        fields = (
            "id",
            "partner",
            "partner_name",
            "quarter_start_date",
            "title",
            "state",
            "revision",
            "bleak_percent",
            "base_percent",
            "bold_percent",
            "submitted_at",
            "decided_at",
            "updated_at",
            "goals",
            "tactics",
            "forecast",
        )
        read_only_fields = fields
        extra_kwargs = described(PLAN_WORDS)

    @extend_schema_field(MarketingCasesSerializer)
    def get_forecast(self, plan: MarketingPlan) -> Any:
        cases = {case.value: forecast for case, forecast in forecast_of(plan).cases.items()}
        return MarketingCasesSerializer(cases).data


class TacticTypeSerializer(serializers.ModelSerializer[TacticType]):
    """A kind of tactic, and what a new one begins with. `is_example`: nobody has edited its figures yet."""

    class Meta:
        model = TacticType
        fields = (
            "id",
            "name",
            "usual_budget",
            "usual_reach",
            "usual_days",
            "cost_per_response",
            "inquiry_percent",
            "mql_percent",
            "sal_percent",
            "sql_percent",
            "won_percent",
            "average_deal",
            "gross_margin_percent",
            "is_verifiable",
            "is_active",
            "is_example",
        )
        read_only_fields = fields
        extra_kwargs = described(_TYPE_WORDS)
