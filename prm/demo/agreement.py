"""Plans of the demo on their way to two signatures."""

from datetime import datetime, timedelta

from planning.enums import CostSharing
from planning.models import BusinessPlan
from planning.operations.agreement.consent import set_cost_sharing
from planning.operations.agreement.flow import accept_plan, approve_plan, share_plan
from planning.operations.agreement.signing import Ink
from planning.queries.agreement.agreed import hash_of
from prm.people.models import Membership
from prm.tenancy.models import Tenant
from prm.tenancy.scope import tenant_scope

# A hand that writes quickly.
DRAWN = (
    "M60 130L72 96L88 62L104 48L112 60L104 84L86 104L74 118L90 122L112 112L130 100L142 96L140 110L128 124L134 130"
    "L150 120L166 104L176 98L178 110L172 124L182 126L200 112L214 92L226 64L232 52L230 78L224 106L226 124L240 120"
    "L258 106L270 98L276 108L270 122L282 124L302 110L320 100L330 104L326 118L338 122L362 112L390 104L430 100L480 98"
    "M52 154L140 148L260 144L380 144L470 148"
)


def share_as_champion_would(plan: BusinessPlan, sharing: CostSharing, *, champion: Membership, at: datetime) -> None:
    """Let the partner say who sees its costs. Needs a transaction in the plan's tenant."""
    with tenant_scope(champion.scope()):
        set_cost_sharing(plan=plan, sharing=sharing, by=champion, at=at)


def sign_for_partner(plan: BusinessPlan, *, cam: Membership, champion: Membership, at: datetime) -> None:
    """The CAM shares the draft on one day, the champion accepts it two days later. Needs a transaction."""
    with tenant_scope(cam.scope()):
        share_plan(plan=plan, by=cam, at=at)
    with tenant_scope(champion.scope()):
        accept_plan(plan=plan, ink=Ink(hash_of(plan), "", DRAWN), by=champion, at=at + timedelta(days=2))


def sign_for_both(plan: BusinessPlan, *, cam: Membership, champion: Membership, tenant: Tenant, at: datetime) -> None:
    """From draft to active within three days from `at`. The fiscal year must not be over by then."""
    sign_for_partner(plan, cam=cam, champion=champion, at=at)
    signed_at = at + timedelta(days=3)
    with tenant_scope(cam.scope()):
        ink = Ink(hash_of(plan), cam.display_name)
        approve_plan(plan=plan, ink=ink, by=cam, at=signed_at, tenant=tenant, today=signed_at.date())
