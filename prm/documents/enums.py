"""How far files are that are being made; the kinds that are kept, and what reading one asks for."""

from enum import StrEnum

from prm.people.permissions import Permission


class BuildStatus(StrEnum):
    """How far documents are that a worker makes."""

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


OPEN = (BuildStatus.QUEUED, BuildStatus.BUILDING)


class FileKind(StrEnum):
    """What a stored file is. Where it belongs to a partner, row security decides besides whose files one reaches."""

    QBR_PDF = "qbr.pdf"
    QBR_DECK = "qbr.deck"
    SCORECARD_PDF = "scorecard.pdf"
    SCORECARD_BUNDLE = "scorecard.bundle"
    EXPORT = "export"
    IMPORT_SOURCE = "import.source"
    IMPORT_REJECTS = "import.rejects"

    @property
    def permission(self) -> Permission:
        """The permission that reading needs."""
        return _PERMISSIONS[self]


_PERMISSIONS = {
    FileKind.QBR_PDF: Permission.QBR_VIEW,
    FileKind.QBR_DECK: Permission.QBR_VIEW,
    FileKind.SCORECARD_PDF: Permission.SCORECARD_VIEW,
    FileKind.SCORECARD_BUNDLE: Permission.RANK_VIEW,
    FileKind.EXPORT: Permission.PARTNER_VIEW,
    FileKind.IMPORT_SOURCE: Permission.IMPORT_RUN,
    FileKind.IMPORT_REJECTS: Permission.IMPORT_RUN,
}
PDF = "application/pdf"
DECK = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
