"""A file, a mapping and a target brought together: everything that has to be known before rows are judged."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uuid_utils
from django.conf import settings

from prm.imports.checking.converters import Reading, converter
from prm.imports.checking.profile import Decisions, decide_columns
from prm.imports.checking.rows import RowChecker, Uniqueness
from prm.imports.fields import ImportField, Kind
from prm.imports.mapping.binding import BoundMapping, bind
from prm.imports.mapping.guessing import known_names
from prm.imports.mapping.lookups import read_lookup
from prm.imports.mapping.parsing import parse_mapping
from prm.imports.mapping.rules import Mapping as FieldMapping
from prm.imports.mapping.rules import MappingError, Rule
from prm.imports.reading.limits import Limits
from prm.imports.reading.sources import open_source
from prm.imports.storing.columns import Staged, empty_text
from prm.imports.targets import ImportTarget
from prm.imports.typing.nulls import null_marks


@dataclass(frozen=True, slots=True)
class FileToImport:
    """A file, how it maps to which target, and the second files that its mapping looks into."""

    target: ImportTarget
    path: Path
    document: Mapping[str, Any]
    lookups: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Ready to be judged row by row; or, when `decisions.questions` is not empty, to be asked about."""

    bound: BoundMapping
    staged: Staged
    decisions: Decisions
    checker: RowChecker


def limits() -> Limits:
    """The bounds of this installation."""
    return Limits(file_bytes=settings.IMPORT_MAX_UPLOAD_BYTES, rows=settings.IMPORT_MAX_ROWS)


@contextmanager
def prepared(work: FileToImport) -> Iterator[Prepared]:
    """Open the file, find its columns, decide how they are read, look up what they refer to.

    One pass over the file and one query per referring field. Raises UnreadableFile and MappingError with a sentence.
    The file may be read until the block ends.
    """
    with TemporaryDirectory(prefix="tandem-import-") as folder:
        yield _prepare(work, Path(folder))


def _prepare(work: FileToImport, workspace: Path) -> Prepared:
    target = work.target
    mapping = complete_mapping(target, work.document)
    names = known_names(target.fields)
    source = open_source(work.path, workspace=workspace, layout=mapping.layout, limits=limits(), known=names)
    lookups = {
        name: read_lookup(name, work.lookups[name], second=second, workspace=workspace, limits=limits())
        for name, second in mapping.lookups.items()
        if name in work.lookups
    }
    bound = bind(mapping, source, lookups=lookups)
    # What goes into JSON comes last, as one column.
    fields = sorted((target.field(key) for key in mapping.fields), key=lambda field: bool(field.json_key))
    decisions = decide_columns(bound, fields=fields, nulls=null_marks(mapping.nulls))
    staged = Staged(target, tuple(field.key for field in fields), target.key_for(mapping.fields) or ())
    return Prepared(bound, staged, decisions, _checker(bound, staged, fields, decisions))


def complete_mapping(target: ImportTarget, document: Mapping[str, Any]) -> FieldMapping:
    """The mapping with defaults for fields that rows are told apart by. Raises MappingError when one is missing."""
    if document.get("target", target.key) != target.key:
        raise MappingError(f"This mapping is for “{document['target']}”, not for “{target.key}”.")
    mapping = parse_mapping(dict(document), known_fields=[field.key for field in target.fields])
    filled = {f.key: Rule(value=f.default) for f in target.fields if f.default and f.key not in mapping.fields}
    shared = {key: rule for field in target.fields for key, rule in _shared(field, mapping)}
    mapping = replace(mapping, fields={**mapping.fields, **filled, **shared})
    missing = [field.label for field in target.fields if field.required and field.key not in mapping.fields]
    if missing:
        raise MappingError(f"No column is mapped to {', '.join(missing)}, which every row needs. Map a column to it.")
    if target.key_for(mapping.fields) is None:
        ways = " or ".join(_labels(target, key) for key in target.keys)
        raise MappingError(f"Rows cannot be told apart. Map a column to {ways}.")
    return mapping


def _shared(field: ImportField, mapping: FieldMapping) -> Iterator[tuple[str, Rule]]:
    """The fields that take the column of `field`, because none of their own is mapped."""
    if field.key in mapping.fields:
        yield from ((key, mapping.fields[field.key]) for key in field.also if key not in mapping.fields)


def _labels(target: ImportTarget, keys: tuple[str, ...]) -> str:
    return " and ".join(target.field(key).label for key in keys)


def _checker(bound: BoundMapping, staged: Staged, fields: list[ImportField], decisions: Decisions) -> RowChecker:
    target, mapped = staged.target, bound.mapping.fields
    readings = {field.key: _reading(field, bound, staged, decisions) for field in fields}
    unique = [staged.key, *(rule for rule in target.unique if set(rule) <= set(mapped))]
    return RowChecker(
        bound=bound,
        converters={key: converter(reading) for key, reading in readings.items()},
        unique=[
            Uniqueness(keys, _labels(target, keys), frozenset({"", readings[keys[0]].empty})) for keys in unique if keys
        ],
        new_id=lambda: str(uuid_utils.uuid7()),
        json_keys={field.key: field.json_key for field in fields if field.json_key},
    )


def _reading(field: ImportField, bound: BoundMapping, staged: Staged, decisions: Decisions) -> Reading:
    rule = bound.mapping.fields[field.key]
    required = field.required or field.key in staged.key
    resolved = None
    if field.kind is Kind.REFERENCE and field.reference is not None:
        resolved = field.reference.resolve(decisions.referred[field.key])
    reading = Reading(
        field=replace(field, required=required),
        nulls=null_marks(bound.mapping.nulls),
        empty="null" if field.json_key else empty_text(staged.target.model_field(field.key)),
        times=rule.times,
        resolved=resolved,
    )
    if field.key in decisions.dates:
        reading = replace(reading, dates=decisions.dates[field.key])
    if field.key in decisions.decimals:
        reading = replace(reading, decimal=decisions.decimals[field.key])
    return reading
