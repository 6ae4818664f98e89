"""What a campaign brought, as a table of two rows that are never added up."""

from prm.documents.formats import whole_money
from prm.documents.specs import Cell, Column, Kind, Kpi, Table
from prm.kernel import money
from sales.calculations.attribution import CampaignResult, Outcomes


def result_table(result: CampaignResult, *, currency: str, window_days: int) -> Table:
    """Direct above influenced: there is no total, because the two say different things."""
    amount = whole_money(currency)
    columns = (
        Column("How"),
        Column("Leads", Kind.FIGURE),
        Column("MGOs", Kind.FIGURE),
        Column("Opportunities", Kind.FIGURE),
        Column("Pipeline", Kind.FIGURE, amount),
        Column("Won", Kind.FIGURE),
        Column("Revenue", Kind.FIGURE, amount),
    )
    soft = _row(f"Influenced: deals begun within {window_days} days after a lead", result.soft)
    rows = (_row("Direct: linked with the campaign or its leads", result.hard), (soft[0], None, None, *soft[3:]))
    return Table("campaign-results", "What it brought", columns, rows)


def _row(name: str, each: Outcomes) -> tuple[Cell, ...]:
    return (name, each.leads, each.mgos, each.opportunities, each.pipeline, each.won, each.revenue)


def result_kpis(result: CampaignResult, *, currency: str) -> list[Kpi]:
    """The direct figures that people look at first, the influenced revenue beside them."""
    hard, soft = result.hard, result.soft
    return [
        Kpi("Leads", money.number(hard.leads), f"{money.number(hard.mgos)} qualified by marketing"),
        Kpi("Opportunities", money.number(hard.opportunities), f"{money.compact(hard.pipeline, currency)} open"),
        Kpi("Revenue, direct", money.compact(hard.revenue, currency), f"{_deals(hard.won)} won"),
        Kpi("Revenue, influenced", money.compact(soft.revenue, currency), f"{_deals(soft.won)} won"),
    ]


def _deals(count: int) -> str:
    return f"{money.number(count)} deal{'' if count == 1 else 's'}"
