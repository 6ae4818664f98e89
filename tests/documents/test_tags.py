from django.template import Context, Template
from lxml import html

from prm.documents.specs import Table
from tests.documents.samples import CAPABILITIES, CHARTS, KPIS, REVENUE, TREND


def drawn(template: str, **context: object) -> html.HtmlElement:
    return html.fromstring(Template(template).render(Context(context)))


def test_a_chart_stands_on_a_page_wide_and_narrow_with_its_figures_behind_it() -> None:
    figure = drawn("{% chart chart %}", chart=REVENUE)
    assert [each.get("viewbox") for each in figure.iter("svg")] == ["0 0 640 280", "0 0 360 260"]
    assert [each.text for each in figure.iter("summary")] == ["Show data table"]
    rows = [[cell.text_content() for cell in row] for row in figure.iter("tr")]
    assert rows[0] == ["Period", "Actual", "Plan"]
    assert rows[-1] == ["Dec", "–", "$250,000"]


def test_charts_on_one_page_share_no_id() -> None:
    page = drawn("<div>{% for chart in charts %}{% chart chart %}{% endfor %}</div>", charts=CHARTS)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)) == 4 * len(CHARTS)


def test_a_page_with_charts_needs_no_inline_style() -> None:
    page = drawn("<div>{% for chart in charts %}{% chart chart %}{% endfor %}</div>", charts=CHARTS)
    assert page.xpath("//@style") == []
    assert page.xpath("//style | //script") == []


def test_a_sparkline_stands_alone() -> None:
    assert drawn("{% chart_svg chart %}", chart=TREND).get("class") == "chart chart-sparkline"


def test_a_charts_image_carries_its_words() -> None:
    image = drawn("{% chart_image chart 900 300 %}", chart=REVENUE)
    assert image.get("src") == "chart:revenue?900x300"
    assert image.get("alt") == f"{REVENUE.title}. {REVENUE.summary}"


def test_a_table_heads_its_columns_and_its_rows() -> None:
    table = drawn("{% data_table_of table %}", table=CAPABILITIES)
    assert table.xpath("//thead//th/@scope") == ["col"] * 4
    assert table.xpath("//tbody//th/@scope") == ["row"] * 5
    assert table.xpath("//tbody/tr[3]/td[2]/span/text()") == ["▲ Watch"]
    assert table.findtext("caption") == "Capability ratings"


def test_text_of_people_is_escaped() -> None:
    hostile = Table("t", "<b>", CAPABILITIES.columns, (("<script>x</script>", 1, None, "&"),))
    assert (
        drawn("<div>{% data_table_of table %}{% print_kpis kpis %}</div>", table=hostile, kpis=KPIS).xpath("//script")
        == []
    )
