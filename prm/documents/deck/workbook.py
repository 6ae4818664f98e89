"""The workbook behind a native chart, in which text stays text."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from xlsxwriter import Workbook

from prm.documents.specs import Chart
from prm.documents.svg.elements import printable

# XlsxWriter would make a formula of a category named "=..." and a link of one that looks like an address.
TEXT_STAYS_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _Writer(CategoryWorkbookWriter):
    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[tuple[Any, Any]]:
        workbook = Workbook(xlsx_file, TEXT_STAYS_TEXT)
        yield workbook, workbook.add_worksheet()
        workbook.close()


class _Data(CategoryChartData):
    @property
    def _workbook_writer(self) -> _Writer:
        return _Writer(self)  # type: ignore[no-untyped-call]


def chart_data(chart: Chart) -> CategoryChartData:
    """A chart's categories and figures as python-pptx takes them."""
    data = _Data(number_format=chart.format.excel)  # type: ignore[no-untyped-call]
    data.categories = [printable(name) for name in chart.categories]
    for series in chart.series:
        data.add_series(printable(series.name), series.values)  # type: ignore[no-untyped-call]
    return data
