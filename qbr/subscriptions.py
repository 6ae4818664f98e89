"""Which tasks follow from which events, and what the events are called."""

from prm.events.subscribing import subscribe
from prm.events.wording import say
from qbr.events import QBR_FAILED, QBR_READY, QBR_REQUESTED


def register() -> None:
    """Called once, when the app is loaded."""
    subscribe(QBR_REQUESTED, "qbr.build_qbr")
    say({QBR_REQUESTED: "QBR asked for", QBR_READY: "QBR ready", QBR_FAILED: "QBR could not be built"})
