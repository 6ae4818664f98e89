"""The kinds of files that are kept, and what somebody must be allowed to do before they may read one."""

from enum import StrEnum

from prm.people.permissions import Permission


class FileKind(StrEnum):
    """What a stored file is. Where it belongs to a partner, row security decides besides whose files one reaches."""

    QBR_PDF = "qbr.pdf"
    QBR_DECK = "qbr.deck"
    SCORECARD_PDF = "scorecard.pdf"
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
    FileKind.EXPORT: Permission.PARTNER_VIEW,
    FileKind.IMPORT_SOURCE: Permission.IMPORT_RUN,
    FileKind.IMPORT_REJECTS: Permission.IMPORT_RUN,
}
PDF = "application/pdf"
DECK = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
