"""How long people are busy with a marketing plan: see `prm.people.stopwatch` for how it is counted."""

from datetime import datetime

from planning.models import MarketingPlan
from prm.people.models import Membership
from prm.people.stopwatch import clock_statement, clock_values, note_activity

_COUNT = clock_statement("planning_marketingtime", subject="plan_id", also=("partner_id",))


def count_activity(*, plan: MarketingPlan, by: Membership, at: datetime) -> None:
    """Note that `by` is busy with the plan now. Nothing is counted once it was submitted."""
    if plan.state_enum.is_open:
        note_activity(_COUNT, clock_values(by=by, at=at) | {"plan": plan.pk, "partner": plan.partner_id})
