"""Who stands for which side of a plan, and what the other side sees of a new one."""

from planning.enums import CostSharing, Party
from prm.people.models import Membership


def party_of(member: Membership) -> Party:
    """The side whose word the member's is: their role decides, nobody chooses."""
    return Party.PARTNER if member.role_enum.is_partner else Party.VENDOR


def starts_hidden(*, by: Membership | None, is_amendment: bool, sharing: CostSharing) -> bool:
    """Whether the partner does not see a new plan until it is shared.

    True for a first draft of the vendor's that holds nothing of the partner's own. An amendment begins with what both
    have agreed on, and a copy with costs of the partner's is in part the partner's work: both sides see these at once.
    """
    vendors = by is None or party_of(by) is Party.VENDOR
    return vendors and not is_amendment and sharing is CostSharing.EXAMPLE
