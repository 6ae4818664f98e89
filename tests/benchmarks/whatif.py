"""A driver moved: 36 months of 40 lines in three cases calculated and saved, against what that cannot do without."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import cycle
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.template.response import TemplateResponse
from django.test import override_settings
from django.utils import timezone

from partners.models import Partner
from planning.calculations.fixed import fixed
from planning.calculations.plans.forecast import forecast
from planning.calculations.plans.scenarios import seen_through
from planning.enums import Pricing
from planning.models import BusinessPlan, PlanLine
from planning.operations.plans.starting import start_plan
from planning.queries.plans.assumptions import assumptions_of, overlays_of
from prm.people.models import Membership
from prm.tenancy.models import new_id
from prm.tenancy.scope import in_tenant, tenant_scope
from tests.benchmarks.database import analyze, make_tenant
from tests.benchmarks.measuring import Result, best_of
from tests.benchmarks.pages import Query, Recorder, Visitor

ROUNDS, LINES = 25, 40
BAR, LONGEST_MS = 1.5, 200.0
_INSERT = re.compile(r'^INSERT INTO "\w+" \((?P<columns>[^)]*)\)')


@override_settings(ROOT_URLCONF="tests.benchmarks.urls")
def run() -> list[Result]:
    """One driver changed to and fro: the whole request; and the same request against 200 ms."""
    tenant = make_tenant("bench-what-if", partners=40)
    with in_tenant(tenant.pk):
        cam = Membership.objects.get(role="cam")
    with tenant_scope(cam.scope()), transaction.atomic():
        plan = make_plan(cam)
        line = PlanLine.objects.filter(plan=plan).order_by("position")[0]
        calculate = _calculation(plan)
    analyze()
    visitor = Visitor(tenant, cam)
    change = _Change(visitor, plan, line.pk)
    render = change.render()
    ours, *floors = best_of(ROUNDS, change.send, calculate, change.bare_sql, render, lambda: visitor.opens("nothing/"))
    return [
        Result("driver of 40 lines moved and saved", ours, sum(floors), BAR),
        Result("the same, of 200 ms", ours, LONGEST_MS, 1.0),
    ]


def make_plan(cam: Membership) -> BusinessPlan:
    """A plan with 40 lines, half of them monthly, all with services."""
    partner = Partner.objects.get(external_id="AC-1")
    plan = start_plan(partner=partner, fiscal_year=2026, by=cam, at=timezone.now())
    PlanLine.objects.filter(plan=plan).delete()
    PlanLine.objects.bulk_create([_line(plan, number) for number in range(LINES)])
    return plan


def _line(plan: BusinessPlan, number: int) -> PlanLine:
    return PlanLine(
        tenant_id=plan.tenant_id,
        plan=plan,
        partner_id=plan.partner_id,
        position=number,
        name=f"Line {number}",
        pricing=Pricing.RECURRING if number % 2 else Pricing.ONE_TIME,
        start_units=Decimal(number + 1),
        step_units=Decimal("0.25"),
        price=Decimal(500),
        margin_percent=Decimal(20),
        churn_percent=Decimal(10),
        project_attach_percent=Decimal(60),
        project_fee=Decimal(8000),
        project_margin_percent=Decimal(40),
        managed_attach_percent=Decimal(30),
        managed_fee=Decimal(400),
        managed_margin_percent=Decimal(50),
    )


def _calculation(plan: BusinessPlan) -> Callable[[], object]:
    """All three cases of the plan, each time with another price, so that nothing is known before."""
    assumptions, overlays = assumptions_of(plan), overlays_of(plan)
    prices = cycle(range(1, 1_000_000))

    def calculate() -> object:
        first = replace(assumptions.lines[0], price=fixed(next(prices)))
        moved = replace(assumptions, lines=(first, *assumptions.lines[1:]))
        return [forecast(seen_through(moved, overlay)) for overlay in overlays.values()]

    return calculate


class _Change:
    """One price, changed to and fro: as a request, and as the bare statements of that request."""

    def __init__(self, visitor: Visitor, plan: BusinessPlan, line_id: UUID) -> None:
        self.visitor, self.name = visitor, f"lines:{line_id}:price"
        self.prices = cycle(str(500 + number) for number in range(1, 400))
        self.url = f"/t/{visitor.tenant.slug}/plans/{plan.pk}/what-if/base/"
        always = {query.sql for query in visitor.queries("nothing/")}
        recorder = Recorder()
        with connection.execute_wrapper(recorder):
            self.send()
        self.queries = [query for query in recorder.queries if query.sql not in always]

    def send(self) -> TemplateResponse:
        """The whole request."""
        response = self.visitor.client.post(self.url, {self.name: next(self.prices)}, headers={"HX-Request": "true"})
        assert response.status_code == 200, response.status_code
        return response  # type: ignore[return-value]

    def render(self) -> Callable[[], object]:
        """The fragment, with its data in hand."""
        response = self.send()
        return lambda: self.visitor._render(response)

    def bare_sql(self) -> None:
        """The same statements with ids of their own; and commit."""
        with tenant_scope(self.visitor.member.scope()), transaction.atomic(), connection.cursor() as cursor:
            for query in self.queries:
                cursor.execute(query.sql, _again(query))
                if cursor.description:
                    cursor.fetchall()


def _again(query: Query) -> Any:
    """Parameters with which an insert can be repeated: another id for each row that is not updated in place."""
    found = _INSERT.match(query.sql)
    if found is None or "ON CONFLICT" in query.sql or not isinstance(query.params, list | tuple):
        return query.params
    columns = [column.strip(' "') for column in found["columns"].split(",")]
    place, params = columns.index("id"), list(query.params)
    for row in range(place, len(params), len(columns)):
        params[row] = new_id()
    return params
