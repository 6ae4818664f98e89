"""Copy the rows of one plan into another."""

from typing import Any

from planning.models import BusinessPlan, PlanCost, PlanLine, PlanMoney, PlanPerson, PlanScenario
from planning.operations.plans.outcomes import reach_of
from prm.tenancy.models import TenantModel, new_id
from prm.tenancy.scope import tenant_scope

_FIGURES = (PlanLine, PlanScenario)
_COSTS = (PlanPerson, PlanCost, PlanMoney)


def copy_figures(source: BusinessPlan, target: BusinessPlan) -> None:
    """Lines and cases. Reads what the caller reaches."""
    _copy(_FIGURES, source, target)


def copy_costs(source: BusinessPlan, target: BusinessPlan) -> None:
    """People, costs and money, in the partner's name: both plans must be the same partner's."""
    with tenant_scope(reach_of(target)):
        _copy(_COSTS, source, target)


def _copy(models: tuple[type[Any], ...], source: BusinessPlan, target: BusinessPlan) -> None:
    for model in models:
        rows: list[TenantModel] = list(model.objects.filter(plan=source))
        for row in rows:
            row.pk, row._state.adding = new_id(), True
            row.plan, row.partner_id = target, target.partner_id  # type: ignore[attr-defined]
        model.objects.bulk_create(rows)
