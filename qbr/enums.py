"""Fixed choices about QBRs."""

from enum import StrEnum


class QbrStatus(StrEnum):
    """How far the documents of a QBR are."""

    QUEUED = "queued"
    BUILDING = "building"
    READY = "ready"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return {"queued": "Waiting", "building": "Being built", "ready": "Ready", "failed": "Failed"}[self.value]

    @property
    def is_open(self) -> bool:
        """True while work on it is still to come."""
        return self in OPEN

    @property
    def tone(self) -> str:
        """The colour token of its pill."""
        return {"queued": "info", "building": "info", "ready": "good", "failed": "bad"}[self.value]

    @property
    def icon(self) -> str:
        """The heroicons name of its icon."""
        icons = {"queued": "clock", "building": "arrow-path", "ready": "check-circle", "failed": "exclamation-circle"}
        return icons[self.value]


OPEN = (QbrStatus.QUEUED, QbrStatus.BUILDING)
