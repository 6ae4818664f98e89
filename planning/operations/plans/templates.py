"""Keep a plan as a template, and change what templates are called and offered."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from partners.operations.saving import save_checked
from planning.calculations.agreement.content import COST, LINE, MONEY, PERSON, content_from
from planning.enums import CostSharing
from planning.events import plans as events
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney, PlanPerson, PlanTemplate
from planning.operations.plans.copying import strip_own
from planning.queries.plans.templates import Template
from prm.events.recording import record
from prm.people.models import Membership


def template_of_plan(*, plan: BusinessPlan, name: str, description: str, by: Membership, at: datetime) -> PlanTemplate:
    """Keep what a plan sells as a template of one's own; people and costs only while they are examples.

    Partners begin with templates, so none holds what a partner sold, its customers or what its hours cost.
    Raises `ValidationError` for a name that cannot be.
    """
    content: dict[str, Any] = {"lines": _lines(plan)}
    if plan.sharing is CostSharing.EXAMPLE:
        money = _rows(PlanMoney, plan, MONEY)
        content |= {"people": _rows(PlanPerson, plan, PERSON), "costs": _rows(PlanCost, plan, COST)}
        content |= {"money": money[0] if money else {}}
    # The own lines count where a partner has no bookings; others take these as their growth and margin.
    first = content["lines"][0] if content["lines"] else {}
    content |= {key: first[key] for key in ("growth_percent", "margin_percent") if key in first}
    content_from(content)
    template = PlanTemplate(name=name, description=description, content=content, created_by=by, created_at=at)
    save_checked(template)
    record(events.TEMPLATE_SAVED, subject=template, by=by, at=at)
    return template


def template_row(template: Template, *, by: Membership, at: datetime) -> PlanTemplate:
    """The row in which a template is changed: of one that came with Tandem a new one at first, not saved yet."""
    if template.is_own:
        return PlanTemplate.objects.get(pk=template.id)
    known = PlanTemplate.objects.filter(key=template.id).first()
    return known or PlanTemplate(
        key=template.id,
        name=template.name,
        description=template.description,
        is_active=template.is_active,
        created_by=by,
        created_at=at,
    )


def change_template(*, template: PlanTemplate, changes: Mapping[str, Any], by: Membership, at: datetime) -> None:
    """Rename a template, or offer it no longer. Plans made of it stay as they are. Raises `ValidationError`."""
    for field, value in changes.items():
        setattr(template, field, value)
    save_checked(template)
    record(events.TEMPLATE_SAVED, subject=template, by=by, at=at)


def _lines(plan: BusinessPlan) -> list[dict[str, Any]]:
    lines = list(PlanLine.objects.filter(plan=plan).order_by("position", "pk"))
    for line in lines:
        strip_own(line, {})
    return [_values(line, LINE) for line in lines]


def _rows(model: Any, plan: BusinessPlan, checks: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = model.objects.filter(plan=plan)
    ordered = rows if model is PlanMoney else rows.order_by("position", "pk")
    return [_values(row, checks) for row in ordered]


def _values(row: Any, checks: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in checks}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return [f"{each:f}" for each in value] if isinstance(value, list) else value
