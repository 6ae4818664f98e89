"""Radars: as SVG, and as native charts of slides."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as ET

from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from prm.documents import svg
from prm.documents.deck import ChartSlide, Deck, render_deck
from prm.documents.specs import Chart, ChartKind, Role, Series, data_table

NAMESPACE = "{http://www.w3.org/2000/svg}"
RADAR = Chart(
    "skills",
    ChartKind.RADAR,
    "Score by category",
    "Marketing is lowest at 36.",
    ("Leadership", "Sales", "Technical", "Marketing"),
    (
        Series("Score", tuple(Decimal(value) for value in (82, 74, 58, 36))),
        Series("Best practice", tuple(Decimal(100) for _ in range(4)), Role.PLAN),
    ),
    heading="Category",
)


def drawn(chart: Chart, size: svg.Size | None = None) -> ET.Element:
    return ET.fromstring(svg.render(chart, size=size))  # noqa: S314 - our own output


def lines(root: ET.Element) -> list[ET.Element]:
    """The series, which say their figures when pointed at."""
    return [
        each for each in root.iter() if each.find(f"{NAMESPACE}title") is not None and each.tag != f"{NAMESPACE}svg"
    ]


def points(line: ET.Element) -> list[tuple[float, float]]:
    pairs = (pair.split(",") for pair in line.attrib["points"].split())
    return [(float(x), float(y)) for x, y in pairs]


def test_a_radar_closes_a_line_for_each_series() -> None:
    found = lines(drawn(RADAR))
    assert [each.tag.removeprefix(NAMESPACE) for each in found] == ["polygon", "polygon"]
    assert found[1].findtext(f"{NAMESPACE}title") == "Score: Leadership 82, Sales 74, Technical 58, Marketing 36"


def test_what_is_larger_lies_further_out_on_its_axis() -> None:
    best, score = (points(each) for each in lines(drawn(RADAR)))
    middle = sum(x for x, _ in best) / 4, sum(y for _, y in best) / 4
    assert score[0][1] > best[0][1], "Leadership points up, and 82 ends below 100"
    assert best[0][1] < middle[1] < score[2][1] < best[2][1], "Technical points down"


def test_names_carry_the_first_series_figures() -> None:
    texts = [each.text for each in drawn(RADAR).iter(f"{NAMESPACE}text")]
    assert {"Leadership 82", "Sales 74", "Technical 58", "Marketing 36"} <= set(texts)


def test_a_missing_figure_opens_the_line() -> None:
    gap = replace(RADAR, series=(Series("Score", (Decimal(82), None, Decimal(58), Decimal(36))),))
    assert [each.tag.removeprefix(NAMESPACE) for each in lines(drawn(gap))] == ["polyline"]


def test_a_radar_without_figures_says_so() -> None:
    assert "No data" in svg.render(replace(RADAR, series=(Series("Score", (None,) * 4),)))


def test_the_smallest_radar_stays_within_its_frame() -> None:
    size = svg.Size(200, 160)
    for x, y in (point for each in lines(drawn(RADAR, size)) for point in points(each)):
        assert 0 <= x <= size.width and 0 <= y <= size.height


def test_the_table_behind_it_heads_its_categories_by_their_name() -> None:
    assert [column.name for column in data_table(RADAR).columns] == ["Category", "Score", "Best practice"]


def test_a_slide_gets_a_native_radar_with_the_figures() -> None:
    slide = ChartSlide("Score", "By category", RADAR)
    content = render_deck(Deck("Skills", "Contoso", (slide,), at=datetime(2026, 11, 30, tzinfo=UTC)))
    shapes = Presentation(BytesIO(content)).slides[0].shapes
    (chart,) = [shape.chart for shape in shapes if shape.has_chart]
    assert chart.chart_type == XL_CHART_TYPE.RADAR_MARKERS
    assert [tuple(each.values) for each in chart.plots[0].series] == [(82, 74, 58, 36), (100, 100, 100, 100)]
