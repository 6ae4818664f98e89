"""Business plans, their lines and what they come to, through the API. Costs are for the pages alone."""

from collections.abc import Iterable
from enum import StrEnum
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response

from partners.models import Partner
from planning.api.plan_serializers import (
    BusinessPlanLineSerializer,
    BusinessPlanSerializer,
    LineChangeSerializer,
    NewLineSerializer,
    PlanChangeSerializer,
    PlanForecastSerializer,
    StartPlanSerializer,
)
from planning.calculations.plans.account import By, account_rows
from planning.enums import Case, PlanState, RowKind
from planning.models import BusinessPlan, PlanLine, PlanOutcome, PlanProfit
from planning.operations.plans.rows import add_row, remove_row, save_field
from planning.operations.plans.starting import start_plan
from planning.operations.plans.values import PlanRow
from planning.queries.plans.assumptions import forecast_of
from planning.queries.plans.templates import Template, template_by_id
from prm.api.viewsets import TenantViewSet
from prm.kernel.fiscal import add_months
from prm.people.permissions import Permission


def _narrowed(request: Request, *names: str) -> dict[str, Any]:
    """The parameters of these names as look-ups; ids that cannot be are refused."""
    found: dict[str, Any] = {}
    for name in names:
        value = request.query_params.get(name)
        if value:
            found[f"{name}_id" if name in ("partner", "plan") else name] = (
                serializers.UUIDField().run_validation(value) if name in ("partner", "plan") else value
            )
    return found


class BusinessPlanViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[BusinessPlan]):
    """Business plans of the partners in reach, each with what its cases come to."""

    model = BusinessPlan
    serializer_class = BusinessPlanSerializer
    required_permission = Permission.PLAN_VIEW
    write_permission = Permission.PLAN_EDIT

    def rows(self) -> QuerySet[BusinessPlan]:
        rows = BusinessPlan.objects.select_related("partner").order_by("-fiscal_year", "partner__name", "-version")
        return rows.filter(**_narrowed(self.request, "partner", "state")) if self.action == "list" else rows

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
            OpenApiParameter("partner", str, description="Only of this partner, by id."),
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
        save_each(self, plan, plan, self.given(PlanChangeSerializer, row=plan))
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

    def _template(self, wanted: str | None) -> Template | None:
        if wanted is None:
            return None
        found = template_by_id(wanted)
        if found is None:
            raise ValidationError({"template": ["There is no such template."]})
        return found


class BusinessPlanLineViewSet(ListModelMixin, RetrieveModelMixin, TenantViewSet[PlanLine]):
    """Product lines and sales plays of plans in reach."""

    model = PlanLine
    serializer_class = BusinessPlanLineSerializer
    required_permission = Permission.PLAN_VIEW
    write_permission = Permission.PLAN_EDIT

    def rows(self) -> QuerySet[PlanLine]:
        rows = PlanLine.objects.order_by("plan", "position", "pk")
        return rows.filter(**_narrowed(self.request, "plan")) if self.action == "list" else rows

    @extend_schema(parameters=[OpenApiParameter("plan", str, description="Only of this plan, by id.")])
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    @extend_schema(request=NewLineSerializer)
    def create(self, request: Request, tenant: str) -> Response:
        """Add a line to an open plan."""
        plan = self.found(BusinessPlan, pk=self.given(NewLineSerializer)["plan"])
        row = add_row(plan=plan, kind=RowKind.LINES, by=self.membership, at=self.now)
        return self.shown(PlanLine.objects.get(pk=row.pk), status=HTTPStatus.CREATED)

    @extend_schema(request=LineChangeSerializer)
    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Change fields of a line, while its plan is open."""
        line = self.get_object()
        save_each(self, line.plan, line, self.given(LineChangeSerializer, row=line))
        return self.shown(self.get_object())

    def destroy(self, request: Request, tenant: str, pk: str) -> Response:
        """Take a line out of an open plan."""
        line = self.get_object()
        remove_row(plan=line.plan, row=line, by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)


def save_each(view: TenantViewSet[Any], plan: BusinessPlan, row: PlanRow, given: dict[str, Any]) -> None:
    """Save what was sent through the operation of the page, field by field."""
    revision = given.pop("revision", None)
    for field, value in given.items():
        text = _text(value)
        save_field(plan=plan, row=row, field=field, text=text, revision=revision, by=view.membership, at=view.now)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


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
