"""What a deck says, slide by slide. A title states the finding; `notes` are for the speaker."""

from dataclasses import dataclass
from datetime import datetime

from prm.documents.specs import Chart, Kpi, Table


@dataclass(frozen=True)
class Point:
    """A statement with an optional bold lead: ``What went well. Win rate rose.``"""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class TitleSlide:
    """The first slide. `meta` is its small print: date, who prepared it."""

    title: str
    subtitle: str
    meta: str = ""
    notes: str = ""


@dataclass(frozen=True)
class KpiSlide:
    """One to four figures as cards, and up to three points beneath."""

    title: str
    takeaway: str
    kpis: tuple[Kpi, ...]
    points: tuple[Point, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class ChartSlide:
    """A chart with what it means beside it; without points the chart takes the whole width."""

    title: str
    takeaway: str
    chart: Chart
    points: tuple[Point, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class TwoChartSlide:
    """Two charts side by side, each under its own title."""

    title: str
    takeaway: str
    left: Chart
    right: Chart
    notes: str = ""


@dataclass(frozen=True)
class TableSlide:
    """A table. One that is too tall goes on over further slides; without rows `empty` stands in its place."""

    title: str
    takeaway: str
    table: Table
    empty: str = "Nothing to show yet."
    notes: str = ""


@dataclass(frozen=True)
class TextColumn:
    """A heading over points. Without points `empty` is written."""

    heading: str
    points: tuple[Point, ...]
    empty: str = "Nothing recorded yet."


@dataclass(frozen=True)
class TextSlide:
    """One to three columns of points: agenda, commitments, asks of both sides."""

    title: str
    takeaway: str
    columns: tuple[TextColumn, ...]
    notes: str = ""


@dataclass(frozen=True)
class ClosingSlide:
    """The last slide: what happens next, at most five points."""

    title: str
    points: tuple[Point, ...] = ()
    meta: str = ""
    notes: str = ""


type Slide = TitleSlide | KpiSlide | ChartSlide | TwoChartSlide | TableSlide | TextSlide | ClosingSlide


@dataclass(frozen=True)
class Deck:
    """Slides with what all of them share.

    `brand` is the vendor's colour as ``#rrggbb``; `logo` a PNG or JPEG for the first slide; `period` and `footer`
    stand at the foot of every slide. `at` becomes the file's date: the same deck is drawn alike every time.
    """

    title: str
    author: str
    slides: tuple[Slide, ...]
    at: datetime
    period: str = ""
    footer: str = ""
    brand: str = ""
    logo: bytes | None = None
    language: str = "en-US"
