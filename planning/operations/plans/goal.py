"""Keep what a goal needs as the bold case of its plan."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from planning.enums import Case
from planning.models import BusinessPlan, PlanScenario
from planning.operations.plans.fields import save_field
from prm.people.models import Membership

_AS_PLANNED = {
    "price_percent": "100",
    "margin_points": "0",
    "churn_percent": "100",
    "services_percent": "100",
    "costs_percent": "100",
    "delay_months": "0",
}


@transaction.atomic
def keep_as_bold_case(*, plan: BusinessPlan, volume_percent: Decimal, by: Membership, at: datetime) -> BusinessPlan:
    """The bold case sells so much of the plan, everything else as planned. Raises as `save_field`; needs a transaction.

    The plan itself is left alone. Whole or not at all.
    """
    row = PlanScenario.objects.get(plan=plan, case=Case.BOLD)
    for field, text in (_AS_PLANNED | {"volume_percent": str(volume_percent)}).items():
        plan = save_field(plan=plan, row=row, field=field, text=text, revision=None, by=by, at=at).plan
    return plan
