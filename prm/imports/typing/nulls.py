"""Which texts stand for "no value"."""

from collections.abc import Iterable
from typing import Final

NULLS: Final = frozenset({"", "-", "–", "—", "null", "n/a", "#n/a"})


def null_marks(extra: Iterable[str] = ()) -> frozenset[str]:
    """The usual marks and those a mapping adds, folded for comparison."""
    return NULLS | {mark.strip().casefold() for mark in extra}


def is_null(text: str, marks: frozenset[str] = NULLS) -> bool:
    """Whether a stripped text is one of the marks, whatever its case."""
    return not text or (len(text) < 16 and text.casefold() in marks)
