"""What a table can show, apart from what is asked of it now."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Expression, F, OrderBy, Q, QuerySet

from prm.documents.formats import COUNT, Format
from prm.documents.specs import Cell, Kind

if TYPE_CHECKING:
    from prm.people.http import TenantRequest

type Choice = tuple[str, str]
type Choices = Sequence[Choice] | Callable[["TenantRequest"], Sequence[Choice]]

PER_PAGE = 50
_KEY = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True)
class Column:
    """A heading, how rows sort by it, and what a file holds below it.

    `sort` is a field path or an expression; empty when the column cannot sort. `value` reads the cell of one row for
    the exported file, without a query of its own; without it the attribute `key` is read. `only_wide` columns leave
    small screens; what is not `listed` stands in the file only.
    """

    key: str
    label: str
    sort: str | F | Expression = ""
    kind: Kind = Kind.TEXT
    format: Format = COUNT
    value: Callable[[Any], Cell] | None = None
    help: str = ""
    only_wide: bool = False
    exported: bool = True
    listed: bool = True

    @property
    def is_figure(self) -> bool:
        return self.kind is Kind.FIGURE

    def cell(self, row: Any) -> Cell:
        """What a file shows of `row`."""
        found: Cell = self.value(row) if self.value else getattr(row, self.key)
        return found

    def ordering(self, *, descending: bool) -> OrderBy:
        """The rows by this column; those without a value last, whichever way."""
        expression = F(self.sort) if isinstance(self.sort, str) else self.sort
        ordered: OrderBy = expression.desc(nulls_last=True) if descending else expression.asc(nulls_last=True)
        return ordered


@dataclass(frozen=True)
class Filter:
    """A list to choose from. A value that is not among `choices` counts as not chosen.

    `lookup` is the field path that must equal the value; `narrow(rows, value)` says it for what no path can. `choices`
    may be a function of the request, called once a page.
    """

    key: str
    label: str
    choices: Choices
    lookup: str = ""
    narrow: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    any_label: str = "Any"

    def choices_for(self, request: "TenantRequest") -> list[Choice]:
        """The choices of this request."""
        return list(self.choices(request) if callable(self.choices) else self.choices)

    def apply(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        """The rows that fit `value`."""
        return self.narrow(rows, value) if self.narrow else rows.filter(**{self.lookup or self.key: value})


@dataclass(frozen=True)
class TableSpec:
    """A table by name. `key` stands in ids and in saved views, so it never changes. `default_sort` is a column's key,
    with a minus for descending. Raises ValueError when a key cannot be an id or the default sort is no column.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    search: tuple[str, ...] = ()
    search_label: str = "Search"
    default_sort: str = ""
    per_page: int = PER_PAGE
    noun: str = "row"
    nouns: str = "rows"

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"Not a key: {self.key!r}")
        if self.default_sort and self.column(self.default_sort) is None:
            raise ValueError(f"{self.key}: {self.default_sort!r} is no column that sorts")

    def column(self, sort: str) -> Column | None:
        """The column that a sort value names, None when there is none that can sort."""
        key = sort.removeprefix("-")
        return next((each for each in self.columns if each.key == key and each.sort), None)

    def matching(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        """The rows in which each word stands somewhere in the searched fields, whatever its case."""
        for word in words.split():
            anywhere = Q()
            for path in self.search:
                anywhere |= Q(**{f"{path}__icontains": word})
            rows = rows.filter(anywhere)
        return rows
