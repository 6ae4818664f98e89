"""The uploaded file of a batch, where readers want it: on a path."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.storage import default_storage

from prm.imports.models import ImportBatch
from prm.imports.preparing import limits
from prm.imports.reading.failures import UnreadableFile
from prm.imports.reading.sources import Layout, Source, open_source

GONE = "The uploaded file is not here any more. Upload it again."


@contextmanager
def local_copy(batch: ImportBatch) -> Iterator[Path]:
    """The batch's file on a path of its own until the block ends. Raises UnreadableFile when it is gone."""
    if batch.file is None or not default_storage.exists(batch.file.storage_key):
        raise UnreadableFile(GONE)
    with TemporaryDirectory(prefix="tandem-import-") as folder:
        path = Path(folder) / "upload"
        with default_storage.open(batch.file.storage_key) as stored, path.open("wb") as copy:
            shutil.copyfileobj(stored, copy)
        yield path


@contextmanager
def preview(path: Path, *, layout: Layout, known: frozenset[str]) -> Iterator[Source]:
    """The file's columns and first rows. Raises UnreadableFile with a sentence."""
    with TemporaryDirectory(prefix="tandem-import-") as folder:
        yield open_source(path, workspace=Path(folder), layout=layout, limits=limits(), known=known, preview=True)
