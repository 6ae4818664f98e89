"""The lead waterfall as figures, a chart and tables."""

from decimal import Decimal

from prm.documents.formats import COUNT, PERCENT
from prm.documents.specs import Cell, Chart, ChartKind, Column, Kind, Kpi, Role, Series, Table
from prm.kernel import money
from prm.kernel.status import TrafficLight
from sales.calculations.waterfall import Cohort, Conversion, Waterfall
from sales.enums import LEAD_WAY


def waterfall_chart(found: Waterfall) -> Chart:
    """How many mature leads were in each stage, and how many of them came no further and were lost."""
    return Chart(
        id="lead-waterfall",
        kind=ChartKind.ROWS,
        title="How far leads come",
        summary=_summary(found),
        categories=tuple(each.stage.label for each in found.stages),
        series=(
            Series("Came this far", tuple(Decimal(each.entered) for each in found.stages)),
            Series("Lost here", tuple(Decimal(each.lost) for each in found.stages), Role.PRIOR),
        ),
        heading="Stage",
    )


def _summary(found: Waterfall) -> str:
    if not found.mature:
        return "No lead has had the time to move yet."
    won = found.stages[-1].entered
    return f"{counted(found.mature)} had {found.maturity_days} days or more; {won} bought ({_share(found)})."


def _share(found: Waterfall) -> str:
    return found.won_share.as_percent(1)


def conversion_table(found: Waterfall) -> Table:
    """Step by step: who was in a stage, who came further, who waits, who was lost, and how long it took."""
    columns = (
        Column("Step"),
        Column("Entered", Kind.FIGURE),
        Column("Came further", Kind.FIGURE),
        Column("Conversion", Kind.FIGURE, PERCENT),
        Column("Open", Kind.FIGURE),
        Column("Lost", Kind.FIGURE),
        Column("Median days", Kind.FIGURE),
    )
    return Table(
        "lead-conversions", "Step by step", columns, tuple(_step(each) for each in found.conversions), _whole(found)
    )


def _step(each: Conversion) -> tuple[Cell, ...]:
    name = f"{each.from_stage.label} to {each.to_stage.label}"
    return (name, each.entered, each.moved, each.share, each.open, each.lost, each.median_days)


def _whole(found: Waterfall) -> tuple[Cell, ...]:
    open_leads, lost = sum(each.open for each in found.stages[:-1]), sum(each.lost for each in found.stages)
    return ("All", found.mature, found.stages[-1].entered, found.won_share, open_leads, lost, None)


def cohort_table(found: Waterfall) -> Table:
    """Month by month, the latest first: how far the mature leads came, and how many are too young to tell."""
    columns = (
        Column("Came in"),
        *(Column(stage.label, Kind.FIGURE) for stage in LEAD_WAY),
        Column("Too young to tell", Kind.FIGURE),
    )
    rows = tuple(_cohort(each) for each in reversed(found.cohorts))
    totals: tuple[Cell, ...] = ("All", *(each.entered for each in found.stages), found.young)
    return Table("lead-cohorts", "Month by month", columns, rows, totals if rows else None)


def _cohort(each: Cohort) -> tuple[Cell, ...]:
    return (f"{each.month:%b %Y}", *(each.reached if each.mature else [None] * len(each.reached)), each.young)


def waterfall_kpis(found: Waterfall, *, mgos: int, open_leads: int) -> list[Kpi]:
    """What people look at first: open leads, marketing-generated opportunities, and the share that buys."""
    share = found.won_share
    bought = (
        f"{money.number(found.stages[-1].entered)} of {counted(found.mature)} of {found.maturity_days} days or more"
    )
    return [
        Kpi("Open leads", COUNT.full(Decimal(open_leads)), f"{counted(found.young)} younger than {_days(found)}"),
        Kpi("MGOs", COUNT.full(Decimal(mgos)), "leads qualified by marketing, in 12 months"),
        Kpi("Won", share.as_percent(1), bought)
        if share.value is not None
        else Kpi("Won", "No data", "no lead is old enough to tell", TrafficLight.NO_DATA),
    ]


def _days(found: Waterfall) -> str:
    return f"{found.maturity_days} days"


def counted(leads: int) -> str:
    """``1 lead``, ``12 leads``."""
    return f"{money.number(leads)} lead{'' if leads == 1 else 's'}"
