"""What narrows the lists of planning."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request

from planning.calculations.marketing.kinds import MarketingState
from planning.enums import PlanState

OF_PARTNER = OpenApiParameter("partner", UUID, description="Only of this partner, by id.")
OF_PLAN = OpenApiParameter("plan", UUID, description="Only of this plan, by id.")


class PlanningFilter(serializers.Serializer[Any]):
    """Parameters of the lists, each checked; parameters that a list does not know are ignored."""

    partner = serializers.UUIDField(required=False)
    plan = serializers.UUIDField(required=False)
    goal = serializers.UUIDField(required=False)
    fiscal_year = serializers.IntegerField(required=False, min_value=1900, max_value=2200)
    quarter = serializers.DateField(required=False)
    state = serializers.ChoiceField(choices=[each.value for each in PlanState], required=False)
    marketing_state = serializers.ChoiceField(choices=[each.value for each in MarketingState], required=False)


_COLUMNS = {
    "partner": "partner_id",
    "plan": "plan_id",
    "goal": "goal_id",
    "fiscal_year": "fiscal_year",
    "quarter": "quarter_start_date",
    "state": "state",
    "marketing_state": "state",
}


def look_ups(request: Request, *names: str) -> dict[str, Any]:
    """The parameters of these names as look-ups of a queryset. Raises `ValidationError` for values that cannot be.

    The state of a marketing plan is called `state` in addresses, too.
    """
    sent = {name: request.query_params[_address(name)] for name in names if request.query_params.get(_address(name))}
    checked = PlanningFilter(data=sent)
    if not checked.is_valid():
        raise serializers.ValidationError({_address(name): words for name, words in checked.errors.items()})
    return {_COLUMNS[name]: value for name, value in checked.validated_data.items()}


def _address(name: str) -> str:
    return name.removeprefix("marketing_")
