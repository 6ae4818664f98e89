"""How a text file separates its cells and rows, decided from a sample of its lines."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

CANDIDATES: Final = ("\t", "|", ";", ",", "^", "~", "¦", "\x1f")
CONSISTENT: Final = 0.9
PUNCTUATION: Final = re.compile(r"[^\w\s\"'.,;()\]}>%$€£/-]")


@dataclass(frozen=True, slots=True)
class Dialect:
    """Separator between cells (one or more characters), what ends a row before its line feed, and quoting."""

    delimiter: str
    row_end: str = ""
    quoted: bool = True

    @property
    def simple(self) -> bool:
        """Whether the standard csv reader can read it."""
        return len(self.delimiter) == 1 and not self.row_end


def detect_dialect(sample: str) -> Dialect:
    """Decide from the first lines of a file. A file without any separator is one column, read as comma-separated."""
    lines = [line for line in sample.splitlines() if line.strip()]
    delimiter = _delimiter(lines)
    row_end = _row_end(lines, delimiter)
    if row_end:
        lines = [line.removesuffix(row_end) for line in lines]
    wide = _prefixed(lines, delimiter)
    if len(wide) > 1 or row_end:
        return Dialect(wide, row_end, quoted=False)
    return Dialect(delimiter, quoted=uses_quotes(lines, delimiter))


def uses_quotes(lines: Sequence[str], delimiter: str) -> bool:
    """Whether quotation marks wrap cells. Inch marks and other stray ones make rows uneven when read as quotes."""
    if not any('"' in line for line in lines):
        return True
    plain, quoted = (_widths(lines, delimiter, quoted=quoted) for quoted in (False, True))
    swallows_rows = len(quoted) < len(plain)
    return _evenness(quoted) >= _evenness(plain) and not (swallows_rows and _evenness(plain) == 1)


def _delimiter(lines: Sequence[str]) -> str:
    scores = {mark: _widths(lines, mark, quoted=True) for mark in CANDIDATES}
    for mark in CANDIDATES:
        widths = scores[mark]
        if _usual(widths) > 1 and max(_evenness(widths), _evenness(_widths(lines, mark, quoted=False))) >= CONSISTENT:
            return mark
    best = max(CANDIDATES, key=lambda mark: _evenness(scores[mark]) if _usual(scores[mark]) > 1 else 0)
    return best if _usual(scores[best]) > 1 else ","


def _widths(lines: Sequence[str], delimiter: str, *, quoted: bool) -> list[int]:
    try:
        if quoted:
            return [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
        return [len(row) for row in csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE) if row]
    except csv.Error:
        return []


def _usual(widths: Sequence[int]) -> int:
    return Counter(widths).most_common(1)[0][0] if widths else 0


def _evenness(widths: Sequence[int]) -> float:
    return Counter(widths).most_common(1)[0][1] / len(widths) if widths else 0.0


def _row_end(lines: Sequence[str], delimiter: str) -> str:
    """Two closing characters shared by all rows, as in `&|`: the last one the delimiter, the first a mark before it."""
    ends = {line[-2:] for line in lines}
    if len(lines) < 2 or len(ends) != 1:
        return ""
    end = ends.pop()
    return end if len(end) == 2 and end[1] == delimiter and PUNCTUATION.match(end[0]) else ""


def _prefixed(lines: Sequence[str], delimiter: str) -> str:
    """The delimiter with the mark that always stands before it, as in `+|`; the bare delimiter when none does."""
    before = {line[i - 1] if i else "" for line in lines for i, c in enumerate(line) if c == delimiter}
    mark = before.pop() if len(before) == 1 else ""
    return mark + delimiter if mark and mark != delimiter and PUNCTUATION.match(mark) else delimiter
