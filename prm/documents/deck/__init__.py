"""Slides that people edit: native charts with their workbooks, real tables, notes, in the vendor's own theme.

A deck is described by frozen dataclasses (`spec`) and drawn by `render_deck`; python-pptx is named nowhere else.
"""

from prm.documents.deck.draw import render_deck
from prm.documents.deck.spec import (
    ChartSlide,
    ClosingSlide,
    Deck,
    KpiSlide,
    Point,
    Slide,
    TableSlide,
    TextColumn,
    TextSlide,
    TitleSlide,
    TwoChartSlide,
)

__all__ = [
    "ChartSlide",
    "ClosingSlide",
    "Deck",
    "KpiSlide",
    "Point",
    "Slide",
    "TableSlide",
    "TextColumn",
    "TextSlide",
    "TitleSlide",
    "TwoChartSlide",
    "render_deck",
]
