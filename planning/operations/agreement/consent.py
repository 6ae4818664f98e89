"""The partner's word on who of the vendor sees what its business costs."""

from datetime import datetime

from django.db import transaction

from planning.enums import CostSharing, Party
from planning.events import agreement as events
from planning.models import BusinessPlan
from planning.rules import party_of
from prm.events.recording import record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.people.permissions import Permission

CHOICES = (CostSharing.PRIVATE, CostSharing.RESULTS, CostSharing.LINES)


class NotYours(Refused):
    """Only the partner says who sees its costs."""


@transaction.atomic
def set_cost_sharing(*, plan: BusinessPlan, sharing: CostSharing, by: Membership, at: datetime) -> BusinessPlan:
    """Show the vendor the partner's costs, what they lead to, or neither. Holds from this transaction on.

    May be changed at any time, whatever state the plan is in. Every change is on record. Raises `NotYours`, and when
    the costs were to become the vendor's examples again.
    """
    if party_of(by) is not Party.PARTNER or not by.may(Permission.PLAN_COST_EDIT):
        raise NotYours
    if sharing not in CHOICES:
        raise Refused("Choose what the vendor may see.", field="sharing")
    plan.cost_sharing = BusinessPlan.objects.select_for_update().values_list("cost_sharing", flat=True).get(pk=plan.pk)
    before = plan.sharing
    if before is sharing:
        return plan
    plan.cost_sharing, plan.updated_at = sharing, at
    plan.save(update_fields=["cost_sharing", "updated_at"])
    changes = {"Costs": [before.label, sharing.label]}
    record(events.COSTS_SHARED, subject=plan, by=by, at=at, partner_id=plan.partner_id, changes=changes)
    return plan
