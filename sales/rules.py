"""Who may see and write which fields of a deal. Which deals they reach is decided by row security."""

from prm.people.models import Membership
from prm.people.permissions import Permission

# What a person fills in. Stage, closing day and reason have operations of their own.
DEAL_FIELDS = (
    "name",
    "customer",
    "product",
    "owner",
    "campaign",
    "amount",
    "probability_percent",
    "is_partner_sourced",
    "engaged_date",
    "registered_date",
    "expected_close_date",
    "next_step",
)
# What the vendor thinks of a deal, and why it believes to have lost it, is not for partners' eyes.
VENDOR_ONLY_FIELDS = frozenset({"probability_percent", "next_step", "lost_reason"})
CUSTOMER_FIELDS = ("name", "domain", "country", "city")
# What ties a customer to the vendor's own systems.
CUSTOMER_IDENTITY_FIELDS = ("external_id",)


def sees_judgement(member: Membership) -> bool:
    """Whether the member sees what the vendor thinks of deals: probabilities, next steps, reasons."""
    return not member.role_enum.is_partner


def customer_fields(member: Membership) -> tuple[str, ...]:
    """The fields of a customer that the member may write."""
    if member.may(Permission.IMPORT_RUN):
        return CUSTOMER_FIELDS + CUSTOMER_IDENTITY_FIELDS
    return CUSTOMER_FIELDS if member.may(Permission.DEAL_EDIT) else ()
