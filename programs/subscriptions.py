"""What events of programmes are called, and what a changed profile starts."""

from partners.events import PARTNER_UPDATED
from prm.events.subscribing import subscribe
from prm.events.wording import say
from programs import events

say(
    {
        events.PROGRAM_CREATED: "Programme created",
        events.PROGRAM_CHANGED: "Programme changed",
        events.VERSION_PUBLISHED: "Programme rules published",
        events.VERSION_WITHDRAWN: "Programme rules withdrawn",
        events.REVIEW_PROPOSED: "Tier review proposes a change",
        events.REVIEW_CONFIRMED: "Tier review confirmed",
        events.REVIEW_DECLINED: "Tier review declined",
        events.TIER_BEGAN: "New tier began",
        events.EXCEPTION_GRANTED: "Tier exception granted",
        events.EXCEPTION_ENDED: "Tier exception ended",
        events.STAGE_CONFIRMED: "Life stage confirmed",
    }
)

subscribe(PARTNER_UPDATED, "programs.note_stage")
