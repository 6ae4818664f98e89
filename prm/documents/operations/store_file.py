"""Keep a file."""

import hashlib
import re
import secrets
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from prm.documents.enums import FileKind
from prm.documents.models import StoredFile
from prm.people.models import Membership
from prm.tenancy.scope import require_scope

LONGEST_NAME = 120
_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]+')


def store_file(
    *,
    content: bytes,
    filename: str,
    content_type: str,
    kind: FileKind,
    partner_id: UUID | None,
    by: Membership | None,
    at: datetime,
) -> StoredFile:
    """Write the content to private storage under a random key of the tenant in scope, and the row that leads to it.

    The file name is only what a download will be called; it never becomes a path. The content is written first: when
    the transaction rolls back afterwards a file without a row stays behind, which nobody can reach.
    """
    tenant_id = require_scope().tenant_id
    key = default_storage.save(f"t/{tenant_id}/{secrets.token_hex(24)}", ContentFile(content))
    return StoredFile.objects.create(
        partner_id=partner_id,
        kind=kind.value,
        filename=safe_name(filename),
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        storage_key=key,
        created_by=by,
        created_at=at,
    )


def safe_name(filename: str) -> str:
    """A name that every file system takes: no path, no control or direction characters, the extension kept."""
    name = " ".join(_NOT_IN_A_NAME.sub(" ", filename).split()).strip(". ")
    stem, dot, extension = name.rpartition(".")
    if not stem or len(extension) > 8:
        stem, dot, extension = name, "", ""
    kept = stem[: LONGEST_NAME - len(extension) - 1].rstrip()
    return f"{kept}{dot}{extension}" or "file"
