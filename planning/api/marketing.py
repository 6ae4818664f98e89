"""Marketing plans and their tactics through the API, with the forecast of the page. Reading only."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from planning.calculations.marketing.forecast import Return, TacticForecast, forecast_tactic
from planning.calculations.marketing.kinds import GoalKind, MarketingState, Volume
from planning.models import MarketingGoal, MarketingPlan, Tactic, TacticType
from planning.queries.marketing.plans import drivers_of, forecast_of, whole_plans
from prm.api.viewsets import TenantViewSet
from prm.kernel.ratios import Ratio
from prm.people.permissions import Permission

_STATES = [(each.value, each.label) for each in MarketingState]
_FIGURE: dict[str, Any] = {"max_digits": 40, "decimal_places": 6}


# The largest budget at the least cost per inquiry comes to more digits than the usual 28.
_WIDE = Context(prec=100)


def _places(value: Decimal, places: int = 6) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN, _WIDE)


class MarketingReturnSerializer(serializers.Serializer[Return]):
    """What a spend brings; multiple and ROI are null where nothing is spent."""

    spend = serializers.DecimalField(**_FIGURE)
    revenue_multiple = serializers.SerializerMethodField()
    roi_percent = serializers.SerializerMethodField()

    def get_revenue_multiple(self, found: Return) -> Decimal | None:
        return self._written(found.multiple, 1)

    def get_roi_percent(self, found: Return) -> Decimal | None:
        return self._written(found.roi, 100)

    def _written(self, ratio: Ratio, factor: int) -> Decimal | None:
        return None if ratio.value is None else _places(ratio.value * factor, 4)


class MarketingForecastSerializer(serializers.Serializer[TacticForecast]):
    """Leads stage by stage and what they are worth; counts are not rounded to whole leads.

    `vendor` is the return on MDF, `pair` that on the whole budget.
    """

    inquiries = serializers.SerializerMethodField()
    mgos = serializers.SerializerMethodField()
    accepted = serializers.SerializerMethodField()
    opportunities = serializers.SerializerMethodField()
    won = serializers.SerializerMethodField()
    pipeline = serializers.SerializerMethodField()
    revenue = serializers.SerializerMethodField()
    gross_profit = serializers.SerializerMethodField()
    vendor = MarketingReturnSerializer()
    pair = MarketingReturnSerializer()

    def get_inquiries(self, found: TacticForecast) -> Decimal:
        return _places(found.inquiries)

    def get_mgos(self, found: TacticForecast) -> Decimal:
        return _places(found.mgos)

    def get_accepted(self, found: TacticForecast) -> Decimal:
        return _places(found.sals)

    def get_opportunities(self, found: TacticForecast) -> Decimal:
        return _places(found.opportunities)

    def get_won(self, found: TacticForecast) -> Decimal:
        return _places(found.won)

    def get_pipeline(self, found: TacticForecast) -> Decimal:
        return _places(found.pipeline)

    def get_revenue(self, found: TacticForecast) -> Decimal:
        return _places(found.revenue)

    def get_gross_profit(self, found: TacticForecast) -> Decimal:
        return _places(found.gross_profit)


class MarketingCasesSerializer(serializers.Serializer[Any]):
    """The same in the three cases."""

    bleak = MarketingForecastSerializer()
    base = MarketingForecastSerializer()
    bold = MarketingForecastSerializer()


class MarketingGoalSerializer(serializers.ModelSerializer[MarketingGoal]):
    """A goal; `target` is null where nothing is counted."""

    kind = serializers.ChoiceField(choices=[(each.value, each.label) for each in GoalKind], read_only=True)

    class Meta:
        model = MarketingGoal
        fields = ("id", "text", "kind", "target")
        read_only_fields = fields


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
    partner_budget = serializers.DecimalField(max_digits=14, decimal_places=2, read_only=True)
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


class MarketingFilter(serializers.Serializer[Any]):
    """What narrows the lists. Other parameters are ignored."""

    partner = serializers.UUIDField(required=False)
    plan = serializers.UUIDField(required=False)
    state = serializers.ChoiceField(choices=_STATES, required=False)
    quarter = serializers.DateField(required=False)

    def chosen(self, *names: str) -> dict[str, Any]:
        """The values of those parameters. Raises `ValidationError` for values that cannot be."""
        self.is_valid(raise_exception=True)
        return {name: value for name, value in self.validated_data.items() if name in names}


class MarketingPlanViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[MarketingPlan]):
    """Marketing plans of the partners in reach, the latest quarter first."""

    model = MarketingPlan
    serializer_class = MarketingPlanSerializer
    required_permission = Permission.MARKETING_VIEW

    def rows(self) -> QuerySet[MarketingPlan]:
        rows = whole_plans()
        if self.action != "list":
            return rows
        columns = {"partner": "partner_id", "state": "state", "quarter": "quarter_start_date"}
        chosen = MarketingFilter(data=self.request.query_params.dict()).chosen(*columns)
        return rows.filter(**{columns[name]: value for name, value in chosen.items()})

    @extend_schema(
        parameters=[
            OpenApiParameter("partner", UUID, description="Only of this partner, by id."),
            OpenApiParameter("state", str, enum=[each.value for each in MarketingState]),
            OpenApiParameter("quarter", str, description="Only of the quarter that begins on this day."),
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)


class TacticViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[Tactic]):
    """The tactics of marketing plans in reach, by their first day."""

    model = Tactic
    serializer_class = TacticSerializer
    required_permission = Permission.MARKETING_VIEW

    def rows(self) -> QuerySet[Tactic]:
        rows = Tactic.objects.select_related("type", "plan").order_by("start_date", "id")
        if self.action != "list":
            return rows
        chosen = MarketingFilter(data=self.request.query_params.dict()).chosen("partner", "plan")
        return rows.filter(**{f"{name}_id": value for name, value in chosen.items()})

    @extend_schema(
        parameters=[
            OpenApiParameter("partner", UUID, description="Only of this partner, by id."),
            OpenApiParameter("plan", UUID, description="Only of this plan, by id."),
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)


class TacticTypeViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[TacticType]):
    """Kinds of tactics, in their order."""

    model = TacticType
    serializer_class = TacticTypeSerializer
    required_permission = Permission.MARKETING_VIEW

    def rows(self) -> QuerySet[TacticType]:
        return TacticType.objects.order_by("order", "name")
