"""The parts of a mapping, as checked values. How they are written as JSON stands in docs/imports.md."""

from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from decimal import Decimal

from prm.imports.reading.sources import Layout
from prm.imports.typing.dates import DateOrder
from prm.imports.typing.numbers import DecimalMark

type ColumnRef = str | int
"""A column by its header, by its spreadsheet letter, or by its number from 1."""


class MappingError(ValueError):
    """A mapping that does not fit its file or its target. The message says what to change."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Where one field's texts come from (exactly one of the first five) and how they are changed on the way."""

    column: ColumnRef | None = None
    value: str | None = None
    text: str | None = None
    """A pattern such as `{First name} {Last name}`."""
    until_next: ColumnRef | None = None
    """The day before the next later date in this column of the file: ends windows that are given by their starts."""
    lookup: tuple[str, ColumnRef, ColumnRef] | None = None
    """Name of a second file, the column here that holds its key, and the column there that is wanted."""

    last: str = ""
    """What stands for `until_next` after the last date."""
    split: str = ""
    part: int = 1
    values: ReadOnly[str, str] = field(default_factory=dict)
    default: str = ""
    times: Decimal | None = None
    dates: DateOrder | None = None
    decimal: DecimalMark | None = None


@dataclass(frozen=True, slots=True)
class Only:
    """Rows are taken only if the column holds one of these texts (or, with `but_not`, none of them)."""

    column: ColumnRef
    texts: frozenset[str]
    but_not: bool = False


@dataclass(frozen=True, slots=True)
class Unpivot:
    """Columns that are really values: each row becomes one row per column, with two new columns for name and value."""

    columns: ReadOnly[str, str]
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SecondFile:
    """A file that is only looked into: its key column and how it is to be read."""

    key: ColumnRef
    layout: Layout


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the rows of a file become the fields of a target."""

    fields: ReadOnly[str, Rule]
    layout: Layout = field(default_factory=Layout)
    nulls: tuple[str, ...] = ()
    only: tuple[Only, ...] = ()
    unpivot: Unpivot | None = None
    lookups: ReadOnly[str, SecondFile] = field(default_factory=dict)
