"""Which tasks follow from which events."""

from prm.events.subscribing import subscribe
from prm.imports import events


def register() -> None:
    """Tell the outbox what to send."""
    subscribe(events.CHECK_REQUESTED, "imports.check_batch")
    subscribe(events.APPLICATION_REQUESTED, "imports.apply_batch")
    subscribe(events.UNDO_REQUESTED, "imports.undo_batch")
