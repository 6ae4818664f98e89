"""Who may see and write which fields of a partner. Which partners they reach is decided by row security."""

from partners.enums import ActionSide
from prm.people.models import Membership
from prm.people.permissions import Permission

# What ties the partner to the vendor's own systems and programme.
IDENTITY_FIELDS = ("name", "external_id", "tier")
# What the CAM judges. A life stage is the vendor's opinion of the partner, and none of its business.
MANAGED_FIELDS = ("type", "region", "life_stage", "joined_date")
# What the partner knows best about itself.
PROFILE_FIELDS = ("country", "city", "address", "phone", "website", "verticals", "employees", "annual_revenue")
ALL_FIELDS = (*IDENTITY_FIELDS, *MANAGED_FIELDS, *PROFILE_FIELDS)
VENDOR_ONLY_FIELDS = frozenset({"life_stage"})

CONTACT_FIELDS = ("name", "job_title", "email", "phone", "is_primary")


def editable_fields(member: Membership) -> tuple[str, ...]:
    """The partner's own fields that the member may write, in the order of forms."""
    if member.may(Permission.PARTNER_CREATE):
        return ALL_FIELDS
    if member.may(Permission.PARTNER_EDIT):
        return MANAGED_FIELDS + PROFILE_FIELDS
    return PROFILE_FIELDS if member.may(Permission.PROFILE_EDIT) else ()


def visible_fields(member: Membership) -> tuple[str, ...]:
    """The partner's own fields that the member may read."""
    if not member.role_enum.is_partner:
        return ALL_FIELDS
    return tuple(field for field in ALL_FIELDS if field not in VENDOR_ONLY_FIELDS)


def may_edit_some(member: Membership) -> bool:
    """True when there is anything in the profile that the member may write."""
    return bool(editable_fields(member))


def sees_custom_field(member: Membership, *, shared: bool) -> bool:
    """Whether a tenant's own field is there for the member; `shared` ones are for partners too."""
    return shared or not member.role_enum.is_partner


def edits_custom_field(member: Membership, *, shared: bool) -> bool:
    """Whether the member may fill a tenant's own field in."""
    return member.may(Permission.PARTNER_EDIT) or (shared and member.may(Permission.PROFILE_EDIT))


def arranges_partners(member: Membership) -> bool:
    """Whether the member decides who belongs to whom: parents, and CAMs."""
    return member.may(Permission.PARTNER_ASSIGN)


# Of a promise; who owes it never changes, since then it would be another promise.
SHARED_ACTION_FIELDS = ("title", "detail", "owner", "due_date", "resources", "status")


def keeps_promises_of(member: Membership, side: ActionSide) -> bool:
    """Whether the member writes promises of that side: the vendor's people all, a partner's people their own."""
    return side is ActionSide.PARTNER or not member.role_enum.is_partner


def editable_action_fields(member: Membership) -> tuple[str, ...]:
    """The fields of a promise that the member may write later."""
    return SHARED_ACTION_FIELDS if member.role_enum.is_partner else (*SHARED_ACTION_FIELDS, "is_internal")
