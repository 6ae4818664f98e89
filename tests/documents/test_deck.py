from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from PIL import Image
from pptx import Presentation

from prm.documents.deck import (
    ChartSlide,
    Deck,
    KpiSlide,
    Point,
    TableSlide,
    TextColumn,
    TextSlide,
    TitleSlide,
    TwoChartSlide,
    render_deck,
)
from prm.documents.deck.native_table import pages_of
from prm.documents.deck.template import CONTENT
from prm.documents.specs import Chart, ChartKind, Column, Kind, Role, Series, Table
from tests.documents.deck_sample import ACTIONS, DECK
from tests.documents.samples import CAPABILITIES, CHARTS, KPIS, MONTHS, PIPELINE, REVENUE, TREND

AT = datetime(2026, 12, 1, tzinfo=UTC)
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def opened(*slides: Any, **more: Any) -> Any:
    return Presentation(BytesIO(render_deck(Deck("T", "Contoso", tuple(slides), AT, **more))))


@pytest.fixture(scope="module")
def deck() -> Any:
    return Presentation(BytesIO(render_deck(DECK)))


def texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def chart_frame(slide: Any) -> Any:
    return next(shape for shape in slide.shapes if shape.has_chart)


def audit(path: Path) -> list[str]:
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


def test_a_deck_of_every_kind_of_slide_passes_the_schema_checker(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(render_deck(DECK))
    assert audit(path) == []


def test_every_kind_of_chart_passes_the_schema_checker(tmp_path: Path) -> None:
    path = tmp_path / "charts.pptx"
    only_plan = replace(REVENUE, series=(replace(REVENUE.series[1], role=Role.PLAN),))
    slides = tuple(ChartSlide(chart.title, "", chart) for chart in (*CHARTS, only_plan))
    path.write_bytes(render_deck(Deck("Charts", "Contoso", slides, AT)))
    assert audit(path) == []


def test_every_slide_has_a_title_notes_and_its_number(deck: Any) -> None:
    assert [slide.shapes.title.text for slide in deck.slides] == [slide.title for slide in DECK.slides]
    assert {slide.notes_slide.notes_text_frame.text for slide in deck.slides} == {DECK.slides[0].notes}
    for number, slide in enumerate(deck.slides, 1):
        if 1 < number < len(deck.slides):
            assert texts(slide)[-3:] == ["Q4 FY26", "Contoso Cloud and Northwind Data Systems", str(number)]


def test_a_chart_carries_its_figures_in_a_workbook(deck: Any) -> None:
    frame = chart_frame(deck.slides[2])
    sheet = openpyxl.load_workbook(BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == (None, "Actual", "Plan")
    assert rows[1] == ("Jan", 128_000, 142_000)
    assert rows[12] == ("Dec", None, 250_000)


def test_no_name_becomes_a_formula_or_a_link_in_a_charts_workbook() -> None:
    categories = ("=HYPERLINK(1)", "https://example.com", "+1", "d")
    frame = chart_frame(opened(ChartSlide("T", "", replace(PIPELINE, categories=categories))).slides[0])
    sheet = openpyxl.load_workbook(BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)).active
    assert sheet is not None
    cells = [sheet.cell(row, 1) for row in range(2, 6)]
    assert [(cell.data_type, cell.hyperlink) for cell in cells] == [("s", None)] * 4


def test_the_plan_of_a_combination_is_a_line_on_the_bars_axes(deck: Any) -> None:
    frame = chart_frame(deck.slides[2])
    bars, lines = (frame.chart._chartSpace.find(f".//{CHART}{kind}") for kind in ("barChart", "lineChart"))
    assert [plot.series[0].name for plot in frame.chart.plots] == ["Actual", "Plan"]
    axes = [[axis.get("val") for axis in plot.findall(f"{CHART}axId")] for plot in (bars, lines)]
    assert axes[0] == axes[1]
    assert all(int(axis) > 0 for axis in axes[0])


def test_charts_and_tables_have_words_for_those_who_do_not_see_them(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert len(shape._element.nvGraphicFramePr.cNvPr.get("descr")) > 10


def test_every_colour_comes_from_the_theme_and_no_shape_has_a_shadow(deck: Any) -> None:
    for slide in deck.slides:
        assert not list(slide.element.iter(f"{DRAWING}srgbClr"))
        assert not list(slide.element.iter("{*}style"))
        for shape in slide.shapes:
            if shape.has_chart:
                assert not list(shape.chart._chartSpace.iter(f"{DRAWING}srgbClr"))


def test_the_theme_takes_the_vendors_colour_and_the_fonts_people_have() -> None:
    deck = opened(TitleSlide("T", "S"), brand="#e4002b")
    theme = next(rel.target_part for rel in deck.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    root = etree.fromstring(theme.blob)
    assert root.find(f".//{DRAWING}accent1/{DRAWING}srgbClr").get("val") == "E4002B"
    assert {font.get("typeface") for font in root.iter(f"{DRAWING}latin")} == {"Calibri"}
    assert [layout.name for layout in deck.slide_layouts] == [
        "Cover",
        "Key figures",
        "Chart and notes",
        "Chart",
        "Two charts",
        "Table",
        "Text columns",
        "Closing",
    ]


def test_a_table_is_a_real_table_with_marks_beside_its_status_words(deck: Any) -> None:
    table = next(shape.table for shape in deck.slides[6].shapes if shape.has_table)
    assert [cell.text for cell in table.rows[0].cells] == ["Capability", "Score", "Status", "What we saw"]
    assert table.cell(1, 2).text == "● On track"
    assert table.cell(5, 1).text == "–"


def test_totals_stand_in_the_last_row(deck: Any) -> None:
    table = next(shape.table for shape in deck.slides[7].shapes if shape.has_table)
    assert [cell.text for cell in list(table.rows)[-1].cells] == ["Total", "$1,962,000", "$1,896,000", "", ""]


def test_a_long_table_goes_on_over_further_slides() -> None:
    columns = (Column("Deal", weight=4), Column("Amount", Kind.FIGURE))
    long = Table("l", "Deals", columns, tuple((f"Deal {n}", n) for n in range(40)), totals=("Total", 780))
    pages = pages_of(long)
    assert [row for page in pages for row in page.rows] == list(long.rows)
    assert [page.totals for page in pages] == [None] * (len(pages) - 1) + [("Total", 780)]
    deck = opened(TableSlide("Deals", "", long))
    assert next(slide.shapes.title.text for slide in deck.slides) == f"Deals (1 of {len(pages)})"
    for slide in deck.slides:
        frame = next(shape for shape in slide.shapes if shape.has_table)
        assert frame.height <= CONTENT.height * 914400


def test_missing_data_is_said_and_not_dropped() -> None:
    nothing = Chart("n", ChartKind.COMBO, "Plan", "", MONTHS, (Series("Actual", (None,) * 12),))
    deck = opened(
        ChartSlide("Performance", "", nothing, (Point("No plan agreed."),)),
        TableSlide("Deals", "", replace(ACTIONS, rows=(), totals=None), empty="No open deals."),
        TextSlide("Blockers", "", (TextColumn("Ours", ()),)),
        TwoChartSlide("Both", "", nothing, PIPELINE),
    )
    expected = ("Plan: no data.", "No open deals.", "Nothing recorded yet.", "Plan: no data.")
    said = [" | ".join(texts(slide)) for slide in deck.slides]
    for words, slide in zip(expected, said, strict=True):
        assert words in slide


def test_no_empty_placeholder_shows_its_prompt() -> None:
    deck = opened(TitleSlide("T", ""), ChartSlide("C", "", REVENUE), KpiSlide("K", "", KPIS[:1]))
    empty = [
        shape.name
        for slide in deck.slides
        for shape in slide.placeholders
        if shape.has_text_frame and not shape.text_frame.text
    ]
    assert empty == []


def test_a_sparkline_has_no_axes() -> None:
    frame = chart_frame(opened(ChartSlide("S", "", TREND)).slides[0])
    assert not frame.chart.value_axis.visible
    assert not frame.chart.category_axis.visible


HOSTILE = ["<a:t>&\"'</a:t>", "line\x00\x0b\x1b end", "=cmd|'/C calc'!A0", "\ud800", "a" * 3000]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_from_people_stays_text_and_the_file_stays_whole(hostile: str, tmp_path: Path) -> None:
    table = Table("t", hostile, (Column(hostile), Column("B", Kind.FIGURE)), ((hostile, Decimal(1)),))
    chart = replace(PIPELINE, title=hostile, categories=(hostile, "b", "c", "d"))
    slides = (
        TitleSlide(hostile, hostile, hostile, "notes"),
        KpiSlide(hostile, hostile, (replace(KPIS[0], label=hostile, value=hostile),), (Point(hostile, hostile),)),
        TableSlide(hostile, hostile, table),
        TextSlide(hostile, hostile, (TextColumn(hostile, (Point(hostile),)),)),
        ChartSlide(hostile, hostile, chart, (Point(hostile),)),
    )
    path = tmp_path / "hostile.pptx"
    path.write_bytes(render_deck(Deck(hostile, hostile, slides, AT, footer=hostile, period=hostile)))
    assert audit(path) == []


def test_a_logo_keeps_its_shape() -> None:
    logo = BytesIO()
    Image.new("RGB", (400, 100), "navy").save(logo, "PNG")
    cover = opened(TitleSlide("T", "S"), logo=logo.getvalue()).slides[0]
    picture = next(shape for shape in cover.shapes if shape.shape_type == 13)
    assert abs(picture.width / picture.height - 4) < 0.01


def test_the_same_deck_is_drawn_alike_and_dated_by_what_was_handed_in() -> None:
    first, second = (Presentation(BytesIO(render_deck(DECK))) for _ in range(2))
    assert first.core_properties.created == datetime(2026, 12, 1, 9, 0)  # noqa: DTZ001 - the format knows no zone
    assert [etree.tostring(slide.element) for slide in first.slides] == [
        etree.tostring(slide.element) for slide in second.slides
    ]


def test_capabilities_fit_one_slide() -> None:
    assert len(pages_of(CAPABILITIES)) == 1
