"""Fixed choices about alerts."""

from enum import StrEnum


class AlertState(StrEnum):
    """Where an alert stands in its life."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    SNOOZED = "snoozed"
    RESOLVED = "resolved"
    ACCEPTED_LOSS = "accepted_loss"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


STANDING = (AlertState.OPEN, AlertState.ACKNOWLEDGED, AlertState.SNOOZED)
