"""Which work follows from what happens to people."""

from prm.events.subscribing import subscribe

subscribe("people.invitation.sent", "people.mail_invitation")
