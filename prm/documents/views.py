"""The one way to a stored file."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from prm.documents.enums import FileKind
from prm.documents.models import StoredFile
from prm.people.http import TenantRequest, requires
from prm.people.models import Membership


@require_safe
@requires(*{kind.permission for kind in FileKind})
def download(request: TenantRequest, tenant: str, file_id: UUID) -> FileResponse:
    """Send a file to somebody who may read files of its kind and whom row security lets see its row.

    Whatever is not theirs answers as what is not there: 404.
    """
    stored = get_object_or_404(StoredFile, pk=file_id)
    if not may_read(request.membership, stored) or not default_storage.exists(stored.storage_key):
        raise Http404
    return as_download(stored)


def may_read(membership: Membership, stored: StoredFile) -> bool:
    """Whether the role may read files of this kind. A kind that is no longer known is nobody's."""
    try:
        kind = FileKind(stored.kind)
    except ValueError:
        return False
    return membership.may(kind.permission)


def as_download(stored: StoredFile) -> FileResponse:
    """The file as a response that browsers save and never show, run, guess about or keep."""
    response = FileResponse(
        default_storage.open(stored.storage_key),
        as_attachment=True,
        filename=stored.filename,
        content_type=stored.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
