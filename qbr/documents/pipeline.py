"""The pipeline and the deals of a review as figures, sentences and a table."""

from prm.documents.deck import Point
from prm.documents.formats import whole_money
from prm.documents.specs import Column, Kind, Kpi, Table
from prm.kernel import money
from qbr.calculations.standing import Deals
from scorecards.documents.deals import required_words
from scorecards.documents.metrics import TARGET_MET, pipeline_kpi
from scorecards.documents.wording import counted, days, of_plan


def title_of(deals: Deals, currency: str) -> str:
    """``Pipeline to target: 3.0× of what is still to sell, 4.5× is needed``."""
    pipeline = deals.pipeline
    amount = money.compact(pipeline.open.amount, currency)
    if pipeline.target is None or not pipeline.target:
        return f"{amount} is in the pipeline; no target is set to compare it with"
    if pipeline.remaining is not None and pipeline.remaining <= 0:
        return f"{TARGET_MET}: nothing is left to sell, {amount} is in the pipeline"
    needed = f"{money.number(pipeline.required.value, 1)}× is needed"
    return f"Pipeline to target: {pipeline.reading.value.as_multiple()}, {needed}"


def takeaway_of(deals: Deals) -> str:
    """Which deals count."""
    period = deals.pipeline.reading.period.label
    return f"{counted(deals.count, 'qualified deal').capitalize()} open and expected to close in {period}"


def kpis_of(deals: Deals, currency: str) -> tuple[Kpi, ...]:
    """Coverage, the index that the overall weighs, win rate and cycle."""
    pipeline, found = deals.pipeline, deals.diagnostics
    index = pipeline.reading.index
    closed = f"{found.won} won, {found.lost} lost in 12 months"
    cycle = "No data" if found.cycle_days is None else days(found.cycle_days)
    return (
        pipeline_kpi(pipeline, currency=currency),
        Kpi("Index", of_plan(index).capitalize(), "pipeline over what is needed", pipeline.reading.light),
        Kpi("Win rate by amount", found.win_rate.as_percent().capitalize(), closed),
        Kpi("Median days to win", cycle, f"from first contact, {counted(found.cycle_count, 'deal')}"),
    )


def points_of(deals: Deals, currency: str) -> tuple[Point, ...]:
    """Why so much is needed, what was won, and what should be closed by now."""
    found = deals.diagnostics
    won = (
        f"{money.compact(found.sourced, currency)} brought by the partner, "
        f"{money.compact(found.influenced, currency)} with its help."
    )
    points = [
        Point(f"{required_words(deals.pipeline.required).capitalize()}.", "Pipeline required"),
        Point(won, "Won in 12 months"),
    ]
    if deals.stale_count:
        amount = money.compact(deals.stale_amount, currency)
        text = f"{counted(deals.stale_count, 'deal').capitalize()}, {amount}, past their closing day and not counted."
        points.append(Point(text, "To be settled"))
    return tuple(points)


def table_of(deals: Deals, currency: str) -> Table:
    """The largest open deals, and the whole pipeline below."""
    columns = (
        Column("Deal", weight=5),
        Column("Customer", weight=4),
        Column("Stage", weight=3),
        Column("Expected", Kind.DATE, weight=2),
        Column("Amount", Kind.FIGURE, whole_money(currency)),
    )
    rows = tuple(
        (each.name, each.customer or None, each.stage, each.expected_close_date, each.amount) for each in deals.largest
    )
    totals = (f"Pipeline: {counted(deals.count, 'deal')}", None, None, None, deals.pipeline.open.amount)
    return Table("open-deals", "Largest open deals", columns, rows, totals)
