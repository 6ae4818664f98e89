"""Which tasks follow from which events of planning, and what events of business plans are called."""

from planning.events import agreement
from prm.events.subscribing import subscribe
from prm.events.wording import say


def register() -> None:
    """Called once, when the app is loaded."""
    for name in (agreement.PLAN_SHARED, agreement.PLAN_ACCEPTED):
        subscribe(name, "planning.mail_turn")
    say(
        {
            agreement.PLAN_SHARED: "Business plan shared",
            agreement.PLAN_ACCEPTED: "Business plan accepted by the partner",
            agreement.PLAN_REOPENED: "Business plan opened again",
            agreement.PLAN_ACTIVATED: "Business plan approved and active",
            agreement.PLAN_AMENDED: "Business plan replaced by an amendment",
            agreement.PLAN_CLOSED: "Business plan closed",
            agreement.COSTS_SHARED: "Choice of who sees the partner's costs",
        }
    )
