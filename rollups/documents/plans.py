"""Plans added up, as cards and as tables for files."""

from collections.abc import Sequence
from decimal import Decimal

from prm.documents.formats import COUNT, PERCENT, exact_money
from prm.documents.specs import NOTHING, Cell, Column, Kind, Kpi, Table
from prm.kernel import money
from rollups.calculations.plans import PartnerPlan, PlanFigures, PlanGroup, PlanGrouping, Standing


def plan_kpis(total: PlanFigures, *, currency: str) -> tuple[Kpi, ...]:
    """How many partners have a plan, and what the active ones come to."""

    def told(amount: Decimal, detail: str) -> tuple[str, str]:
        return (money.compact(amount, currency), detail) if total.active else (NOTHING, "no active plan")

    return (
        Kpi(
            "Partners with an active plan",
            f"{total.active} of {total.partners}",
            f"{total.drafts} in the making, {total.none} without a plan",
        ),
        Kpi("Planned bookings, year 1", *told(total.bookings[0], "of the active plans")),
        Kpi("Booked so far", *told(total.booked, f"{total.attained.as_percent(1)} of year 1")),
        Kpi("Gross profit of partners", *told(total.gross_profit, "over 36 months")),
        Kpi(
            "Profit of partners", money.compact(total.profit, currency) if total.shown else NOTHING, shown_words(total)
        ),
    )


def shown_words(figures: PlanFigures) -> str:
    """Whose profit the sum is of, and how many partners keep theirs private."""
    if not figures.active:
        return "no active plan"
    shown = f"of {figures.shown} plan{'' if figures.shown == 1 else 's'}"
    hidden = f"{figures.hidden} partner{' keeps' if figures.hidden == 1 else 's keep'} it private"
    if not figures.hidden:
        return shown
    return f"{shown}; {hidden}" if figures.shown else hidden


def groups_table(groups: Sequence[PlanGroup], total: PlanFigures, grouping: PlanGrouping, *, currency: str) -> Table:
    """One grouping with every figure exact. The totals are the sums of the rows."""
    figure = exact_money(currency)
    columns = (
        Column(grouping.label),
        *(Column(name, Kind.FIGURE, COUNT) for name in ("Partners", "Active", "In the making", "No plan")),
        *(Column(f"Bookings, year {year}", Kind.FIGURE, figure) for year in (1, 2, 3)),
        Column("Booked so far", Kind.FIGURE, figure),
        Column("Of year 1", Kind.FIGURE, PERCENT),
        Column("Gross profit, 36 months", Kind.FIGURE, figure),
        Column("Profit where shown", Kind.FIGURE, figure),
        Column("Profit shown by", Kind.FIGURE, COUNT),
        Column("Profit kept by", Kind.FIGURE, COUNT),
    )
    rows = tuple((group.name, *_cells(group.figures)) for group in groups)
    title = f"Plans by {grouping.word}"
    return Table(f"plans-{grouping}", title, columns, rows, totals=("All partners", *_cells(total)))


def _cells(figures: PlanFigures) -> tuple[Cell, ...]:
    return (
        figures.partners,
        figures.active,
        figures.drafts,
        figures.none,
        *figures.bookings,
        figures.booked,
        figures.attained,
        figures.gross_profit,
        figures.profit if figures.shown else None,
        figures.shown,
        figures.hidden,
    )


def partners_table(partners: Sequence[PartnerPlan], *, currency: str) -> Table:
    """The partners behind a row, with or without a plan."""
    figure = exact_money(currency)
    columns = (
        *(Column(name) for name in ("Partner", "CAM", "Region", "Tier", "Plan")),
        *(Column(f"Bookings, year {year}", Kind.FIGURE, figure) for year in (1, 2, 3)),
        Column("Booked so far", Kind.FIGURE, figure),
        Column("Of year 1", Kind.FIGURE, PERCENT),
        Column("Gross profit, 36 months", Kind.FIGURE, figure),
        Column("Profit, 36 months", Kind.FIGURE, figure),
    )
    return Table("plans-partners", "Plans", columns, tuple(_partner_cells(each) for each in partners))


def _partner_cells(each: PartnerPlan) -> tuple[Cell, ...]:
    named: tuple[Cell, ...] = (each.name, each.cam_name, each.region, each.tier, each.standing.label)
    if each.standing is Standing.NONE:
        return (*named, None, None, None, None, None, None, None)
    return (*named, *each.bookings, each.booked, each.attained, each.gross_profit, each.profit)
