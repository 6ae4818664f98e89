"""Whether the first row names the columns, and what columns are called when it does not."""

import re
from collections.abc import Collection, Sequence
from typing import Final

VALUE: Final = re.compile(
    r"""^(?: [-+(]?[$€£]?\s?[\d.,]*\d[\d.,]*\)?%?          # a number
        | \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*                # a date
        | [^@\s]+@[^@\s]+\.[^@\s]+                         # an e-mail address
        | (?:true|false|null|-) )$""",
    re.VERBOSE | re.IGNORECASE,
)
MOSTLY: Final = 0.8


def has_header(rows: Sequence[Sequence[str]], *, known: Collection[str] = ()) -> bool:
    """Guess from a sample of rows. Names that the target knows decide; then a first row unlike those below it."""
    if not rows:
        return False
    first = [cell.strip() for cell in rows[0]]
    if known and sum(plain(cell) in known for cell in first) * 2 >= len(first):
        return True
    if any(VALUE.match(cell) for cell in first):
        return False
    if len(rows) < 2 or _any_column_of_values(rows[1:]):
        return all(first) or len([c for c in first if not c]) <= 1
    return all(first) and not _repeats_below(first, rows[1:])


def column_letter(index: int) -> str:
    """Spreadsheet letter of a 0-based column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def name_columns(first: Sequence[str] | None, *, width: int) -> tuple[str, ...]:
    """Column names: the header's, made unique and filled with letters where empty; letters alone without a header."""
    if first is None:
        return tuple(column_letter(i) for i in range(width))
    names: list[str] = []
    for i in range(width):
        name = (first[i].strip() if i < len(first) else "") or column_letter(i)
        names.append(name if name not in names else f"{name} ({column_letter(i)})")
    return tuple(names)


def plain(name: str) -> str:
    """A name as it is compared: lower case, letters and digits only. `Reseller Key`, `reseller_key` are one."""
    return "".join(c for c in name.casefold() if c.isalnum())


def _any_column_of_values(rows: Sequence[Sequence[str]]) -> bool:
    for column in zip(*rows, strict=False):
        filled = [cell.strip() for cell in column if cell.strip()]
        if filled and sum(bool(VALUE.match(cell)) for cell in filled) >= MOSTLY * len(filled):
            return True
    return False


def _repeats_below(first: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    below = list(zip(*rows, strict=False))
    return any(cell in column for cell, column in zip(first, below, strict=False))
