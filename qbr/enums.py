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
