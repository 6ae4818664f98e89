"""Who may hand out which role, and look after whom. Pure: nothing is looked up here."""

from prm.people.models import Membership
from prm.people.permissions import Permission, Role

_RANK = {Role.CHIEF: 3, Role.OPERATIONS: 2, Role.CAM: 1, Role.MARKETING: 1, Role.CHAMPION: 0, Role.MEMBER: -1}


def roles_grantable_by(member: Membership) -> list[Role]:
    """The roles that `member` may hand out: none above their own, and a champion only those of partner people."""
    if member.may(Permission.PEOPLE_MANAGE):
        return [role for role in Role if _RANK[role] <= _RANK[member.role_enum]]
    if member.may(Permission.COLLEAGUES_MANAGE):
        return [role for role in Role if role.is_partner and _RANK[role] <= _RANK[member.role_enum]]
    return []


def looks_after(member: Membership, other: Membership) -> bool:
    """True when `member` may change the role of `other` or end their membership. Nobody does that to themselves."""
    if member.pk == other.pk or other.role_enum not in roles_grantable_by(member):
        return False
    return member.may(Permission.PEOPLE_MANAGE) or other.partner_id == member.partner_id
