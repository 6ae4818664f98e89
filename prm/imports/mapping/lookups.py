"""Second files that are only looked into, such as places by their key."""

from dataclasses import dataclass
from pathlib import Path

from prm.imports.mapping.columns import find_column
from prm.imports.mapping.rules import ColumnRef, SecondFile
from prm.imports.reading.limits import Limits
from prm.imports.reading.sources import open_source


@dataclass(frozen=True, slots=True)
class LookupTable:
    """Rows of a second file by their key."""

    name: str
    columns: tuple[str, ...]
    rows: dict[str, list[str]]

    def column(self, reference: ColumnRef) -> dict[str, str]:
        """Key to the text of one column. Raises MappingError when there is no such column."""
        index = find_column(self.columns, reference, where=f"the file “{self.name}”")
        return {key: row[index].strip() for key, row in self.rows.items()}


def read_lookup(name: str, path: Path, *, second: SecondFile, workspace: Path, limits: Limits) -> LookupTable:
    """Read a second file. Of two rows with one key the first counts. Raises UnreadableFile, MappingError."""
    source = open_source(path, workspace=workspace, layout=second.layout, limits=limits)
    index = find_column(source.columns, second.key, where=f"the file “{name}”")
    rows: dict[str, list[str]] = {}
    for chunk in source.chunks():
        for row in chunk.rows:
            rows.setdefault(row[index].strip(), row)
    return LookupTable(name, source.columns, rows)
