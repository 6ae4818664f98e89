"""The partner's word on who of the vendor sees what its business costs."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from partners.models import Partner
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

    May be changed at any time, whatever state the plan is in. Every change is on record. What is taken back is taken
    back of all versions of the year, since an amendment began with the same costs. Raises `NotYours`, and when the
    costs were to become the vendor's examples again.
    """
    if party_of(by) is not Party.PARTNER or not by.may(Permission.PLAN_COST_EDIT):
        raise NotYours
    if sharing not in CHOICES:
        raise Refused("Choose what the vendor may see.", field="sharing")
    Partner.objects.select_for_update(no_key=True, of=("self",)).get(pk=plan.partner_id)
    plan.cost_sharing = BusinessPlan.objects.select_for_update().values_list("cost_sharing", flat=True).get(pk=plan.pk)
    for each in (plan, *_wider_versions(plan, sharing)):
        _set(each, sharing, by=by, at=at)
    return plan


def _wider_versions(plan: BusinessPlan, sharing: CostSharing) -> QuerySet[BusinessPlan]:
    """The other versions of the year that show more of the partner's costs than this."""
    wider = CHOICES[CHOICES.index(sharing) + 1 :]
    versions = BusinessPlan.objects.filter(partner_id=plan.partner_id, fiscal_year=plan.fiscal_year)
    return versions.filter(cost_sharing__in=wider).exclude(pk=plan.pk).order_by("pk").select_for_update()


def _set(plan: BusinessPlan, sharing: CostSharing, *, by: Membership, at: datetime) -> None:
    before = plan.sharing
    if before is sharing:
        return
    plan.cost_sharing, plan.updated_at = sharing, at
    plan.save(update_fields=["cost_sharing", "updated_at"])
    changes = {"Costs": [before.label, sharing.label]}
    record(events.COSTS_SHARED, subject=plan, by=by, at=at, partner_id=plan.partner_id, changes=changes)
