"""A mapping put to work on one file: text columns by field, chunk after chunk."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from prm.imports.mapping.columns import find_column
from prm.imports.mapping.lookups import LookupTable
from prm.imports.mapping.rules import Mapping, MappingError, Only, Rule
from prm.imports.reading.delimited import Chunk
from prm.imports.reading.sources import Source
from prm.imports.typing.dates import DateEvidence, DateOrder, parse_date
from prm.imports.typing.nulls import is_null, null_marks
from prm.imports.typing.verdicts import Question, Unacceptable

DAY: Final = dt.timedelta(days=1)
PLACEHOLDER: Final = re.compile(r"\{([^{}]+)\}")

type Cells = Sequence[Sequence[str]]
"""Columns of a chunk, in the order of the file."""
type Evaluate = Callable[[Cells, int], list[str]]
"""Texts of one field from the cells of a chunk and its number of rows."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of some rows, by field, with each row's number; rows that a filter leaves out are gone."""

    numbers: Sequence[int]
    fields: dict[str, list[str]]
    overlong: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoundMapping:
    """A mapping whose columns have been found in a file."""

    source: Source
    mapping: Mapping
    evaluate: dict[str, Evaluate]
    origins: dict[str, str]
    """Field to the name of the column it comes from, as problems call it."""

    def texts(self) -> Iterator[Texts]:
        """Texts of all rows that the mapping takes, stripped, in chunks."""
        keep = [_filter(self.columns, only) for only in self.mapping.only]
        for chunk in self.source.chunks():
            numbers, cells = _unpivoted(chunk, self.mapping, self.source.columns)
            numbers, cells = _kept(numbers, cells, keep)
            if numbers:
                fields = {key: evaluate(cells, len(numbers)) for key, evaluate in self.evaluate.items()}
                yield Texts(numbers, fields, chunk.overlong)

    @property
    def columns(self) -> tuple[str, ...]:
        """The file's columns and those that unpivoting adds."""
        return _all_columns(self.source, self.mapping)


def bind(mapping: Mapping, source: Source, *, lookups: ReadOnly[str, LookupTable]) -> BoundMapping:
    """Find every column that the mapping names. Raises MappingError with a sentence when one is not there."""
    columns = _all_columns(source, mapping)
    missing = sorted(set(mapping.lookups) - set(lookups))
    if missing:
        raise MappingError(f"This mapping looks into a second file, “{missing[0]}”. Give it as well.")
    evaluate, origins = {}, {}
    for key, rule in mapping.fields.items():
        evaluate[key] = _changed(_evaluator(rule, columns, source, mapping, lookups), rule)
        origins[key] = _origin(rule, columns)
    return BoundMapping(source, mapping, evaluate, origins)


def _all_columns(source: Source, mapping: Mapping) -> tuple[str, ...]:
    unpivot = mapping.unpivot
    return source.columns if unpivot is None else (*source.columns, unpivot.name, unpivot.value)


def _origin(rule: Rule, columns: Sequence[str]) -> str:
    reference = rule.lookup[1] if rule.lookup else rule.column if rule.column is not None else rule.until_next
    if reference is not None:
        return columns[find_column(columns, reference)]
    return rule.text or f"fixed value “{rule.value}”"


def _evaluator(
    rule: Rule, columns: Sequence[str], source: Source, mapping: Mapping, lookups: ReadOnly[str, LookupTable]
) -> Evaluate:
    if rule.value is not None:
        fixed = rule.value
        return lambda _cells, count: [fixed] * count
    if rule.text is not None:
        return _pattern(rule.text, columns)
    if rule.lookup is not None:
        name, by, wanted = rule.lookup
        return _through(find_column(columns, by), lookups[name].column(wanted), "")
    if rule.until_next is not None:
        index = find_column(columns, rule.until_next)
        return _through(index, _days_before_next(source, index, rule, mapping), rule.last)
    index = find_column(columns, rule.column if rule.column is not None else 1)
    return lambda cells, _count: [text.strip() for text in cells[index]]


def _through(index: int, table: ReadOnly[str, str], otherwise: str) -> Evaluate:
    return lambda cells, _count: [table.get(text.strip(), otherwise) for text in cells[index]]


def _pattern(pattern: str, columns: Sequence[str]) -> Evaluate:
    """Literal parts and columns in turn; spaces left over by empty cells are closed up."""
    pieces = PLACEHOLDER.split(pattern)
    literals, indexes = pieces[0::2], [find_column(columns, _number_or_name(name)) for name in pieces[1::2]]
    if not indexes:
        raise MappingError(f"“{pattern}” names no column. Write columns in braces, as in “{{First name}}”.")

    def evaluate(cells: Cells, _count: int) -> list[str]:
        rows = zip(*(cells[i] for i in indexes), strict=True)
        return [_fill(literals, row) for row in rows]

    return evaluate


def _fill(literals: Sequence[str], row: Sequence[str]) -> str:
    if not any(cell.strip() for cell in row):
        return ""
    filled = "".join(a + b.strip() for a, b in zip(literals, (*row, ""), strict=True))
    return " ".join(filled.split())


def _number_or_name(name: str) -> str | int:
    return int(name) if name.isdecimal() else name


def _days_before_next(source: Source, index: int, rule: Rule, mapping: Mapping) -> dict[str, str]:
    """Each date text of a column to the day before the next later date there; the last one is left out."""
    marks = null_marks(mapping.nulls)
    texts = {row[index].strip() for chunk in source.chunks() for row in chunk.rows}
    texts = {text for text in texts if not is_null(text, marks)}
    evidence = DateEvidence()
    evidence.add(texts)
    order = rule.dates or evidence.decide()
    if isinstance(order, Question):
        raise MappingError(f"Column {source.columns[index]} {order.sentence} Add “dates” to the field that uses it.")
    dates = {text: date for text in texts if (date := _date_or_none(text, order))}
    ordered = sorted(set(dates.values()))
    following = dict(pairwise(ordered))
    return {text: (following[date] - DAY).isoformat() for text, date in dates.items() if date in following}


def _date_or_none(text: str, order: DateOrder) -> dt.date | None:
    try:
        return parse_date(text, order)
    except Unacceptable:
        return None


def _changed(evaluate: Evaluate, rule: Rule) -> Evaluate:
    """The texts after splitting, replacing values and filling empty ones, in this order."""
    if not (rule.split or rule.values or rule.default):
        return evaluate

    def change(text: str) -> str:
        if rule.split:
            text = _part(text, rule.split, rule.part)
        return rule.values.get(text.casefold(), text) or rule.default

    def changed(cells: Cells, count: int) -> list[str]:
        texts = evaluate(cells, count)
        table = {text: change(text) for text in set(texts)}
        return [table[text] for text in texts]

    return changed


def _part(text: str, mark: str, part: int) -> str:
    parts = text.split(mark)
    index = part - 1 if part > 0 else len(parts) + part
    return parts[index].strip() if 0 <= index < len(parts) else ""


def _filter(columns: Sequence[str], only: Only) -> Callable[[Cells], list[bool]]:
    index = find_column(columns, only.column)
    return lambda cells: [(text.strip() in only.texts) is not only.but_not for text in cells[index]]


def _kept(
    numbers: Sequence[int], cells: Cells, filters: Sequence[Callable[[Cells], list[bool]]]
) -> tuple[Sequence[int], Cells]:
    for keeps in filters:
        kept = [i for i, keep in enumerate(keeps(cells)) if keep]
        if len(kept) < len(numbers):
            numbers = [numbers[i] for i in kept]
            cells = [[column[i] for i in kept] for column in cells]
    return numbers, cells


def _unpivoted(chunk: Chunk, mapping: Mapping, columns: Sequence[str]) -> tuple[Sequence[int], Cells]:
    unpivot = mapping.unpivot
    if unpivot is None:
        return chunk.numbers, list(zip(*chunk.rows, strict=True))
    places = [(find_column(columns, name), text) for name, text in unpivot.columns.items()]
    numbers = [number for number in chunk.numbers for _ in places]
    rows = [[*row, text, row[index]] for row in chunk.rows for index, text in places]
    return numbers, list(zip(*rows, strict=True))
