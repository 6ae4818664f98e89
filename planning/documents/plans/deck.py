"""A business plan as slides that people edit: native charts and tables."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from planning.calculations.plans.paper import PlanPaper
from planning.documents.plans.actuals import actuals_chart, sentences
from planning.documents.plans.actuals import kpis as kpis_so_far
from planning.documents.plans.tables import account_table, case_chart, case_table, cash_chart, quarter_chart
from planning.documents.plans.words import (
    about_costs,
    day,
    headline,
    kpis,
    profit_facts,
    signed_in_words,
    state_in_words,
)
from prm.documents.deck import (
    ChartSlide,
    ClosingSlide,
    Deck,
    KpiSlide,
    Point,
    TableSlide,
    TitleSlide,
    render_deck,
)
from prm.documents.deck.spec import Slide
from prm.documents.letterhead import Letterhead
from prm.documents.specs import Column
from prm.documents.svg.elements import short
from prm.kernel import money

# What a slide has room for, in letters and points.
NAME_ROOM, TITLE_ROOM, FOOT_ROOM, GOAL_ROOM = 70, 90, 40, 160
MOST_LINES = 5


def plan_deck(paper: PlanPaper, *, letterhead: Letterhead, at: datetime) -> bytes:
    """The plan as a .pptx in the vendor's colour and with its logo. `at` dates the file."""
    return render_deck(deck_of(paper, letterhead=letterhead, at=at))


def deck_of(paper: PlanPaper, *, letterhead: Letterhead, at: datetime) -> Deck:
    """What the slides say: summary, what was booked, account by quarter, cases, the money needed, and who has signed.

    Names that are longer than a slide has room for are cut.
    """
    paper = replace(paper, partner_name=short(paper.partner_name, NAME_ROOM), title=short(paper.title, TITLE_ROOM))
    return Deck(
        title=f"{paper.title}, {paper.partner_name}",
        author=letterhead.vendor,
        slides=_slides(paper),
        at=at,
        period=paper.year_label,
        footer=f"{short(paper.vendor_name, FOOT_ROOM)} and {short(paper.partner_name, FOOT_ROOM)}",
        brand=letterhead.brand_colour,
        logo=letterhead.logo,
    )


def _slides(paper: PlanPaper) -> tuple[Slide, ...]:
    source = f"Source: {paper.title}, version {paper.version}, {state_in_words(paper)}. {about_costs(paper)}"
    chart = quarter_chart(paper)
    return (
        TitleSlide(paper.title, f"{paper.partner_name} and {paper.vendor_name}", _told(paper), source),
        KpiSlide(headline(paper), about_costs(paper), kpis(paper), _goals(paper), source),
        ChartSlide(chart.title, chart.summary, chart, (), source),
        *_so_far(paper, source),
        TableSlide("Profit and loss: first year by quarter", about_costs(paper), account_table(paper), notes=source),
        _cases(paper, source),
        *_money(paper, source),
        _closing(paper, source),
    )


def _told(paper: PlanPaper) -> str:
    return f"{state_in_words(paper)}, as of {day(paper.today)}"


def _goals(paper: PlanPaper) -> tuple[Point, ...]:
    """Three objectives or goals; of more than three the first two, and how many others there are."""
    lines = [line.strip() for line in paper.goals.splitlines() if line.strip()]
    wanted = (*paper.objectives, *lines)
    shown = wanted if len(wanted) <= 3 else wanted[:2]
    more = (Point(f"And {len(wanted) - 2} more in the plan."),) if len(wanted) > 3 else ()
    return (*(Point(short(line, GOAL_ROOM)) for line in shown), *more)


def _so_far(paper: PlanPaper, source: str) -> tuple[Slide, ...]:
    """What was booked of the plan, in the words of its page."""
    if paper.so_far is None:
        return ()
    known = paper.so_far
    chart = actuals_chart(known.found, currency=paper.currency, months=paper.months)
    told = sentences(known.found, currency=paper.currency, thresholds=known.thresholds)
    points = tuple(Point(_together(short(each.text, GOAL_ROOM))) for each in told[:MOST_LINES])
    booked = kpis_so_far(known.found, currency=paper.currency, thresholds=known.thresholds)[0]
    takeaway = f"{booked.value} {booked.detail}, bookings to {day(known.as_of)}"
    return (ChartSlide("Plan and actual", takeaway, chart, points, source),)


def _together(text: str) -> str:
    """A minus stays with its amount at the end of a line."""
    return text.replace(money.MINUS, f"{money.MINUS}\u2060")


def _cases(paper: PlanPaper, source: str) -> Slide:
    chart = case_chart(paper)
    points = tuple(
        Point(_together(", ".join(f"{column.name} {column.format.short(cell)}" for column, cell in cells)), lead=name)
        for name, cells in _case_figures(paper)
    )
    return ChartSlide("What if it goes worse, or better", chart.summary, chart, points, source)


def _case_figures(paper: PlanPaper) -> Iterator[tuple[str, list[tuple[Column, Decimal]]]]:
    """Each case with its figures but the bookings, which the chart shows."""
    table = case_table(paper)
    for row in table.rows:
        pairs = zip(table.columns[2:], row[2:], strict=True)
        yield str(row[0]), [(column, cell) for column, cell in pairs if isinstance(cell, Decimal)]


def _money(paper: PlanPaper, source: str) -> tuple[Slide, ...]:
    """What the partner needs and earns, where that is for the reader."""
    points = tuple(Point(_together(value), lead=f"{name}:") for name, value in profit_facts(paper))
    chart = cash_chart(paper)
    if chart is not None:
        return (ChartSlide("The money it takes, and when it is back", chart.summary, chart, points, source),)
    return (ClosingSlide("What it leaves the partner", points, about_costs(paper), source),) if points else ()


def _closing(paper: PlanPaper, source: str) -> Slide:
    signed = tuple(Point(signed_in_words(each), lead="Signed:") for each in paper.signatures)
    waiting = () if len(signed) == 2 else (Point("Both sides sign before the plan is active.", lead="To do:"),)
    return ClosingSlide("Signed and next steps", (*signed, *waiting), f"SHA-256 {paper.document_hash}", source)
