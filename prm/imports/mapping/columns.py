"""Finding the column that a mapping means."""

from collections.abc import Sequence

from prm.imports.mapping.rules import ColumnRef, MappingError
from prm.imports.reading.headers import column_letter, plain


def find_column(columns: Sequence[str], reference: ColumnRef, *, where: str = "the file") -> int:
    """0-based place of a column given by header, letter or number. Raises MappingError naming what there is."""
    if isinstance(reference, int):
        if 1 <= reference <= len(columns):
            return reference - 1
        raise MappingError(f"There is no column {reference} in {where}; it has {len(columns)}.")
    if reference in columns:
        return columns.index(reference)
    folded = [plain(name) for name in columns]
    if plain(reference) in folded:
        return folded.index(plain(reference))
    letters = [column_letter(i) for i in range(len(columns))]
    if reference in letters:
        return letters.index(reference)
    shown = ", ".join(columns[:12]) + (", ..." if len(columns) > 12 else "")
    raise MappingError(f"There is no column “{reference}” in {where}. It has: {shown}.")
