"""A PDF against WeasyPrint on the same HTML, and a deck against python-pptx on the same slides."""

from prm.documents.colours import brand_colours
from prm.documents.deck import render_deck
from prm.documents.pdf import render_pdf
from tests.benchmarks.measuring import Result, best_of
from tests.documents.deck_sample import DECK
from tests.documents.floors import bare_deck, bare_pdf
from tests.documents.samples import CHARTS
from tests.documents.test_pdf import scorecard

PDF_BAR, DECK_BAR = 1.15, 1.3
ROUNDS = 6


def run() -> list[Result]:
    """Two lines of the table."""
    return [_pdf(), _deck()]


def _pdf() -> Result:
    html, colours = scorecard(), brand_colours()
    ours, floor = best_of(
        ROUNDS,
        lambda: render_pdf(html=html, charts=CHARTS, colours=colours),
        lambda: bare_pdf(html, CHARTS, colours),
    )
    return Result("PDF, two pages with charts", ours, floor, PDF_BAR)


def _deck() -> Result:
    ours, floor = best_of(ROUNDS, lambda: render_deck(DECK), lambda: bare_deck(DECK))
    return Result("deck, ten slides", ours, floor, DECK_BAR)
