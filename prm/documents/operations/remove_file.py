"""Let go of a file."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from prm.documents.models import StoredFile


def remove_file(*, stored: StoredFile) -> None:
    """Delete the row now, and the content once that is committed. Whoever refers to the file must have let go of it."""
    transaction.on_commit(partial(default_storage.delete, stored.storage_key), robust=True)
    stored.delete()
