"""Charts, their data and figures in templates: of the page (`chart`) and of a PDF (`chart_image`)."""

from dataclasses import replace
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from prm.documents import svg
from prm.documents.cells import shown_rows, shown_totals
from prm.documents.specs import Chart, ChartKind, Kpi, Table, data_table

register = template.Library()
NARROW = svg.Size(360, 260)
# Heights in a narrow drawing: legend and margins, a name above its bars, one bar with its share of the air.
LEGEND, ROW_NAME, BAR_LINE = 40, 16, 18


@register.inclusion_tag("documents/chart.html", name="chart")
def chart_figure(spec: Chart, width: int = 640, height: int = 280) -> dict[str, Any]:
    """A chart on a page: the picture, and the figures behind it one press away.

    Width and height are those of the drawing, in which text is 12 high. A second, narrow drawing stands beside it for
    phones and narrow cards; the sheet shows one of the two.
    """
    narrow = replace(spec, id=f"{spec.id}-narrow")
    return {
        "wide": _drawn(spec, svg.Size(width, height)),
        "narrow": _drawn(narrow, narrow_size(spec)),
        "table": data_table(spec),
    }


def narrow_size(spec: Chart) -> svg.Size:
    """A phone's drawing: as high as its lying bars need for the figures at their ends to stand apart."""
    if spec.kind is not ChartKind.ROWS:
        return NARROW
    row = ROW_NAME + BAR_LINE * len(spec.series)
    return svg.Size(NARROW.width, max(NARROW.height, LEGEND + row * len(spec.categories)))


@register.simple_tag
def chart_svg(spec: Chart) -> SafeString:
    """The bare picture at its usual size, for a sparkline."""
    return _drawn(spec, None)


@register.simple_tag
def chart_image(spec: Chart, width: int = 640, height: int = 280) -> SafeString:
    """A chart in a PDF, by reference: hand the same chart to `render_pdf(charts=...)`. Sizes as in `chart`."""
    return format_html(
        '<img class="chart chart-{}" src="chart:{}?{}x{}" alt="{}. {}">',
        *(spec.kind.value, spec.id, width, height, spec.title, spec.summary),
    )


def _drawn(spec: Chart, size: svg.Size | None) -> SafeString:
    return mark_safe(svg.render(spec, size=size))  # noqa: S308 - the renderer escapes every text that it writes


@register.inclusion_tag("documents/data_table.html")
def data_table_of(table: Table) -> dict[str, Any]:
    """A table spec as a real table, first column as row headings."""
    return {"table": table, "rows": shown_rows(table), "totals": shown_totals(table)}


@register.inclusion_tag("documents/kpis.html")
def print_kpis(kpis: tuple[Kpi, ...]) -> dict[str, Any]:
    """A row of figures for a PDF; a page has its own component."""
    return {"kpis": kpis}
