"""A QBR as slides that people edit."""

from prm.documents.deck import (
    ChartSlide,
    ClosingSlide,
    Deck,
    KpiSlide,
    Point,
    TableSlide,
    TitleSlide,
    TwoChartSlide,
    render_deck,
)
from prm.documents.deck.spec import Slide
from qbr.calculations.snapshot import Snapshot
from qbr.documents.brief import in_brief
from qbr.documents.review import TITLE, Edition, Review, Section, not_measured, review_of, stamp


def review_deck(snapshot: Snapshot, edition: Edition) -> bytes:
    """The review as a .pptx: native charts with their workbooks, in the vendor's colour and with its logo."""
    return render_deck(deck_of(snapshot, edition))


def deck_of(snapshot: Snapshot, edition: Edition) -> Deck:
    """What the slides say."""
    snapshot = in_brief(snapshot)
    return Deck(
        title=f"{TITLE} {snapshot.quarter}, {snapshot.partner_name}",
        author=snapshot.vendor_name,
        slides=_slides(snapshot, edition, review_of(snapshot)),
        at=edition.requested_at,
        period=f"{snapshot.quarter}. {stamp(snapshot, edition)}",
        footer=f"{snapshot.vendor_name} and {snapshot.partner_name}",
        brand=snapshot.brand_colour,
        logo=edition.logo,
    )


def _slides(snapshot: Snapshot, edition: Edition, review: Review) -> tuple[Slide, ...]:
    source = _source(snapshot, edition)
    cover = TitleSlide(
        TITLE,
        f"{snapshot.partner_name} and {snapshot.vendor_name}, {snapshot.quarter}",
        f"{stamp(snapshot, edition)}   |   Prepared by {snapshot.prepared_by}",
        source,
    )
    orders = review.orders
    return (
        cover,
        KpiSlide(review.glance.title, review.glance.takeaway, review.glance.kpis, review.glance.points, source),
        _chart(review.months, source),
        _table(review.quarters, source),
        TwoChartSlide(orders.title, orders.takeaway, orders.charts[0], orders.charts[1], source),
        *((_chart(review.mix, source),) if review.mix.charts else ()),
        _table(review.products, source),
        *_figures(review.pipeline, source),
        *((_chart(review.capabilities, source),) if review.capabilities else ()),
        *_figures(review.levels, source),
        _table(review.next_quarter, source),
        ClosingSlide(
            "Not in this review yet",
            (Point(f"{', '.join(not_measured(snapshot)).capitalize()}."),),
            stamp(snapshot, edition),
            source,
        ),
    )


def _chart(section: Section, source: str) -> ChartSlide:
    return ChartSlide(section.title, section.takeaway, section.charts[0], section.points, source)


def _figures(section: Section | None, source: str) -> tuple[Slide, ...]:
    """A slide of figures, and one for each table behind them."""
    if section is None:
        return ()
    tables = (TableSlide(each.title, section.takeaway, each, notes=source) for each in section.tables)
    return KpiSlide(section.title, section.takeaway, section.kpis, section.points, source), *tables


def _table(section: Section, source: str) -> TableSlide:
    return TableSlide(section.title, section.takeaway, section.tables[0], "Nothing is booked yet.", source)


def _source(snapshot: Snapshot, edition: Edition) -> str:
    asked = edition.requested_at
    return (
        f"Source: figures of {snapshot.vendor_name}, {stamp(snapshot, edition, within=True)}, "
        f"requested on {asked.day} {asked:%b %Y %H:%M} UTC by {snapshot.prepared_by}."
    )
