"""A chart spec as a native chart: editable, with its figures in a workbook inside the deck."""

from pptx.chart.chart import Chart as NativeChart
from pptx.dml.color import ColorFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import BaseOxmlElement
from pptx.shapes.placeholder import ChartPlaceholder
from pptx.util import Pt

from prm.documents.deck.ink import HAIRLINE, OF_ROLE, QUIET, Ink
from prm.documents.deck.workbook import chart_data
from prm.documents.specs import Chart, ChartKind, Series
from prm.documents.svg.elements import printable

TYPES = {
    ChartKind.BAR: XL_CHART_TYPE.COLUMN_CLUSTERED,
    ChartKind.COMBO: XL_CHART_TYPE.COLUMN_CLUSTERED,
    ChartKind.STACKED: XL_CHART_TYPE.COLUMN_STACKED,
    ChartKind.ROWS: XL_CHART_TYPE.BAR_CLUSTERED,
    ChartKind.LINE: XL_CHART_TYPE.LINE,
    ChartKind.SPARKLINE: XL_CHART_TYPE.LINE,
    ChartKind.RADAR: XL_CHART_TYPE.RADAR_MARKERS,
}
CHART_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_THEME = {"tx1": MSO_THEME_COLOR.TEXT_1, "accent2": MSO_THEME_COLOR.ACCENT_2}
FONT_SIZE = Pt(12)
LABELLED_BARS = 8
POINTS_UP_TO = 13


def insert_chart(placeholder: ChartPlaceholder, spec: Chart) -> None:
    """Put the chart in a placeholder's place, with its title and sentence as the alternative text."""
    frame = placeholder.insert_chart(TYPES[spec.kind], chart_data(spec))  # type: ignore[no-untyped-call]
    name = frame._element.nvGraphicFramePr.cNvPr
    name.set("name", printable(f"Chart: {spec.title}"))
    name.set("descr", printable(f"{spec.title}. {spec.summary}"))
    _dress(frame.chart, spec)


def _dress(chart: NativeChart, spec: Chart) -> None:
    chart.has_title = False
    chart.font.size = FONT_SIZE
    _paint(chart.font.color, QUIET)
    _legend(chart, spec)
    _axes(chart, spec)
    for drawn, series in zip(chart.plots[0].series, spec.series, strict=True):
        _bar_or_line(drawn._element, series, spec)
    if spec.bars:
        _bars(chart, spec)
    if spec.kind is ChartKind.COMBO:
        _move_lines(chart, spec)
    _labels(chart, spec)
    _positive_axis_ids(chart)


def _legend(chart: NativeChart, spec: Chart) -> None:
    chart.has_legend = len(spec.series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = FONT_SIZE


def _axes(chart: NativeChart, spec: Chart) -> None:
    values, categories = chart.value_axis, chart.category_axis
    values.tick_labels.number_format = spec.format.excel_label(spec.figures)
    values.tick_labels.number_format_is_linked = False
    values.format.line.fill.background()
    _paint(values.major_gridlines.format.line.color, HAIRLINE)
    _paint(categories.format.line.color, HAIRLINE)
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if spec.kind is ChartKind.ROWS:
        categories.reverse_order = True
        values.has_major_gridlines = False
        values.visible = False
    if spec.kind is ChartKind.SPARKLINE:
        values.visible = categories.visible = values.has_major_gridlines = False


def _bars(chart: NativeChart, spec: Chart) -> None:
    plot = chart.plots[0]
    plot.gap_width = 50
    plot.overlap = 100 if spec.kind is ChartKind.STACKED else -6


def _labels(chart: NativeChart, spec: Chart) -> None:
    single = spec.kind is ChartKind.BAR and len(spec.series) == 1 and len(spec.categories) <= LABELLED_BARS
    if not single and spec.kind is not ChartKind.ROWS:
        return
    plot = chart.plots[0]
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format = spec.format.excel_label(spec.figures)
    labels.number_format_is_linked = False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = FONT_SIZE


def _bar_or_line(element: BaseOxmlElement, series: Series, spec: Chart) -> None:
    """Paint one series: a fill for bars, a stroke for lines."""
    for old in element.findall(qn("c:spPr")):
        element.remove(old)
    ink = OF_ROLE[series.role]
    look = f'<a:ln w="31750" cap="rnd">{ink.fill}<a:round/></a:ln>' if series in spec.lines else ink.fill
    element.find(qn("c:tx")).addnext(parse_xml(f"<c:spPr {CHART_NAMESPACES}>{look}</c:spPr>"))
    if series in spec.lines and spec.kind is not ChartKind.COMBO:
        _markers(element, ink, shown=_shows_points(series, spec))


def _shows_points(series: Series, spec: Chart) -> bool:
    """On lines of a year at most; of a radar on the first line, which the others are compared with."""
    if spec.kind is ChartKind.RADAR:
        return series is spec.series[0]
    return spec.kind is ChartKind.LINE and len(spec.categories) <= POINTS_UP_TO


def _move_lines(chart: NativeChart, spec: Chart) -> None:
    """Take the plan's series out of the bars into a line on the same axes: python-pptx cannot make a combination."""
    bars = chart._chartSpace.find(f".//{qn('c:barChart')}")
    moved = [
        element for element, series in zip(bars.findall(qn("c:ser")), spec.series, strict=True) if series in spec.lines
    ]
    if not moved or len(moved) == len(spec.series):
        return
    axes = "".join(f'<c:axId val="{axis.get("val")}"/>' for axis in bars.findall(qn("c:axId")))
    lines = parse_xml(
        f'<c:lineChart {CHART_NAMESPACES}><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'<c:marker val="1"/>{axes}</c:lineChart>'
    )
    for element in moved:
        bars.remove(element)
        for only_for_bars in element.findall(qn("c:invertIfNegative")):
            element.remove(only_for_bars)
        lines.find(qn("c:marker")).addprevious(element)
        element.append(parse_xml(f'<c:smooth {CHART_NAMESPACES} val="0"/>'))
    bars.addnext(lines)
    for element, series in zip(moved, spec.lines, strict=True):
        _markers(element, OF_ROLE[series.role], shown=len(spec.categories) <= POINTS_UP_TO)


def _markers(element: BaseOxmlElement, ink: Ink, *, shown: bool) -> None:
    for old in element.findall(qn("c:marker")):
        element.remove(old)
    if shown:
        look = f'<a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:ln w="22225">{ink.fill}</a:ln>'
        symbol = f'<c:symbol val="{XL_MARKER_STYLE.CIRCLE.xml_value}"/><c:size val="7"/><c:spPr>{look}</c:spPr>'
    else:
        symbol = '<c:symbol val="none"/>'
    element.find(qn("c:spPr")).addnext(parse_xml(f"<c:marker {CHART_NAMESPACES}>{symbol}</c:marker>"))


def _positive_axis_ids(chart: NativeChart) -> None:
    """python-pptx numbers axes below zero, which the schema forbids."""
    for axis in chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        axis.set("val", axis.get("val").lstrip("-"))


def _paint(colour: ColorFormat, ink: Ink) -> None:
    """Set a theme colour with its luminance factors, which python-pptx's own brightness cannot mix."""
    colour.theme_color = _THEME[ink.scheme]
    element = colour._color._xClr
    for tag, value in (("lumMod", ink.modulate), ("lumOff", ink.offset)):
        if value:
            element.append(parse_xml(f'<a:{tag} {CHART_NAMESPACES} val="{value}"/>'))
