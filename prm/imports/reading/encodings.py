"""Which encoding a text file is in, decided from all of its bytes."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from charset_normalizer import from_bytes

from prm.imports.reading.failures import UnreadableFile

BLOCK: Final = 1 << 20
BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LEGACY: Final = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "shift_jis", "gb18030", "big5", "euc_kr"]
ENOUGH_EVIDENCE: Final = 48
SAMPLE_BYTES: Final = 64 * 1024


def detect_encoding(path: Path) -> str:
    """Name of the codec that reads the file without loss: byte order mark, then UTF-8, UTF-16, then old code pages.

    Old code pages look alike in short files; Windows-1252 (which holds Latin-1) is taken unless there is enough
    text to tell. Raises UnreadableFile when the bytes are not text.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
    for mark, codec in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return codec
    if b"\0" in head:
        return _wide_without_mark(head)
    if can_decode(path, "utf-8"):
        _refuse_zero_bytes(path)
        return "utf-8"
    return _legacy(path)


def can_decode(path: Path, codec: str) -> bool:
    """Whether every byte of the file is valid in this codec. Unknown codec names answer False."""
    try:
        decoder = codecs.getincrementaldecoder(codec)()
        for block in _blocks(path):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except (LookupError, UnicodeError):
        return False
    return True


def first_bad_line(path: Path, codec: str) -> int:
    """1-based number of the first line that is not valid in a codec that is known to fail. Single-byte line ends."""
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode(codec)
            except UnicodeError:
                return number
    return 1


def _wide_without_mark(head: bytes) -> str:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    raise UnreadableFile("This file is not text. Save the table as CSV or XLSX and upload that file.")


def _refuse_zero_bytes(path: Path) -> None:
    if any(b"\0" in block for block in _blocks(path)):
        raise UnreadableFile(
            "The file holds zero bytes, which text never does; it is damaged or not a table. Export it again as CSV."
        )


def _legacy(path: Path) -> str:
    sample = _lines_beyond_ascii(path)
    if sum(byte > 127 for byte in sample) >= ENOUGH_EVIDENCE:
        best = from_bytes(sample, cp_isolation=LEGACY).best()
        if best is not None and can_decode(path, best.encoding):
            return best.encoding
    return "cp1252" if can_decode(path, "cp1252") else "latin-1"


def _lines_beyond_ascii(path: Path) -> bytes:
    found, size = [], 0
    with path.open("rb") as stream:
        for line in stream:
            if not line.isascii():
                found.append(line)
                size += len(line)
                if size > SAMPLE_BYTES:
                    break
    return b"".join(found)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            yield block
