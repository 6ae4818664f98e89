"""What an amendment changes in the plan that it amends, as far as the reader may know either."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from planning.calculations.agreement.agreed import Row
from planning.calculations.agreement.changes import FieldChange, RowChange, Write, changed_fields, changed_rows
from planning.enums import Case
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney, PlanOutcome, PlanPerson, PlanScenario
from planning.queries.agreement.agreed import agreed_objectives
from prm.kernel import money
from sales.models import Customer

_HEAD = {"title": "Title", "start_month": "First month", "goals": "What both sides want", "strategy": "Strategy"}
_TOTALS = {"bookings": "Bookings, 36 months", "revenue": "Revenue, 36 months", "margin": "Gross profit, 36 months"}
_NOT_COMPARED = frozenset({"id", "tenant", "plan", "partner", "position", "name", "computed_at", "case"})
LONGEST_TEXT = 120


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """The differences, by part of the plan. `costs` is None where the reader may not know both plans' costs."""

    head: tuple[FieldChange, ...]
    totals: tuple[FieldChange, ...]
    lines: tuple[RowChange, ...]
    cases: tuple[RowChange, ...]
    objectives: tuple[RowChange, ...]
    costs: tuple[RowChange, ...] | None

    @property
    def is_empty(self) -> bool:
        return not (self.head or self.totals or self.lines or self.cases or self.objectives or self.costs)


def changes_of(plan: BusinessPlan, before: BusinessPlan) -> PlanChanges:
    """From `before` to `plan`. A fixed number of queries."""
    return PlanChanges(
        head=changed_fields(_head(before), _head(plan), labels=_HEAD, write=_write_plain),
        totals=changed_fields(_totals(before), _totals(plan), labels=_TOTALS, write=_write_money(plan.currency)),
        lines=_compared(PlanLine, before, plan),
        cases=_compared(PlanScenario, before, plan),
        objectives=_objective_changes(plan, before),
        costs=_cost_changes(plan, before),
    )


def _objective_changes(plan: BusinessPlan, before: BusinessPlan) -> tuple[RowChange, ...]:
    labels = {
        "measure": "What is counted",
        "weight": "Weight",
        "family": "Product family",
        "country": "Country",
        "customer": "Customer",
        **{f"q{number}": f"Q{number}" for number in (1, 2, 3, 4)},
    }
    both = [agreed_objectives(each) for each in (before, plan)]
    keys = {row["customer_id"] for rows in both for row in rows}
    names = dict(Customer.objects.filter(pk__in=keys - {None}).values_list("pk", "name"))
    written = ([_told(row, names) for row in rows] for rows in both)
    return changed_rows(*written, labels=labels, write=_write_plain)


def _told(objective: Row, customers: Mapping[UUID, str]) -> Row:
    """With a field for each quarter, and the customer by name."""
    quarters = {f"q{quarter}": target for quarter, target in objective["targets"]}
    return {**objective, **quarters, "customer": customers.get(objective["customer_id"], "")}


def _cost_changes(plan: BusinessPlan, before: BusinessPlan) -> tuple[RowChange, ...] | None:
    """Every plan has a row of money: who reads both of them knows both plans' costs."""
    if PlanMoney.objects.filter(plan__in=[plan, before]).count() != len({plan.pk, before.pk}):
        return None
    parts = (PlanPerson, PlanCost, PlanMoney)
    return tuple(change for model in parts for change in _compared(model, before, plan))


def _compared(model: type[models.Model], before: BusinessPlan, after: BusinessPlan) -> tuple[RowChange, ...]:
    return changed_rows(_rows(model, before), _rows(model, after), labels=_labels(model), write=_writer(model))


def _rows(model: type[models.Model], plan: BusinessPlan) -> Sequence[Row]:
    names = [*_labels(model), *(["name"] if _has(model, "name") else []), *(["case"] if _has(model, "case") else [])]
    order = "position" if _has(model, "position") else "pk"
    rows = model._default_manager.filter(plan=plan).order_by(order, "pk").values(*names)
    return [{"name": _name(model, row), **row} for row in rows]


def _name(model: type[models.Model], row: Mapping[str, Any]) -> str:
    if "case" in row:
        return f"{Case(row['case']).label} case"
    return str(row.get("name", "Money"))


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def _labels(model: type[models.Model]) -> dict[str, str]:
    return {
        field.name: str(field.verbose_name).capitalize()
        for field in model._meta.concrete_fields
        if field.name not in _NOT_COMPARED
    }


def _writer(model: type[models.Model]) -> Write:
    choices = {field.name: dict(field.flatchoices) for field in model._meta.concrete_fields if field.choices}

    def write(name: str, value: Any) -> str:
        return str(choices[name].get(value, value)) if name in choices else _write_plain(name, value)

    return write


def _write_plain(name: str, value: Any) -> str:
    match value:
        case None | "" | []:
            return "nothing"
        case Decimal():
            text = f"{value:,f}"
            return text.rstrip("0").rstrip(".") if "." in text else text
        case list():
            return ", ".join(_write_plain(name, each) for each in value)
        case _:
            text = str(value)
            return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT].rstrip()}…"


def _write_money(currency: str) -> Write:
    return lambda _name, value: "nothing" if value is None else money.full(value, currency)


def _head(plan: BusinessPlan) -> Row:
    return {"name": plan.title, **{name: getattr(plan, name) for name in _HEAD}}


def _totals(plan: BusinessPlan) -> Row:
    row = PlanOutcome.objects.filter(plan=plan, case=Case.BASE).first()
    if row is None:
        return {}
    return {
        "bookings": row.bookings_year_1 + row.bookings_year_2 + row.bookings_year_3,
        "revenue": row.revenue_year_1 + row.revenue_year_2 + row.revenue_year_3,
        "margin": row.product_margin + row.services_margin,
    }
