"""Who answers for which side."""

from prm.people.models import Membership
from scorecards.enums import Side


def side_of(member: Membership) -> Side:
    """Whose view the member's answers are: their role decides, nobody chooses."""
    return Side.PARTNER if member.role_enum.is_partner else Side.VENDOR
