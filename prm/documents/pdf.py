"""PDF from HTML: tagged (PDF/UA-1), with nothing fetched from anywhere.

What costs time is made once per process: the font configuration and the parsed sheet. Charts come by reference
(``<img src="chart:revenue" alt="...">``), which is cheaper than SVG within the page.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration

from prm.documents.colours import Colours, brand_colours
from prm.documents.fetcher import DocumentFetcher
from prm.documents.specs import Chart
from prm.documents.tags import complete_tags

PRINT_SHEET = Path(__file__).resolve().parents[2] / "templates" / "documents" / "print.css"
MOST_PAGES = 200

logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)


class DocumentTooLong(Exception):
    """The document has more pages than anybody reads, or boxes nested deeper than anybody writes."""


@dataclass(frozen=True)
class Part:
    """One HTML document, and the charts that it refers to."""

    html: str
    charts: tuple[Chart, ...] = ()


def render_pdf(
    *, html: str, charts: Iterable[Chart] = (), colours: Colours | None = None, most_pages: int = MOST_PAGES
) -> bytes:
    """One HTML document as a PDF. Title, author, description and language are those of its head.

    The print sheet is applied by itself. Links to anything but ``data:`` images and the charts handed in are left
    out, never fetched. Raises DocumentTooLong. Not bounded in time or memory: see `limits.run_limited` for that.
    """
    return render_pdf_together([Part(html, tuple(charts))], colours=colours, most_pages=most_pages)


def render_pdf_together(
    parts: Iterable[Part],
    *,
    colours: Colours | None = None,
    most_pages: int = MOST_PAGES,
    on_part: Callable[[], None] = lambda: None,
) -> bytes:
    """Several HTML documents, one after the other, as one PDF; the head of the first tells its title.

    Each begins on a page of its own and counts its own pages. `on_part` is called after each has been laid out, which
    is what takes the time. There must be one at least. For all else see `render_pdf`.
    """
    palette = colours or brand_colours()
    laid_out: list[Document] = []
    for part in parts:
        laid_out.append(_laid_out(part, palette))
        pages = [page for document in laid_out for page in document.pages]
        if len(pages) > most_pages:
            raise DocumentTooLong(f"The document is too long: at most {most_pages} pages are made.")
        on_part()
    written = laid_out[0].copy(pages).write_pdf(finisher=complete_tags, pdf_variant="pdf/ua-1", pdf_tags=True)
    assert isinstance(written, bytes)
    return written


def _laid_out(part: Part, palette: Colours) -> Document:
    fetcher = DocumentFetcher(part.charts, palette)
    try:
        return HTML(string=part.html, url_fetcher=fetcher, base_url="document:").render(
            font_config=_fonts(), stylesheets=[_sheet(), _brand_sheet(palette)], pdf_variant="pdf/ua-1"
        )
    except RecursionError as error:
        raise DocumentTooLong("The document is nested too deeply to be laid out.") from error


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _sheet() -> CSS:
    return _parsed(PRINT_SHEET.read_text())


@lru_cache(maxsize=64)
def _brand_sheet(colours: Colours) -> CSS:
    return _parsed(f":root {{ --brand: {colours.actual}; --deep: {colours.deep} }}")


def _parsed(sheet: str) -> CSS:
    return CSS(string=sheet, font_config=_fonts(), url_fetcher=DocumentFetcher((), brand_colours()))
