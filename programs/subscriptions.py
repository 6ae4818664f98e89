"""What events of programmes are called."""

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
