"""The floors must do the same work, or the benchmark says nothing."""

from io import BytesIO
from typing import Any

import pypdf
from pptx import Presentation

from prm.documents.colours import brand_colours
from prm.documents.deck import render_deck
from prm.documents.pdf import render_pdf
from tests.documents.deck_sample import DECK
from tests.documents.floors import bare_deck, bare_pdf
from tests.documents.samples import CHARTS
from tests.documents.test_pdf import scorecard


def parts(deck: bytes) -> list[tuple[str, int, int]]:
    drawn: Any = Presentation(BytesIO(deck))
    return [
        (
            slide.shapes.title.text,
            sum(shape.has_chart for shape in slide.shapes),
            sum(shape.has_table for shape in slide.shapes),
        )
        for slide in drawn.slides
    ]


def test_the_bare_deck_has_the_same_slides_charts_and_tables() -> None:
    assert parts(bare_deck(DECK)) == parts(render_deck(DECK))


def test_the_bare_pdf_says_the_same() -> None:
    html = scorecard()
    ours, bare = (
        pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text().split()
        for pdf in (render_pdf(html=html, charts=CHARTS), bare_pdf(html, CHARTS, brand_colours()))
    )
    assert ours[:20] == bare[:20]
