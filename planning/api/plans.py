"""Business plans through the API: what they come to, how they stand, and who may see what they cost."""

from collections.abc import Iterable
from enum import StrEnum
from http import HTTPStatus
from typing import Any, ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from partners.models import Partner
from planning.api.filters import OF_PARTNER, look_ups
from planning.api.plan_actuals import PlanActualsSerializer, ToldActuals
from planning.api.plan_serializers import (
    BusinessPlanSerializer,
    CostSharingSerializer,
    PlanChangeSerializer,
    PlanForecastSerializer,
    StartPlanSerializer,
)
from planning.api.saving import save_sent
from planning.calculations.plans.account import By, account_rows
from planning.enums import Case, CostSharing, PlanState
from planning.models import BusinessPlan, PlanOutcome, PlanProfit
from planning.operations.agreement.consent import set_cost_sharing
from planning.operations.plans.starting import start_plan
from planning.queries.plans.actuals import plan_actuals, thresholds_of
from planning.queries.plans.assumptions import forecast_of
from planning.queries.plans.templates import Template, template_by_id
from prm.api.permissions import Permissions
from prm.api.viewsets import TenantViewSet
from prm.kernel.fiscal import add_months
from prm.people.permissions import Permission
from sales.queries.bookings import data_date


class BusinessPlanViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[BusinessPlan]):
    """Business plans of the partners in reach, each with what its cases come to."""

    model = BusinessPlan
    serializer_class = BusinessPlanSerializer
    required_permission = Permission.PLAN_VIEW
    write_permission = Permission.PLAN_EDIT
    action_permissions: ClassVar[dict[str, Permissions]] = {"cost_sharing": Permission.PLAN_ACCEPT}

    def rows(self) -> QuerySet[BusinessPlan]:
        rows = BusinessPlan.objects.select_related("partner").order_by("-fiscal_year", "partner__name", "-version")
        return (
            rows.filter(**look_ups(self.request, "partner", "fiscal_year", "state")) if self.action == "list" else rows
        )

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """With the figures of all plans that are shown, in two queries."""
        if getattr(self, "swagger_fake_view", False):
            return super().get_serializer(*args, **kwargs)
        shown = args[0] if args else []
        ids = [each.pk for each in shown] if isinstance(shown, list) else [getattr(shown, "pk", None)]
        kwargs["context"] = {
            **self.get_serializer_context(),
            "outcomes": _kept(PlanOutcome, ids),
            "profits": _kept(PlanProfit, ids),
        }
        return self.get_serializer_class()(*args, **kwargs)

    @extend_schema(
        parameters=[
            OF_PARTNER,
            OpenApiParameter("fiscal_year", int, description="Only of this fiscal year, by the year in which it ends."),
            OpenApiParameter("state", str, enum=[each.value for each in PlanState]),
        ]
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(request=StartPlanSerializer)
    def create(self, request: Request, tenant: str) -> Response:
        """Start a plan: a whole draft at once, from last year's bookings, a template or another plan."""
        given = self.given(StartPlanSerializer)
        source = given.get("copy_of")
        plan = start_plan(
            partner=self.found(Partner, pk=given["partner"]),
            fiscal_year=given["fiscal_year"],
            by=self.membership,
            at=self.now,
            template=self._template(given.get("template")),
            copy_of=self.found(BusinessPlan, pk=source) if source else None,
        )
        return self.shown(plan, status=HTTPStatus.CREATED)

    @extend_schema(request=PlanChangeSerializer)
    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Change its head, while it is open."""
        plan = self.get_object()
        given = self.given(PlanChangeSerializer, row=plan)
        save_sent(plan=plan, row=plan, given=given, by=self.membership, at=self.now)
        return self.shown(self.get_object())

    @extend_schema(
        parameters=[
            OpenApiParameter("by", str, enum=[each.value for each in By], description="Years unless told otherwise."),
            OpenApiParameter(
                "case", str, enum=[each.value for each in Case], description="Base unless told otherwise."
            ),
        ],
        responses=PlanForecastSerializer,
    )
    @action(detail=True, methods=["get"])
    def forecast(self, request: Request, tenant: str, pk: str) -> Response:
        """The profit and loss account of a case by month, quarter or year, as far as the caller may know it."""
        plan = self.get_object()
        by, case = _one_of(By, request, "by", By.YEAR), _one_of(Case, request, "case", Case.BASE)
        starts = [add_months(plan.start_month, offset) for offset in range(0, 36, by.months)]
        rows = account_rows(forecast_of(plan, case=case), by)
        told = {"case": case, "by": by, "currency": plan.currency, "periods": starts, "rows": rows}
        return Response(PlanForecastSerializer(told).data)

    @extend_schema(
        parameters=[
            OpenApiParameter("by", str, enum=[each.value for each in By], description="Quarters unless told otherwise.")
        ],
        responses=PlanActualsSerializer,
    )
    @action(detail=True, methods=["get"])
    def actuals(self, request: Request, tenant: str, pk: str) -> Response:
        """The plan beside what was booked in its closed months, and what is to be expected of it."""
        plan, own = self.get_object(), self.membership.tenant
        as_of = data_date(today=self.now.astimezone(ZoneInfo(own.time_zone)).date())
        found = plan_actuals(plan, data_date=as_of, currency=own.currency)
        by = _one_of(By, request, "by", By.QUARTER)
        told = ToldActuals(plan=plan, found=found, as_of=as_of, by=by, thresholds=thresholds_of(own))
        return Response(PlanActualsSerializer(told).data)

    @extend_schema(request=CostSharingSerializer)
    @action(detail=True, methods=["put"], url_path="cost-sharing")
    def cost_sharing(self, request: Request, tenant: str, pk: str) -> Response:
        """The partner says what the vendor sees of its costs; it may say otherwise at any time."""
        sharing = CostSharing(self.given(CostSharingSerializer)["cost_sharing"])
        set_cost_sharing(plan=self.get_object(), sharing=sharing, by=self.membership, at=self.now)
        return self.shown(self.get_object())

    def _template(self, wanted: str | None) -> Template | None:
        if wanted is None:
            return None
        found = template_by_id(wanted)
        if found is None:
            raise ValidationError({"template": ["There is no such template."]})
        return found


def _kept[Kept: (PlanOutcome, PlanProfit)](model: type[Kept], ids: Iterable[Any]) -> dict[UUID, list[Kept]]:
    found: dict[UUID, list[Kept]] = {}
    for row in model.objects.filter(plan_id__in=[each for each in ids if each]).order_by("case"):
        found.setdefault(row.plan_id, []).append(row)
    return found


def _one_of[Word: StrEnum](words: type[Word], request: Request, name: str, otherwise: Word) -> Word:
    wanted = request.query_params.get(name, otherwise.value)
    if wanted not in set(words):
        raise ValidationError({name: [f"Choose one of {', '.join(words)}."]})
    return words(wanted)
