"""The renderer is checked by reading what it drew, not by comparing pictures."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prm.documents import svg
from prm.documents.colours import brand_colours, contrast
from prm.documents.specs import Chart, ChartKind, Role, Series
from prm.documents.svg.runs import runs
from prm.documents.svg.scale import scale_for
from tests.documents.samples import CHARTS, LEADS, MIX, MONTHS, PIPELINE, REVENUE, TREND, thousands

DRAWN_WITH = {"svg", "title", "desc", "text", "line", "rect", "polyline", "circle"}
NAMESPACE = "{http://www.w3.org/2000/svg}"
figures = st.one_of(st.none(), st.decimals(min_value=Decimal("-1e12"), max_value=Decimal("1e12"), places=2))


def drawn(chart: Chart, size: svg.Size | None = None) -> ET.Element:
    return ET.fromstring(svg.render(chart, size=size))  # noqa: S314 - our own output


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{NAMESPACE}text")]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_every_chart_names_and_describes_itself(chart: Chart) -> None:
    root = drawn(chart)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == f"{chart.id}-title {chart.id}-desc"
    assert root.findtext(f"{NAMESPACE}title") == chart.title
    assert root.findtext(f"{NAMESPACE}desc") == chart.summary


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_no_chart_carries_a_style_attribute_or_a_script(chart: Chart) -> None:
    for element in drawn(chart).iter():
        assert element.tag.removeprefix(NAMESPACE) in DRAWN_WITH
        assert not {name for name in element.attrib if name == "style" or name.startswith("on")}


def hinted_bars(root: ET.Element) -> list[ET.Element]:
    return [bar for bar in root.iter(f"{NAMESPACE}rect") if bar.find(f"{NAMESPACE}title") is not None]


def test_a_bar_says_its_figure_and_a_gap_is_not_drawn() -> None:
    hints = [bar.findtext(f"{NAMESPACE}title") for bar in hinted_bars(drawn(REVENUE))]
    assert len(hints) == 11
    assert hints[0] == "Jan, Actual: $128,000"


def test_axis_ticks_are_round_and_short() -> None:
    ticks = [text for text in texts(drawn(REVENUE)) if text.startswith("$")]
    assert ticks == ["$0", "$50K", "$100K", "$150K", "$200K", "$250K"]


def test_negative_parts_of_a_stack_hang_below_the_zero_line() -> None:
    root = drawn(MIX)
    axis = next(line for line in root.iter(f"{NAMESPACE}line") if line.attrib["class"] == "chart-axis")
    zero = float(axis.attrib["y1"])
    below = [bar for bar in hinted_bars(root) if bar.attrib["class"] == "fill-bad"]
    assert len(below) == 3
    assert all(abs(float(bar.attrib["y"]) - zero) <= 0.1 for bar in below)


def test_a_gap_cuts_the_line() -> None:
    values = thousands((1, 2, None, 4, 5, 6, None, 8, None, None, 11, 12))
    root = drawn(Chart("gaps", ChartKind.LINE, "Gaps", "", MONTHS, (Series("A", values),)))
    assert len(list(root.iter(f"{NAMESPACE}polyline"))) == 3
    assert len(list(root.iter(f"{NAMESPACE}circle"))) == 8


@pytest.mark.parametrize("kind", [ChartKind.BAR, ChartKind.ROWS, ChartKind.STACKED, ChartKind.LINE, ChartKind.COMBO])
def test_nothing_known_says_so(kind: ChartKind) -> None:
    nothing = (Series("A", (None,) * 12), Series("Plan", (None,) * 12, Role.PLAN))
    assert "No data" in texts(drawn(Chart("none", kind, "None", "", MONTHS, nothing)))


def test_a_sparkline_of_nothing_is_empty_but_still_named() -> None:
    root = drawn(replace(TREND, series=(Series("A", (None,) * 12),)))
    assert [child.tag.removeprefix(NAMESPACE) for child in root] == ["title", "desc"]


def test_a_long_name_is_shortened_in_the_row_and_whole_in_its_hint() -> None:
    name = "Consolidated International Bicycle Wholesale"
    root = drawn(replace(PIPELINE, categories=(name, "B", "C", "D")))
    assert "Consolidated International…" in texts(root)
    assert f"{name}, Pipeline: $1,240,000" in [title.text for title in root.iter(f"{NAMESPACE}title")]


def test_names_are_escaped_and_freed_of_control_characters() -> None:
    hostile = replace(LEADS, title='<script>alert("x")</script>\x00', categories=("<b>", "&", '"', "\x1b", "e"))
    assert drawn(hostile).findtext(f"{NAMESPACE}title") == '<script>alert("x")</script>'
    assert "<script" not in svg.render(hostile)


@pytest.mark.parametrize("brand", ["#ffdd00", "#ffffff", "#1d5fd1", "#000000", "not a colour"])
def test_a_brand_colour_is_darkened_until_it_reads_on_white(brand: str) -> None:
    colours = brand_colours(brand)
    assert contrast(colours.actual, "#ffffff") >= 4.5
    assert contrast(colours.deep, "#ffffff") >= 10
    assert f'fill="{colours.actual}"' in svg.render(REVENUE, colours=colours)


@given(st.lists(figures, min_size=1, max_size=14), st.sampled_from(list(ChartKind)))
def test_everything_drawn_lies_within_the_picture(values: list[Decimal | None], kind: ChartKind) -> None:
    categories = tuple(f"C{index}" for index in range(len(values)))
    series = (Series("Actual", tuple(values)), Series("Plan", tuple(reversed(values)), Role.PLAN))
    root = drawn(Chart("any", kind, "Any", "", categories, series))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for bar in root.iter(f"{NAMESPACE}rect"):
        x, y, wide, high = (float(bar.attrib[name]) for name in ("x", "y", "width", "height"))
        assert x >= -0.1 and x + wide <= width + 0.1
        assert y >= -0.1 and y + high <= height + 0.1


@given(st.lists(st.decimals(min_value=Decimal("-1e15"), max_value=Decimal("1e15"), places=3), max_size=9))
def test_a_scale_encloses_its_figures_with_zero_among_few_even_ticks(values: list[Decimal]) -> None:
    scale = scale_for(values)
    assert all(scale.low <= value <= scale.high for value in values)
    assert Decimal(0) in scale.ticks
    assert 2 <= len(scale.ticks) <= 8
    assert len({high - low for low, high in pairwise(scale.ticks)}) == 1


def test_runs_keep_single_points() -> None:
    assert runs([None, (0, 0), None, (2, 2), (3, 3)]) == [[(0, 0)], [(2, 2), (3, 3)]]
