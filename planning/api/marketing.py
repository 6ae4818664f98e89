"""Marketing plans, their goals and tactics through the API: read with the forecast of the page, written as on it."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from partners.models import Partner
from planning.api import marketing_changes as changes
from planning.api.filters import OF_PARTNER, OF_PLAN, look_ups
from planning.api.marketing_saving import quarter_of, save_part
from planning.api.marketing_serializers import (
    MarketingGoalSerializer,
    MarketingPlanSerializer,
    TacticSerializer,
    TacticTypeSerializer,
)
from planning.calculations.marketing.calendar import quarters_offered
from planning.calculations.marketing.kinds import MarketingState
from planning.models import MarketingGoal, MarketingPlan, Tactic, TacticType
from planning.operations.marketing import flow
from planning.operations.marketing.editing import add_goal, add_tactic, remove_part, remove_plan
from planning.operations.marketing.starting import start_plan
from planning.queries.marketing.plans import whole_plans
from prm.api.permissions import Permissions
from prm.api.viewsets import TenantViewSet
from prm.kernel.fiscal import FiscalCalendar
from prm.people.permissions import Permission


class _Written[Part: (MarketingPlan, MarketingGoal, Tactic)](ListModelMixin, RetrieveModelMixin, TenantViewSet[Part]):
    """What all three share: who reads and writes, and saving some fields together."""

    required_permission = Permission.MARKETING_VIEW
    write_permission: ClassVar[Permissions | None] = Permission.MARKETING_EDIT

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.membership.tenant.time_zone)).date()

    def change(self, plan: MarketingPlan, part: Part, serializer: type[BaseSerializer[Any]]) -> Response:
        """Save what was sent, and show the row as it stands then."""
        given = self.given(serializer, row=part)
        seen = given.pop("seen", {})
        checked = serializer(part, data=seen, partial=True)
        checked.is_valid(raise_exception=True)
        save_part(plan=plan, part=part, given=given, seen=checked.validated_data, by=self.membership, at=self.now)
        return self.shown(self.get_object())


class MarketingPlanViewSet(_Written[MarketingPlan]):
    """Marketing plans of the partners in reach."""

    model = MarketingPlan
    serializer_class = MarketingPlanSerializer
    action_permissions: ClassVar[dict[str, Permissions]] = {
        "approval": Permission.MARKETING_APPROVE,
        "sending_back": Permission.MARKETING_APPROVE,
    }

    def rows(self) -> QuerySet[MarketingPlan]:
        rows = whole_plans()
        return rows.filter(**look_ups(self.request, "partner", "quarter", "marketing_state")) if self.is_list else rows

    @property
    def is_list(self) -> bool:
        return self.action == "list"

    @extend_schema(
        parameters=[
            OF_PARTNER,
            OpenApiParameter("state", str, enum=[each.value for each in MarketingState]),
            OpenApiParameter("quarter", date, description="Only of the quarter that begins on this day."),
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(request=changes.StartMarketingPlanSerializer)
    def create(self, request: Request, tenant: str) -> Response:
        """Begin the plan of a quarter: a whole draft, of which everything is a suggestion."""
        given = self.given(changes.StartMarketingPlanSerializer)
        partner = self.found(Partner, pk=given["partner"])
        offered = quarters_offered(FiscalCalendar(self.membership.tenant.fiscal_year_start_month), self.today)
        quarter = next((each for each in offered if each.start_date == given["quarter"]), None)
        if quarter is None:
            days = ", ".join(each.start_date.isoformat() for each in offered)
            raise ValidationError({"quarter": [f"Choose the first day of a quarter: {days}."]})
        plan = start_plan(partner=partner, quarter=quarter, today=self.today, by=self.membership, at=self.now)
        return self.shown(whole_plans().get(pk=plan.pk), status=HTTPStatus.CREATED)

    @extend_schema(request=changes.MarketingPlanChangeSerializer)
    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Change its title or how many inquiries come in each case, while it is a draft."""
        plan = self.get_object()
        return self.change(plan, plan, changes.MarketingPlanChangeSerializer)

    def destroy(self, request: Request, tenant: str, pk: str) -> Response:
        """Take a draft away that was never submitted."""
        remove_plan(plan=self.get_object(), by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def submission(self, request: Request, tenant: str, pk: str) -> Response:
        """Hand it in with its forecast; its figures are locked from now on."""
        return self._gone(flow.submit_plan)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def withdrawal(self, request: Request, tenant: str, pk: str) -> Response:
        """Take it back before somebody has decided."""
        return self._gone(flow.withdraw_plan)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def approval(self, request: Request, tenant: str, pk: str) -> Response:
        """Agree to it and its MDF: each tactic gets its campaign. Not for whoever submitted it."""
        return self._gone(flow.approve_plan)

    @extend_schema(request=changes.MarketingReasonSerializer)
    @action(detail=True, methods=["post"], url_path="sending-back")
    def sending_back(self, request: Request, tenant: str, pk: str) -> Response:
        """Give it back to be written anew, and say why."""
        return self._gone(flow.send_back, **self.given(changes.MarketingReasonSerializer))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def closing(self, request: Request, tenant: str, pk: str) -> Response:
        """All is done; results go on coming in."""
        return self._gone(flow.close_plan)

    @extend_schema(request=changes.MarketingReasonSerializer)
    @action(detail=True, methods=["post"])
    def reopening(self, request: Request, tenant: str, pk: str) -> Response:
        """Write an approved plan anew, as its next revision."""
        return self._gone(flow.reopen_plan, **self.given(changes.MarketingReasonSerializer))

    def _gone(self, go: Callable[..., MarketingPlan], **more: Any) -> Response:
        go(plan=self.get_object(), by=self.membership, at=self.now, **more)
        return self.shown(self.get_object())


class MarketingGoalViewSet(_Written[MarketingGoal]):
    """Goals of marketing plans in reach."""

    model = MarketingGoal
    serializer_class = MarketingGoalSerializer

    def rows(self) -> QuerySet[MarketingGoal]:
        rows = MarketingGoal.objects.select_related("plan__partner")
        return rows.filter(**look_ups(self.request, "plan", "partner")) if self.action == "list" else rows

    @extend_schema(parameters=[OF_PLAN, OF_PARTNER])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(request=changes.NewMarketingGoalSerializer)
    def create(self, request: Request, tenant: str) -> Response:
        """Add a goal to a draft."""
        given = self.given(changes.NewMarketingGoalSerializer)
        plan = self.found(MarketingPlan, pk=given.pop("plan"))
        return self.shown(add_goal(plan=plan, fields=given, by=self.membership, at=self.now), status=HTTPStatus.CREATED)

    @extend_schema(request=changes.MarketingGoalChangeSerializer)
    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Change fields of a goal, while its plan is a draft."""
        goal = self.get_object()
        return self.change(goal.plan, goal, changes.MarketingGoalChangeSerializer)

    def destroy(self, request: Request, tenant: str, pk: str) -> Response:
        """Take a goal out of a draft."""
        goal = self.get_object()
        remove_part(plan=goal.plan, part=goal, by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)


class TacticViewSet(_Written[Tactic]):
    """The tactics of marketing plans in reach."""

    model = Tactic
    serializer_class = TacticSerializer

    def rows(self) -> QuerySet[Tactic]:
        rows = Tactic.objects.select_related("type", "plan__partner")
        return rows.filter(**look_ups(self.request, "plan", "partner")) if self.action == "list" else rows

    @extend_schema(parameters=[OF_PLAN, OF_PARTNER])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(request=changes.NewTacticSerializer)
    def create(self, request: Request, tenant: str) -> Response:
        """Add a tactic of a kind to a draft, with what such tactics usually cost and bring unless it is sent."""
        given = self.given(changes.NewTacticSerializer)
        plan = self.found(MarketingPlan, pk=given.pop("plan"))
        kind = self.found(TacticType, pk=given.pop("type"), is_active=True)
        quarter = quarter_of(plan, self.membership)
        tactic = add_tactic(plan=plan, kind=kind, quarter=quarter, today=self.today, by=self.membership, at=self.now)
        save_part(plan=plan, part=tactic, given=given, seen={}, by=self.membership, at=self.now)
        return self.shown(self.rows().get(pk=tactic.pk), status=HTTPStatus.CREATED)

    @extend_schema(request=changes.TacticChangeSerializer)
    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Change fields of a tactic, while its plan is a draft."""
        tactic = self.get_object()
        return self.change(tactic.plan, tactic, changes.TacticChangeSerializer)

    def destroy(self, request: Request, tenant: str, pk: str) -> Response:
        """Take a tactic out of a draft. Leads of its campaign stay."""
        tactic = self.get_object()
        remove_part(plan=tactic.plan, part=tactic, by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)


class TacticTypeViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[TacticType]):
    """Kinds of tactics. Reading only; they are set up on their page."""

    model = TacticType
    serializer_class = TacticTypeSerializer
    required_permission = Permission.MARKETING_VIEW
