"""What a request asks of a table: read from the query string, forgiving of anything that is not understood."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Aggregate, Count, OrderBy, QuerySet
from django.http import HttpResponse, QueryDict
from django.template.response import TemplateResponse

from prm.people.http import TenantRequest
from prm.web.htmx import is_fragment
from prm.web.models import SavedView
from prm.web.tables.export import EXPORTS, export
from prm.web.tables.spec import Choice, Column, Filter, TableSpec

SEARCH, SORT, PAGE, EXPORT = "q", "sort", "page", "export"
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class ReadFilter:
    """A filter with its choices and what is chosen, empty for nothing."""

    filter: Filter
    choices: list[Choice]
    value: str

    @property
    def chosen_label(self) -> str:
        return dict(self.choices).get(self.value, "")


@dataclass(frozen=True)
class Heading:
    """A column's head: where a press on it leads, and how the rows are sorted by it now."""

    column: Column
    query: str = ""
    sorted: str = ""  # "ascending", "descending" or empty


@dataclass(frozen=True)
class ActiveChip:
    """One thing that narrows the rows, and the query string without it."""

    label: str
    query: str


@dataclass
class ReadTable:
    """A table as one request asks for it; the template reads its attributes."""

    spec: TableSpec
    request: TenantRequest
    everything: QuerySet[Any]
    words: str
    sort: str
    filters: list[ReadFilter]
    counted: int | None = None

    @property
    def id(self) -> str:
        """The id of the region that htmx swaps."""
        return f"table-{self.spec.key}"

    @property
    def target(self) -> str:
        """The region as a selector."""
        return f"#{self.id}"

    @cached_property
    def matching(self) -> QuerySet[Any]:
        """All rows that fit search and filters, sorted; equal ones by id, so that pages never overlap."""
        rows = self.spec.matching(self.everything, self.words)
        for each in self.filters:
            rows = each.filter.apply(rows, each.value) if each.value else rows
        return rows.order_by(*self._ordering())

    @cached_property
    def page(self) -> Page[Any]:
        """The page asked for; the nearest one when there is none of that number."""
        paginator = Paginator(self.matching, self.spec.per_page)
        if self.counted is not None:
            paginator.count = self.counted
        return paginator.get_page(self.request.GET.get(PAGE))

    @cached_property
    def rows(self) -> list[Any]:
        """The rows of the page, fetched once."""
        return list(self.page.object_list)

    def summed(self, **sums: Aggregate) -> dict[str, Any]:
        """Sums over all rows that match. Asked before the page, they bring the number of rows in the same query."""
        found = self.matching.order_by().aggregate(rows_that_match=Count("pk"), **sums)
        self.counted = found.pop("rows_that_match")
        return found

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def is_narrowed(self) -> bool:
        """True when search or filters hold."""
        return bool(self.words) or any(each.value for each in self.filters)

    @property
    def headings(self) -> list[Heading]:
        return [self._heading(column) for column in self.spec.columns if column.listed]

    @property
    def chips(self) -> list[ActiveChip]:
        """What narrows the rows, each with the way to take it off."""
        words = [ActiveChip(f"“{self.words}”", self.query(q=""))] if self.words else []
        chosen = [each for each in self.filters if each.value]
        return words + [
            ActiveChip(f"{each.filter.label}: {each.chosen_label}", self.query(**{each.filter.key: ""}))
            for each in chosen
        ]

    @cached_property
    def saved_views(self) -> list[SavedView]:
        """The member's own views of this table, by name."""
        mine = SavedView.objects.filter(membership_id=self.request.membership.pk, table=self.spec.key)
        return list(mine.order_by("name"))

    @property
    def current_view(self) -> SavedView | None:
        """The saved view that is shown right now, if it is one."""
        return next((each for each in self.saved_views if each.query == self.query()), None)

    def query(self, **changes: str) -> str:
        """The query string of this state without page number, with some values changed; an empty value leaves."""
        state = {SEARCH: self.words, **{each.filter.key: each.value for each in self.filters}}
        state[SORT] = "" if self.sort == self.spec.default_sort else self.sort
        made = QueryDict(mutable=True)
        made.update({key: value for key, value in (state | changes).items() if value})
        return made.urlencode()

    @property
    def export_query(self) -> str:
        """The query string of this state as a file; the format's name goes at its end."""
        return "&".join(each for each in (self.query(), f"{EXPORT}=") if each)

    @property
    def url(self) -> str:
        """The address of this state, page number included."""
        number = str(self.page.number) if self.page.number > 1 else ""
        query = self.query(**{PAGE: number})
        return f"{self.request.path}?{query}" if query else self.request.path

    def respond(self, template: str, context: dict[str, Any] | None = None) -> HttpResponse:
        """The page; for htmx its partial `table` and the address to show; for `?export=csv|xlsx` all rows as a file."""
        wanted = self.request.GET.get(EXPORT, "")
        if wanted in EXPORTS:
            return export(self.spec, self.matching, wanted)
        name = f"{template}#table" if is_fragment(self.request) else template
        response = TemplateResponse(self.request, name, {"table": self, **(context or {})})
        response.headers["HX-Push-Url"] = self.url
        return response

    def _ordering(self) -> list[OrderBy | str]:
        column = self.spec.column(self.sort)
        return [column.ordering(descending=self.sort.startswith("-")), "pk"] if column else ["pk"]

    def _heading(self, column: Column) -> Heading:
        if not column.sort:
            return Heading(column)
        is_sorted, is_down = self.sort.removeprefix("-") == column.key, self.sort.startswith("-")
        goes_down = not is_down if is_sorted else column.is_figure
        direction = ("descending" if is_down else "ascending") if is_sorted else ""
        return Heading(column, self.query(sort=f"-{column.key}" if goes_down else column.key), direction)


def read_table(spec: TableSpec, request: TenantRequest, rows: QuerySet[Any]) -> ReadTable:
    """See `TableSpec.read`."""
    sort = _clean(request.GET.get(SORT, ""))
    return ReadTable(
        spec=spec,
        request=request,
        everything=rows,
        words=_clean(request.GET.get(SEARCH, "")) if spec.search else "",
        sort=sort if spec.column(sort) else spec.default_sort,
        filters=[_read_filter(each, request) for each in spec.filters],
    )


def _read_filter(declared: Filter, request: TenantRequest) -> ReadFilter:
    choices = declared.choices_for(request)
    value = request.GET.get(declared.key, "")
    return ReadFilter(declared, choices, value if value in dict(choices) else "")


def _clean(text: str) -> str:
    # Postgres takes no NUL in a text.
    return text.replace("\x00", "").strip()[:LONGEST_SEARCH]
