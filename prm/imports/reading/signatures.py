"""What a file is, by its first bytes. Names and content types are claims; bytes are evidence."""

from pathlib import Path
from typing import Final

from prm.imports.reading.failures import UnreadableFile
from prm.imports.reading.limits import Limits

USE_CSV: Final = "Save the table as CSV or XLSX and upload that file."
FOREIGN: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Office file (.xls)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"{\\rtf", "an RTF document"),
    (b"<!DOCTYPE html", "a web page"),
    (b"<html", "a web page"),
)


def is_archive(path: Path) -> bool:
    """Whether the file starts like a zip archive, which every XLSX is."""
    with path.open("rb") as stream:
        return stream.read(4) in (b"PK\x03\x04", b"PK\x05\x06")


def refuse_foreign(path: Path, *, limits: Limits) -> None:
    """Raise UnreadableFile for an empty file, one over the size limit, and kinds that hold no table."""
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFile("The file is empty (0 bytes). Export it again and check that it opens before uploading.")
    if size > limits.file_bytes:
        raise UnreadableFile(
            f"The file has {size / 1_048_576:,.1f} MB; at most {limits.file_bytes / 1_048_576:,.0f} MB can be imported"
            " at once. Split it into smaller files, or leave out columns that you do not need."
        )
    with path.open("rb") as stream:
        head = stream.read(64).lstrip(b"\xef\xbb\xbf \r\n\t")
    for mark, name in FOREIGN:
        if head[: len(mark)].lower() == mark.lower():
            raise UnreadableFile(f"This is {name}, not a table. {USE_CSV}")
