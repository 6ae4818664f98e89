"""Who signs a plan."""

from django.db.models import QuerySet

from planning.models import BusinessPlan
from prm.people.models import Membership
from prm.people.permissions import Role


def partners_signers(plan: BusinessPlan) -> QuerySet[Membership]:
    """The people of the partner who may accept the plan, invited ones included: its champions."""
    return Membership.objects.filter(ended_at=None, role=Role.CHAMPION, partner_id=plan.partner_id)
