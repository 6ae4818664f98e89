"""A table's rows as a file: all that match, not only the page."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.text import slugify

from prm.documents import sheet
from prm.documents.specs import Column as SheetColumn
from prm.documents.specs import Table
from prm.web.tables.spec import TableSpec

EXPORTS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export(spec: TableSpec, rows: QuerySet[Any], wanted: str) -> HttpResponse:
    """The rows as `csv` or `xlsx`. Figures stay exact; text that looks like a formula stays text."""
    table = _as_table(spec, rows)
    body = sheet.write_csv(table) if wanted == "csv" else sheet.write_xlsx(table)
    response = HttpResponse(body, content_type=EXPORTS[wanted])
    response.headers["Content-Disposition"] = f'attachment; filename="{slugify(spec.title)}.{wanted}"'
    return response


def _as_table(spec: TableSpec, rows: QuerySet[Any]) -> Table:
    columns = [column for column in spec.columns if column.exported]
    return Table(
        id=spec.key,
        title=spec.title,
        columns=tuple(SheetColumn(column.label, column.kind, column.format) for column in columns),
        rows=tuple(tuple(column.cell(row) for column in columns) for row in rows),
    )
