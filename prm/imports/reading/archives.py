"""What a workbook would unpack to, read from the archive's own list before anything is unpacked."""

import zipfile
from pathlib import Path

from prm.imports.reading.failures import UnreadableFile
from prm.imports.reading.limits import Limits
from prm.imports.reading.signatures import USE_CSV


def refuse_unsafe_archive(path: Path, *, limits: Limits) -> None:
    """Raise UnreadableFile unless the archive is a workbook of bearable size. Unpacks nothing."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableFile(f"The workbook is damaged and cannot be opened. {USE_CSV}") from error
    _refuse_other_kinds({entry.filename for entry in entries}, encrypted=any(e.flag_bits & 1 for e in entries))
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, path.stat().st_size)
    if (
        len(entries) > limits.archive_entries
        or unpacked > limits.unpacked_bytes
        or unpacked > packed * limits.unpacked_ratio
    ):
        raise UnreadableFile(
            f"The workbook would unpack from {packed / 1_048_576:,.1f} MB to {unpacked / 1_048_576:,.0f} MB in"
            f" {len(entries):,} parts, which is far more than a table of this size needs; it was not opened."
            " Copy the table into a new workbook, or save it as CSV."
        )


def _refuse_other_kinds(names: set[str], *, encrypted: bool) -> None:
    if encrypted:
        raise UnreadableFile(f"The archive is protected by a password. Remove the password first. {USE_CSV}")
    if "xl/workbook.bin" in names:
        raise UnreadableFile("This is a binary workbook (.xlsb). Save it as XLSX or CSV and upload that file.")
    if "xl/workbook.xml" not in names:
        kind = "a Word document" if "word/document.xml" in names else "a presentation"
        known = "word/document.xml" in names or "ppt/presentation.xml" in names
        what = kind if known else "an archive, not a workbook"
        raise UnreadableFile(f"This is {what}. Unpack it if the table is inside. {USE_CSV}")
