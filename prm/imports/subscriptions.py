"""Which tasks follow from which events, and how histories call them."""

from prm.events.subscribing import subscribe
from prm.events.wording import say
from prm.imports import events


def register() -> None:
    """Tell the outbox what to send."""
    subscribe(events.CHECK_REQUESTED, "imports.check_batch")
    subscribe(events.APPLICATION_REQUESTED, "imports.apply_batch")
    subscribe(events.UNDO_REQUESTED, "imports.undo_batch")
    say(
        {
            events.BATCH_UPLOADED: "File uploaded",
            events.CHECK_REQUESTED: "Check asked for",
            events.APPLICATION_REQUESTED: "Import confirmed",
            events.BATCH_APPLIED: "Imported",
            events.UNDO_REQUESTED: "Undo asked for",
            events.BATCH_UNDONE: "Undone",
            events.MAPPING_SAVED: "Mapping kept",
        }
    )
