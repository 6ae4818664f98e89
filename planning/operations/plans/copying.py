"""Copy the rows of one plan into another."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from planning.enums import Costing
from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney, PlanPerson, PlanScenario
from planning.operations.plans.outcomes import reach_of
from prm.tenancy.models import TenantModel, new_id
from prm.tenancy.scope import tenant_scope

type Units = Mapping[str, Sequence[Decimal]]

_COSTS = (PlanPerson, PlanCost, PlanMoney)
_LOWEST_MARGIN = Decimal(-999)


def copy_figures(source: BusinessPlan, target: BusinessPlan, *, booked: Units | None = None) -> None:
    """Lines and cases. Reads what the caller reaches. For another partner's plan `booked` are its units by family."""
    _copy((PlanScenario,), source, target)
    lines = list(PlanLine.objects.filter(plan=source))
    for line in lines if booked is not None else ():
        strip_own(line, booked or {})
    _write(PlanLine, lines, target)


def copy_costs(source: BusinessPlan, target: BusinessPlan) -> None:
    """People, costs and money, in the partner's name: both plans must be the same partner's."""
    with tenant_scope(reach_of(target)):
        _copy(_COSTS, source, target)


def strip_own(line: PlanLine, booked: Units) -> None:
    """Take out of a line, unsaved, what is its partner's own: what it sold, its customers, what its hours cost.

    Last year's units become those of `booked`, of the line's family; a service by hours becomes one by the same margin.
    """
    line.base_units, line.opening_units = list(booked.get(line.family, ())), Decimal(0)
    for service in ("project", "managed"):
        if getattr(line, f"{service}_costing") == Costing.HOURS:
            setattr(line, f"{service}_margin_percent", _margin(line, service))
        setattr(line, f"{service}_costing", Costing.MARGIN)
        setattr(line, f"{service}_hours", Decimal(0))
        setattr(line, f"{service}_rate", Decimal(0))


def _margin(line: PlanLine, service: str) -> Decimal:
    fee, hours, rate = (Decimal(getattr(line, f"{service}_{name}")) for name in ("fee", "hours", "rate"))
    if not fee:
        return Decimal(0)
    return max(_LOWEST_MARGIN, (100 * (fee - hours * rate) / fee).quantize(Decimal("0.01")))


def _copy(models: tuple[type[Any], ...], source: BusinessPlan, target: BusinessPlan) -> None:
    for model in models:
        _write(model, list(model.objects.filter(plan=source)), target)


def _write(model: type[Any], rows: Sequence[TenantModel], target: BusinessPlan) -> None:
    for row in rows:
        row.pk, row._state.adding = new_id(), True
        row.plan, row.partner_id = target, target.partner_id  # type: ignore[attr-defined]
    model.objects.bulk_create(rows)
