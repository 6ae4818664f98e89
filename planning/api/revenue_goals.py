"""Revenue goals through the API: what each segment and case takes. Segments and worksheets are set on their page."""

from fractions import Fraction
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from planning.calculations.revenue_goals.goal import Needed, figure, per, whole
from planning.models import RevenueGoal
from planning.operations.revenue_goals.goals import change_goal, create_goal, remove_goal
from planning.queries.revenue_goals.goals import (
    GoalResult,
    SegmentResult,
    SheetResult,
    goals_in_order,
    result_of,
    results_of,
)
from prm.api.serializers import Strict, described
from prm.api.viewsets import TenantViewSet
from prm.people.permissions import Permission
from sales.queries.bookings import data_date

NUMBER: dict[str, Any] = {"max_digits": 40, "decimal_places": 4}


class FractionField(serializers.DecimalField):
    """An exact fraction, rounded to four decimals where it is shown."""

    def to_representation(self, value: Any) -> str:
        shown: str = super().to_representation(figure(value, NUMBER["decimal_places"]))
        return shown


class NeededSerializer(serializers.Serializer[Needed]):
    """What a revenue takes: whole numbers, rounded up; null where a line that is 0 stands in the way."""

    revenue = FractionField(**NUMBER, help_text="What has to come in, in the tenant's currency.")
    mgos = serializers.SerializerMethodField(help_text="Leads that marketing has to qualify (MGO) in the year.")
    mgos_a_quarter = serializers.SerializerMethodField(help_text="The same a quarter.")
    mgos_a_month = serializers.SerializerMethodField(help_text="The same a month.")
    mgos_a_week = serializers.SerializerMethodField(help_text="The same a week.")
    opportunities = serializers.SerializerMethodField(help_text="Opportunities that it takes.")
    won_deals = serializers.SerializerMethodField(help_text="Deals that have to be won.")
    contacts = serializers.SerializerMethodField(help_text="People that have to be reached.")
    campaigns = serializers.SerializerMethodField(help_text="Campaigns that it takes.")
    engaged_partners = serializers.SerializerMethodField(help_text="Partners that have to take part.")
    is_reachable = serializers.BooleanField()
    lines_at_zero = serializers.SerializerMethodField()

    def get_mgos(self, needed: Needed) -> int | None:
        return _whole(needed.mgos)

    def get_mgos_a_quarter(self, needed: Needed) -> int | None:
        return _per(needed.mgos, "quarter")

    def get_mgos_a_month(self, needed: Needed) -> int | None:
        return _per(needed.mgos, "month")

    def get_mgos_a_week(self, needed: Needed) -> int | None:
        return _per(needed.mgos, "week")

    def get_opportunities(self, needed: Needed) -> int | None:
        return _whole(needed.opportunities)

    def get_won_deals(self, needed: Needed) -> int | None:
        return _whole(needed.won)

    def get_contacts(self, needed: Needed) -> int | None:
        return _whole(needed.contacts)

    def get_campaigns(self, needed: Needed) -> int | None:
        return _whole(needed.campaigns)

    def get_engaged_partners(self, needed: Needed) -> int | None:
        return _whole(needed.engaged)

    def get_lines_at_zero(self, needed: Needed) -> list[str]:
        return [line.letter for line in needed.blocked]


class WorksheetSerializer(serializers.Serializer[SheetResult]):
    """A segment in one case: the lines as they were entered, the revenue they lead to, and what the goal takes."""

    case = serializers.CharField(source="case.value")
    partners = serializers.DecimalField(**NUMBER, source="sheet.partners", help_text="Partners of the segment.")
    engaged_percent = serializers.DecimalField(
        **NUMBER, source="sheet.engaged_percent", help_text="Of them, the percentage that takes part."
    )
    campaigns = serializers.DecimalField(
        **NUMBER, source="sheet.campaigns", help_text="Campaigns of such a partner in the year."
    )
    recipients = serializers.DecimalField(
        **NUMBER, source="sheet.recipients", help_text="People that a campaign reaches."
    )
    mgo_percent = serializers.DecimalField(
        **NUMBER, source="sheet.mgo_percent", help_text="Of them, the percentage that marketing qualifies (MGO)."
    )
    opportunity_percent = serializers.DecimalField(
        **NUMBER, source="sheet.opportunity_percent", help_text="Of MGOs, the percentage that becomes an opportunity."
    )
    won_percent = serializers.DecimalField(
        **NUMBER, source="sheet.won_percent", help_text="Of opportunities, the percentage that is won."
    )
    average_deal = serializers.DecimalField(
        **NUMBER, source="sheet.average_deal", help_text="What a won deal brings, in the tenant's currency."
    )
    mgos = FractionField(**NUMBER, source="outcome.mgos", help_text="MGOs that the lines lead to.")
    revenue = FractionField(
        **NUMBER, source="outcome.revenue", help_text="Revenue that they lead to, in the tenant's currency."
    )
    needed = NeededSerializer()


class SegmentSerializer(serializers.Serializer[SegmentResult]):
    """A segment of a goal. `group_by` and `value` say whose it is; `goal` is the revenue that it has to bring."""

    id = serializers.UUIDField(source="segment.pk")
    name = serializers.CharField(source="segment.name")
    group_by = serializers.CharField(source="segment.group_by")
    value = serializers.CharField(source="segment.value")
    share_percent = serializers.DecimalField(
        **NUMBER, source="segment.share_percent", help_text="Its share of what marketing has to bring, in percent."
    )
    goal = FractionField(**NUMBER, help_text="Revenue that the segment has to bring, in the tenant's currency.")
    cases = WorksheetSerializer(many=True, source="in_order")


_GOAL_WORDS = {
    "fiscal_year": "By the calendar year in which it ends.",
    "amount": "Revenue of the year, in the tenant's currency.",
    "sourced_percent": "Of the amount, the percentage that marketing has to start.",
    "changed_at": "When somebody changed it last: what it takes is as of then.",
}


class RevenueGoalSerializer(serializers.ModelSerializer[RevenueGoal]):
    """A goal with its segments."""

    segments = serializers.SerializerMethodField()

    class Meta:
        model = RevenueGoal
        fields = ("id", "name", "fiscal_year", "amount", "sourced_percent", "changed_at", "segments")
        read_only_fields = fields
        extra_kwargs = described(_GOAL_WORDS)

    @extend_schema_field(SegmentSerializer(many=True))
    def get_segments(self, goal: RevenueGoal) -> list[dict[str, Any]]:
        results: dict[Any, GoalResult] = self.context.get("results", {})
        found = results.get(goal.pk) or result_of(goal)
        return [dict(SegmentSerializer(each).data) for each in found.segments]


class RevenueGoalChangeSerializer(Strict, serializers.ModelSerializer[RevenueGoal]):
    """What is to be reached in which year, and how much of it marketing starts."""

    class Meta:
        model = RevenueGoal
        fields = ("name", "fiscal_year", "amount", "sourced_percent")
        extra_kwargs = described(_GOAL_WORDS)


class RevenueGoalViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[RevenueGoal]):
    """Revenue goals with their segments and what each takes in three cases."""

    model = RevenueGoal
    serializer_class = RevenueGoalSerializer
    required_permission = Permission.REVENUE_GOAL_VIEW
    write_permission = Permission.REVENUE_GOAL_EDIT

    def rows(self) -> QuerySet[RevenueGoal]:
        return goals_in_order()

    @extend_schema(request=RevenueGoalChangeSerializer)
    def create(self, request: Request, tenant: str) -> Response:
        """A new goal with one segment of all partners, begun from the tenant's own records."""
        given = self.given(RevenueGoalChangeSerializer)
        today = self.now.astimezone(ZoneInfo(self.membership.tenant.time_zone)).date()
        goal = create_goal(fields=given, as_of=data_date(today=today), by=self.membership, at=self.now)
        return self.shown(goal, status=HTTPStatus.CREATED)

    @extend_schema(request=RevenueGoalChangeSerializer)
    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Change its name, year, amount or marketing's share."""
        goal = self.get_object()
        given = self.given(RevenueGoalChangeSerializer, row=goal)
        return self.shown(change_goal(goal=goal, fields=given, by=self.membership, at=self.now))

    def destroy(self, request: Request, tenant: str, pk: str) -> Response:
        """Take a goal away with its segments and worksheets."""
        remove_goal(goal=self.get_object(), by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)

    def paginate_queryset(self, queryset: Any) -> Any:
        page = super().paginate_queryset(queryset)
        self.results = {each.goal.pk: each for each in results_of(page or [])}
        return page

    def get_serializer_context(self) -> dict[str, Any]:
        return dict(super().get_serializer_context()) | {"results": getattr(self, "results", {})}


def _whole(value: Fraction | None) -> int | None:
    return None if value is None else whole(value)


def _per(value: Fraction | None, period: str) -> int | None:
    return None if value is None else per(value, period)
