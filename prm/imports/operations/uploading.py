"""Take in a file and make a first guess at its mapping."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from prm.documents.enums import FileKind
from prm.documents.operations.store_file import store_file
from prm.events.recording import record
from prm.imports import events
from prm.imports.files import preview
from prm.imports.mapping.columns import find_column
from prm.imports.mapping.guessing import guess_mapping, known_names
from prm.imports.mapping.parsing import parse_layout, parse_mapping
from prm.imports.mapping.rules import MappingError, Rule
from prm.imports.models import ImportBatch, ImportMapping
from prm.imports.reading.sources import Layout, Source
from prm.imports.targets import ImportTarget
from prm.people.models import Membership


def upload_file(*, target: ImportTarget, content: bytes, filename: str, by: Membership, at: datetime) -> ImportBatch:
    """Keep a file for import and guess its mapping: a saved one that fits its columns, else from names and looks.

    Raises UnreadableFile with a sentence, before anything is kept.
    """
    mapping, name = first_mapping(target, content)
    stored = store_file(
        content=content,
        filename=filename,
        content_type="application/octet-stream",
        kind=FileKind.IMPORT_SOURCE,
        partner_id=None,
        by=by,
        at=at,
    )
    batch = ImportBatch.objects.create(
        target=target.key,
        filename=stored.filename,
        sha256=hashlib.sha256(content).hexdigest(),
        file=stored,
        mapping=mapping,
        mapping_name=name,
        created_by=by,
        created_at=at,
    )
    record(events.BATCH_UPLOADED, subject=batch, by=by, at=at)
    return batch


def first_mapping(target: ImportTarget, content: bytes) -> tuple[dict[str, Any], str]:
    """A mapping document for a file, and the name of the saved mapping that it is; empty when it was guessed."""
    with TemporaryDirectory(prefix="tandem-import-") as folder:
        path = Path(folder) / "upload"
        path.write_bytes(content)
        for saved in ImportMapping.objects.filter(target=target.key).order_by("-updated_at"):
            layout = parse_layout(saved.document.get("file", {}))
            with preview(path, layout=layout, known=known_names(target.fields)) as source:
                if fits(saved.document, source, target):
                    return saved.document, saved.name
        with preview(path, layout=Layout(), known=known_names(target.fields)) as source:
            return {"fields": guessed_fields(source, target)}, ""


def fits(document: Mapping[str, Any], source: Source, target: ImportTarget) -> bool:
    """Whether a saved mapping names columns of this file by its headers. Numbers alone would fit any file."""
    try:
        mapping = parse_mapping(dict(document), known_fields=[field.key for field in target.fields])
        names = [name for rule in mapping.fields.values() for name in _named(rule)]
        places = [find_column(source.columns, name) for name in names]
    except MappingError:
        return False
    return source.header and bool(places)


def _named(rule: Rule) -> Sequence[str]:
    references = (rule.column, rule.until_next, rule.lookup[1] if rule.lookup else None)
    return [reference for reference in references if isinstance(reference, str)]


def guessed_fields(source: Source, target: ImportTarget) -> dict[str, Any]:
    """Field to column: by header where there is one, else by number."""
    guessed = guess_mapping(source.columns, source.top[:50], fields=target.fields)
    if source.header:
        return guessed
    return {key: source.columns.index(column) + 1 for key, column in guessed.items()}
