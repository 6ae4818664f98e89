"""Rows of business plans through the API: lines, people, costs, terms and cases.

Who reads people, costs and terms is for the partner to say and for the database to hold (`cost_sharing` of the plan):
rows that are not the caller's to read are not there. All writing goes through the operations of the page.
"""

from http import HTTPStatus
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from planning.api import plan_row_serializers as serializers
from planning.api.filters import OF_PARTNER, OF_PLAN, look_ups
from planning.api.saving import save_sent
from planning.enums import RowKind
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney, PlanPerson, PlanScenario
from planning.operations.plans.rows import add_row, remove_row
from planning.operations.plans.values import ListedRow
from prm.api.permissions import Permissions
from prm.api.viewsets import TenantViewSet
from prm.people.permissions import Permission

type AnyRow = ListedRow | PlanMoney | PlanScenario


def _described(change: type[BaseSerializer[Any]], new: type[BaseSerializer[Any]] | None = None) -> Any:
    """What the schema says of a viewset's bodies and parameters."""
    asked = {"list": extend_schema(parameters=[OF_PLAN, OF_PARTNER]), "partial_update": extend_schema(request=change)}
    return extend_schema_view(**asked | ({"create": extend_schema(request=new)} if new else {}))


class PlanRowViewSet[Part: AnyRow](ListModelMixin, RetrieveModelMixin, TenantViewSet[Part]):
    """Rows of one kind that a plan has from its beginning to its end."""

    required_permission = Permission.PLAN_VIEW
    write_permission: ClassVar[Permissions | None] = Permission.PLAN_EDIT
    change_serializer: ClassVar[type[BaseSerializer[Any]]]

    def rows(self) -> QuerySet[Part]:
        rows = super().rows().select_related("plan")
        return rows.filter(**look_ups(self.request, "plan", "partner")) if self.action == "list" else rows

    def partial_update(self, request: Request, tenant: str, pk: str) -> Response:
        """Change fields while the plan is open. All that are sent are saved together, or none."""
        row = self.get_object()
        save_sent(
            plan=row.plan,
            row=row,
            given=self.given(self.change_serializer, row=row),
            by=self.membership,
            at=self.now,
        )
        return self.shown(self.get_object())


class ListedRowViewSet[Part: ListedRow](PlanRowViewSet[Part]):
    """Rows that are added to an open plan and taken out of it."""

    kind: ClassVar[RowKind]
    new_serializer: ClassVar[type[BaseSerializer[Any]]]

    def create(self, request: Request, tenant: str) -> Response:
        """Add one to an open plan, below the others. Fields that are not sent begin as on the page."""
        given = self.given(self.new_serializer)
        plan = self.found(BusinessPlan, pk=given.pop("plan"))
        row = add_row(plan=plan, kind=self.kind, by=self.membership, at=self.now)
        save_sent(plan=plan, row=row, given=given, by=self.membership, at=self.now)
        return self.shown(self.rows().get(pk=row.pk), status=HTTPStatus.CREATED)

    def destroy(self, request: Request, tenant: str, pk: str) -> Response:
        """Take it out of an open plan."""
        row = self.get_object()
        remove_row(plan=row.plan, row=row, by=self.membership, at=self.now)
        return Response(status=HTTPStatus.NO_CONTENT)


@_described(serializers.LineChangeSerializer, serializers.NewLineSerializer)
class BusinessPlanLineViewSet(ListedRowViewSet[PlanLine]):
    """Product lines and sales plays of plans in reach."""

    model = PlanLine
    kind = RowKind.LINES
    serializer_class = serializers.BusinessPlanLineSerializer
    change_serializer = serializers.LineChangeSerializer
    new_serializer = serializers.NewLineSerializer


@_described(serializers.PersonChangeSerializer, serializers.NewPersonSerializer)
class PlanPersonViewSet(ListedRowViewSet[PlanPerson]):
    """People that plans are carried out with, and what they cost: the partner's own affair.

    The vendor reads them only while the partner shows every cost, and changes them only as examples, before the partner
    has made one its own. The first change by the partner closes them.
    """

    model = PlanPerson
    kind = RowKind.PEOPLE
    write_permission = Permission.PLAN_COST_EDIT
    serializer_class = serializers.PlanPersonSerializer
    change_serializer = serializers.PersonChangeSerializer
    new_serializer = serializers.NewPersonSerializer


@_described(serializers.CostChangeSerializer, serializers.NewCostSerializer)
class PlanCostViewSet(ListedRowViewSet[PlanCost]):
    """What a partner's business costs besides people, and what the vendor pays of it. Walled as people are."""

    model = PlanCost
    kind = RowKind.COSTS
    write_permission = Permission.PLAN_COST_EDIT
    serializer_class = serializers.PlanCostSerializer
    change_serializer = serializers.CostChangeSerializer
    new_serializer = serializers.NewCostSerializer


@_described(serializers.TermsChangeSerializer)
class PlanTermsViewSet(PlanRowViewSet[PlanMoney]):
    """Opening investment, payment days and discount rate, one row a plan. Read and changed as people are."""

    model = PlanMoney
    write_permission = Permission.PLAN_COST_EDIT
    serializer_class = serializers.PlanTermsSerializer
    change_serializer = serializers.TermsChangeSerializer


@_described(serializers.CaseChangeSerializer)
class PlanCaseViewSet(PlanRowViewSet[PlanScenario]):
    """The bleak and the bold case of plans in reach: what is different from the plan."""

    model = PlanScenario
    serializer_class = serializers.PlanCaseSerializer
    change_serializer = serializers.CaseChangeSerializer
