"""How much of a file is read at most. Every bound is there because a small file can ask for a large machine."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds for one file: bytes, rows, columns, and for workbooks what they may unpack to and cost."""

    file_bytes: int = 25 * MEGABYTE
    rows: int = 200_000
    columns: int = 256
    cell_characters: int = 100_000
    archive_entries: int = 2_000
    unpacked_bytes: int = 400 * MEGABYTE
    unpacked_ratio: int = 200
    child_cpu_seconds: int = 60
    child_memory_bytes: int = 1_024 * MEGABYTE
