"""Which tasks follow from which events."""

from prm.events.subscribing import subscribe
from qbr.events import QBR_REQUESTED


def register() -> None:
    """Tell the outbox what to send."""
    subscribe(QBR_REQUESTED, "qbr.build_qbr")
