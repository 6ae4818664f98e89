"""What planning tells the people of a partner above the tabs of their company."""

from django.urls import reverse

from partners.models import Partner
from partners.tabs import PartnerNotice
from planning.enums import Party
from planning.queries.agreement.agreed import waiting_for
from prm.people.models import Membership
from prm.people.permissions import Permission


def waiting_plans(member: Membership, partner: Partner) -> list[PartnerNotice]:
    """Plans that were shared and wait for the partner's signature, for whoever may give it. One query."""
    if not member.may(Permission.PLAN_ACCEPT):
        return []
    return [
        PartnerNotice(
            title=f"{plan.title} waits for your signature",
            text=f"{member.tenant.name} has shared it with you.",
            url=reverse("planning:plan-agreement", args=[member.tenant.slug, plan.pk]),
            action="Read and sign",
        )
        for plan in waiting_for(Party.PARTNER)
    ]
