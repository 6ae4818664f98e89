"""What follows from events, and what the events of enablement are called."""

from enablement import events
from partners.events import PARTNER_CREATED, PARTNER_UPDATED
from prm.events.subscribing import subscribe
from prm.events.wording import say


def register() -> None:
    """Called once, when the app is loaded."""
    for event in (PARTNER_CREATED, PARTNER_UPDATED):
        subscribe(event, "enablement.add_joining_tasks_of_partner")
    say(
        {
            events.CERTIFICATE_ADDED: "Certificate added",
            events.CERTIFICATE_CHANGED: "Certificate changed",
            events.CERTIFICATE_REMOVED: "Certificate removed",
            events.TASK_ADDED: "Required task added",
            events.TASK_CHANGED: "Required task changed",
            events.TASK_COMPLETED: "Required task done",
            events.TASK_REOPENED: "Required task open again",
            events.TASK_REMOVED: "Required task removed",
        }
    )
