"""How long people are busy with a plan until it is first shared: see `prm.people.stopwatch` for how it is counted."""

from datetime import datetime

from planning.models import BusinessPlan
from prm.people.models import Membership
from prm.people.stopwatch import clock_statement, clock_values, note_activity

_COUNT = clock_statement("planning_plantime", subject="plan_id", also=("partner_id",))


def count_activity(*, plan: BusinessPlan, by: Membership, at: datetime) -> None:
    """Note that `by` is busy with the plan now. Once it has been shared, nothing counts any more."""
    if plan.shared_at is None:
        note_activity(_COUNT, clock_values(by=by, at=at) | {"plan": plan.pk, "partner": plan.partner_id})
