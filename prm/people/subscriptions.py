"""Which work follows from what happens to people, and how histories call it."""

from prm.events.subscribing import subscribe
from prm.events.wording import say

subscribe("people.invitation.sent", "people.mail_invitation")
say(
    {
        "people.tenant.created": "Set up as channel chief",
        "people.member.added": "Added",
        "people.member.role_changed": "Role changed",
        "people.member.left": "Access ended",
        "people.invitation.withdrawn": "Invitation withdrawn",
        "people.invitation.accepted": "Invitation accepted",
        "tenancy.settings.changed": "Settings changed",
    }
)
