import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path

import outloud
import pypdf
import pytest
from django.template import engines
from PIL import Image

from prm.documents.limits import LimitExceeded, run_limited, run_limited_in_steps
from prm.documents.pdf import DocumentTooLong, Part, render_pdf, render_pdf_together
from prm.documents.specs import Column, Kind, Table
from prm.kernel.status import TrafficLight
from tests.documents.samples import CAPABILITIES, CHARTS, KPIS, PIPELINE, REVENUE

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")

PAGE = """{% extends "documents/base.html" %}
{% block content %}
  {% print_kpis kpis %}
  <section class="card"><h2>Revenue</h2>{% chart_image revenue %}</section>
  <section class="card"><h2>Pipeline</h2>{% chart_image pipeline 380 330 %}</section>
  <section class="card"><h2>Ratings</h2>{% data_table_of capabilities %}</section>
{% endblock %}"""


def scorecard() -> str:
    about = {
        "title": "Northwind Data Systems",
        "author": "Dana Whitfield",
        "description": "Performance scorecard",
        "foot": "Contoso Cloud · figures to 30 November 2026",
        "meta": ["Gold", "DACH"],
    }
    context = {"document": about, "kpis": KPIS, "revenue": REVENUE, "pipeline": PIPELINE, "capabilities": CAPABILITIES}
    return engines["django"].from_string(PAGE).render(context)


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf))


def small(body: str) -> str:
    return f'<!doctype html><html lang="en"><head><title>T</title></head><body><h1>T</h1>{body}</body></html>'


def test_a_document_passes_the_pdf_ua_checker(tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    path.write_bytes(render_pdf(html=scorecard(), charts=CHARTS))
    result = outloud.check(str(path))
    assert [(finding.rule_id, finding.message) for finding in result.findings] == []


def test_a_document_says_its_title_language_and_figures() -> None:
    pdf = read(render_pdf(html=scorecard(), charts=CHARTS))
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.author) == ("Northwind Data Systems", "Dana Whitfield")
    assert str(pdf.root_object["/Lang"]) == "en"
    text = "".join(page.extract_text() for page in pdf.pages)
    for said in ("$1.84M", "▲ Watch", "Technical capability", "figures to 30 November 2026", "1 / 2"):
        assert said in text


def test_the_same_document_is_made_twice_alike() -> None:
    first, second = (read(render_pdf(html=scorecard(), charts=CHARTS)).pages[0].extract_text() for _ in range(2))
    assert first == second


@pytest.fixture
def trap() -> Iterator[tuple[str, list[str]]]:
    """A web server that notes who calls, and answers with a redirect to itself."""
    calls: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(302)
            self.send_header("Location", "/inside")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Keep quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", calls
    server.shutdown()


REACHING_OUT = [
    '<img src="{base}/a.png" alt="a">',
    '<link rel="stylesheet" href="{base}/a.css">',
    "<style>@import url({base}/b.css); body {{ background: url({base}/c.png) }}</style>",
    "<style>@font-face {{ font-family: X; src: url({base}/x.woff2) }} h1 {{ font-family: X }}</style>",
    '<object data="{base}/o.svg"></object><embed src="{base}/e.svg">',
    '<svg xmlns="http://www.w3.org/2000/svg"><title>t</title><image href="{base}/i.png"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><title>t</title><use href="{base}/u.svg#a"/></svg>',
    '<base href="{base}/"><img src="relative.png" alt="a">',
    '<link rel="attachment" href="{base}/f.txt"><a rel="attachment" href="{base}/g.txt">g</a>',
    '<ul style="list-style-image: url({base}/l.png)"><li>l</li></ul>',
]


@pytest.mark.parametrize("body", REACHING_OUT)
def test_nothing_is_ever_fetched_from_the_network(trap: tuple[str, list[str]], body: str) -> None:
    base, calls = trap
    render_pdf(html=small(body.format(base=base)))
    assert calls == []


@pytest.mark.parametrize(
    "body",
    [
        '<link rel="attachment" href="file://{path}">',
        '<a rel="attachment" href="file://{path}">secret</a>',
        '<img src="file://{path}" alt="a">',
        '<img src="FILE://{path}" alt="a">',
        '<object data="{path}"></object>',
        '<link rel="stylesheet" href="file://{path}">',
        '<link rel="attachment" href="data:text/plain,attached">',
    ],
)
def test_no_file_of_the_server_is_read_or_attached(tmp_path: Path, body: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP-SECRET-CANARY")
    pdf = read(render_pdf(html=small(body.format(path=secret))))
    assert pdf.attachments == {}
    assert "CANARY" not in pdf.pages[0].extract_text()


def test_a_picture_within_the_document_is_drawn() -> None:
    drawing = BytesIO()
    Image.new("RGB", (4, 4), "navy").save(drawing, "PNG")
    pixel = "data:image/png;base64," + b64encode(drawing.getvalue()).decode()
    assert len(read(render_pdf(html=small(f'<img src="{pixel}" alt="Logo">'))).pages[0].images) == 1


def test_a_chart_that_was_not_handed_in_is_left_out() -> None:
    body = '<img src="chart:unknown" alt="a"><img src="chart:revenue?99999x1" alt="b">'
    assert "T" in read(render_pdf(html=small(body), charts=CHARTS)).pages[0].extract_text()


def test_text_from_people_stays_text() -> None:
    template = engines["django"].from_string(
        '{% extends "documents/base.html" %}{% block content %}{{ name }}{% endblock %}'
    )
    html = template.render({"document": {"title": "T"}, "name": '<img src="file:///etc/passwd"><b>x'})
    assert "<b>x" in read(render_pdf(html=html)).pages[0].extract_text()


def test_a_document_without_end_is_refused() -> None:
    with pytest.raises(DocumentTooLong, match="at most 3"):
        render_pdf(html=small("<p>line</p>" * 600), most_pages=3)


def test_boxes_nested_without_end_are_refused() -> None:
    with pytest.raises((DocumentTooLong, LimitExceeded)):
        run_limited(lambda: render_pdf(html=small("<div>" * 4000 + "x")))


def test_limited_work_returns_its_bytes_and_raises_its_own_errors() -> None:
    assert run_limited(lambda: b"done") == b"done"
    with pytest.raises(DocumentTooLong, match="at most 1"):
        run_limited(lambda: render_pdf(html=small("<p>line</p>" * 200), most_pages=1))


def test_work_that_takes_too_long_is_stopped() -> None:
    def forever() -> bytes:
        while True:
            pass

    with pytest.raises(LimitExceeded):
        run_limited(forever, cpu_seconds=1)


def test_work_that_wants_too_much_memory_is_stopped() -> None:
    with pytest.raises(LimitExceeded):
        run_limited(lambda: bytes(400_000_000), memory_bytes=100_000_000)


def test_a_table_over_several_pages_repeats_its_head_and_still_passes(tmp_path: Path) -> None:
    columns = (Column("Deal"), Column("Amount", Kind.FIGURE), Column("Status", Kind.STATUS))
    rows = tuple((f"Deal {number}", number * 1000, TrafficLight.WATCH) for number in range(120))
    long = Table("deals", "Deals", columns, rows, totals=("Total", 7_140_000, None))
    page = '{% extends "documents/base.html" %}{% block content %}<h2>Deals</h2>{% data_table_of deals %}{% endblock %}'
    html = (
        engines["django"].from_string(page).render({"document": {"title": "Deals", "foot": "Contoso"}, "deals": long})
    )
    path = tmp_path / "long.pdf"
    path.write_bytes(render_pdf(html=html))
    pages = pypdf.PdfReader(path).pages
    assert len(pages) > 2
    assert all("Amount" in page.extract_text() for page in pages)
    result = outloud.check(str(path))
    assert result.errors == 0
    assert not [finding for finding in result.findings if "Contoso" in str(finding)]


def test_documents_together_pass_the_pdf_ua_checker_and_each_begins_a_page(tmp_path: Path) -> None:
    done: list[int] = []
    parts = [Part(scorecard(), tuple(CHARTS)), Part(small("<p>Second</p>")), Part(scorecard(), tuple(CHARTS))]
    path = tmp_path / "together.pdf"
    path.write_bytes(render_pdf_together(parts, on_part=lambda: done.append(1)))
    assert [(finding.rule_id, finding.message) for finding in outloud.check(str(path)).findings] == []
    pdf = read(path.read_bytes())
    assert len(done) == 3
    assert "Second" in pdf.pages[2].extract_text()
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Northwind Data Systems"


def test_documents_together_have_a_most_of_pages() -> None:
    with pytest.raises(DocumentTooLong, match="at most 2 pages"):
        render_pdf_together([Part(small(""))] * 3, most_pages=2)


def test_steps_of_limited_work_are_told_while_it_runs() -> None:
    told: list[int] = []

    def work(step: Callable[[], None]) -> bytes:
        for _ in range(3):
            step()
        return b"done"

    assert run_limited_in_steps(work, on_step=told.append) == b"done"
    assert told[-1] == 3


def test_limited_work_that_fails_after_a_step_says_why() -> None:
    def work(step: Callable[[], None]) -> bytes:
        step()
        raise DocumentTooLong("Too long.")

    with pytest.raises(DocumentTooLong, match="Too long"):
        run_limited_in_steps(work, on_step=lambda done: None)
