"""A first mapping, guessed from headers and from what a sample of the values looks like."""

import re
from collections.abc import Sequence
from typing import Any, Final

from prm.imports.fields import ImportField, Kind
from prm.imports.reading.headers import plain
from prm.imports.typing.nulls import is_null

LOOKS_LIKE: Final = {
    Kind.EMAIL: re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
    Kind.DATE: re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.*|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}.*"),
    Kind.DECIMAL: re.compile(r"[-(]?\D{0,3}\d[\d.,' ]*\D{0,3}"),
    Kind.INTEGER: re.compile(r"-?\d[\d.,' ]*"),
}
SAME_NAME: Final = 100
PART_OF_NAME: Final = 60
SAME_LOOK: Final = 15
OTHER_LOOK: Final = -50
ONLY_LOOK: Final = 55
ENOUGH: Final = 50
MOSTLY: Final = 0.8


def guess_mapping(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, fields: Sequence[ImportField]
) -> dict[str, Any]:
    """The `fields` part of a mapping document: fields and columns at most once each, best matches first."""
    samples = [[cell.strip() for cell in column] for column in zip(*rows, strict=False)] or [[] for _ in columns]
    scored = sorted(
        (
            (-_score(column, sample, field), place, index)
            for index, (column, sample) in enumerate(zip(columns, samples, strict=False))
            for place, field in enumerate(fields)
        )
    )
    taken_columns: set[int] = set()
    guessed: dict[str, Any] = {}
    for score, place, index in scored:
        if -score >= ENOUGH and index not in taken_columns and fields[place].key not in guessed:
            guessed[fields[place].key] = columns[index]
            taken_columns.add(index)
    return {field.key: guessed[field.key] for field in fields if field.key in guessed}


def known_names(fields: Sequence[ImportField]) -> frozenset[str]:
    """All names, plain, that a header row may use for these fields."""
    return frozenset(name for field in fields for name in _names(field))


def _names(field: ImportField) -> tuple[str, ...]:
    return tuple(plain(name) for name in (field.key, field.label, *field.synonyms))


def _score(column: str, sample: Sequence[str], field: ImportField) -> int:
    look = _look(sample, field.kind)
    name = plain(column)
    names = _names(field)
    if name in names:
        return SAME_NAME + look
    if len(name) > 3 and any(len(other) > 3 and (other in name or name in other) for other in names):
        return PART_OF_NAME + look
    return ONLY_LOOK if field.kind is Kind.EMAIL and look > 0 else 0


def _look(sample: Sequence[str], kind: Kind) -> int:
    pattern = LOOKS_LIKE.get(kind)
    filled = [text for text in sample if not is_null(text)]
    if pattern is None or not filled:
        return 0
    return SAME_LOOK if sum(bool(pattern.fullmatch(t)) for t in filled) >= MOSTLY * len(filled) else OTHER_LOOK
