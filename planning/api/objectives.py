"""Objectives of business plans through the API, with what came of them as the page tells it. Reading only."""

from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from planning.calculations.plans.objective_kinds import Measure
from planning.calculations.plans.objectives import Progress, QuarterProgress
from planning.models import PlanObjective
from planning.queries.plans.objectives import plan_objectives
from prm.api.serializers import described
from prm.api.viewsets import TenantViewSet
from prm.people.permissions import Permission
from prm.tenancy.models import Tenant

_FIGURE: dict[str, Any] = {"max_digits": 40, "decimal_places": 6}


class ObjectiveQuarterSerializer(serializers.Serializer[QuarterProgress]):
    """A quarter; `due` is the part of the target due by now, `actual` null where nothing is known."""

    target = serializers.DecimalField(
        **_FIGURE, help_text="Of the quarter: a count, or an amount in the plan's currency."
    )
    due = serializers.DecimalField(**_FIGURE, help_text="The part of the target that is due by now.")
    actual = serializers.DecimalField(
        **_FIGURE,
        allow_null=True,
        help_text="What was reached; bookings and orders up to the data date, the rest today.",
    )


class ObjectiveProgressSerializer(serializers.Serializer[Progress]):
    """An objective to date; `attained_percent` is null where there is nothing to tell."""

    actual = serializers.DecimalField(**_FIGURE, allow_null=True, help_text="Of the year so far; null for not known.")
    due = serializers.DecimalField(**_FIGURE, help_text="What is due of the targets by now.")
    attained_percent = serializers.DecimalField(
        max_digits=40,
        decimal_places=4,
        allow_null=True,
        source="attained.percent",
        help_text="What was reached in percent of what is due; null where there is nothing to tell.",
    )
    quarters = ObjectiveQuarterSerializer(many=True)


class PlanObjectiveSerializer(serializers.ModelSerializer[PlanObjective]):
    """An objective of a plan. Set by the partner where `is_partner_owned`, else by the vendor."""

    plan = serializers.UUIDField(source="plan_id", read_only=True)
    partner = serializers.UUIDField(source="partner_id", read_only=True)
    customer = serializers.UUIDField(source="customer_id", read_only=True, allow_null=True)
    measure = serializers.ChoiceField(choices=[(each.value, each.label) for each in Measure], read_only=True)

    class Meta:
        model = PlanObjective
        fields: tuple[str, ...] = (
            "id",
            "plan",
            "partner",
            "name",
            "measure",
            "weight",
            "family",
            "country",
            "customer",
            "is_partner_owned",
        )
        read_only_fields: tuple[str, ...] = fields
        extra_kwargs = described({"weight": "How much it counts among the plan's objectives; 0 for not at all."})


class PlanObjectiveDetailSerializer(PlanObjectiveSerializer):
    """An objective with how it stands, quarter by quarter."""

    progress = serializers.SerializerMethodField()

    class Meta(PlanObjectiveSerializer.Meta):
        fields = (*PlanObjectiveSerializer.Meta.fields, "progress")
        read_only_fields = fields

    @extend_schema_field(ObjectiveProgressSerializer)
    def get_progress(self, objective: PlanObjective) -> Any:
        found = plan_objectives(objective.plan, tenant=objective.tenant, today=_today(objective.tenant))
        own = next(each for each in found.progress.objectives if each.goal.id == objective.pk)
        return ObjectiveProgressSerializer(own).data


def _today(tenant: Tenant) -> date:
    return timezone.now().astimezone(ZoneInfo(tenant.time_zone)).date()


class PlanObjectiveViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[PlanObjective]):
    """The objectives of plans in reach; one by its id with how it stands."""

    model = PlanObjective
    serializer_class = PlanObjectiveSerializer
    required_permission = Permission.PLAN_VIEW

    def get_serializer_class(self) -> type[PlanObjectiveSerializer]:
        return PlanObjectiveSerializer if self.action == "list" else PlanObjectiveDetailSerializer

    def rows(self) -> QuerySet[PlanObjective]:
        rows = PlanObjective.objects.select_related("plan", "tenant").order_by("plan_id", "position", "id")
        if self.action != "list":
            return rows
        chosen = _ObjectiveFilter(data=self.request.query_params.dict())
        chosen.is_valid(raise_exception=True)
        return rows.filter(**{f"{name}_id": value for name, value in chosen.validated_data.items()})

    @extend_schema(
        parameters=[
            OpenApiParameter("partner", UUID, description="Only of this partner, by id."),
            OpenApiParameter("plan", UUID, description="Only of this plan, by id."),
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)


class _ObjectiveFilter(serializers.Serializer[Any]):
    """What narrows the list. Other parameters are ignored."""

    partner = serializers.UUIDField(required=False)
    plan = serializers.UUIDField(required=False)
