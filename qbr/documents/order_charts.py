"""Orders month by month, as charts of a review."""

from prm.documents.formats import COUNT, whole_money
from prm.documents.specs import Chart, ChartKind, Role, Series
from prm.kernel import money
from qbr.calculations.snapshot import Snapshot
from scorecards.documents.wording import counted


def order_counts(snapshot: Snapshot) -> Chart:
    """Orders a month beside the year before."""
    months = snapshot.order_months
    now, before = sum(each.count for each in months), sum(each.count_before for each in months)
    return Chart(
        id="order-counts",
        kind=ChartKind.BAR,
        title="Orders a month",
        summary=f"{counted(now, 'order')} in the last 12 months after {money.number(before)} in the 12 before.",
        categories=_month_names(snapshot),
        series=(
            Series("Year before", tuple(money.exact(each.count_before) for each in months), Role.PRIOR),
            Series("Last 12 months", tuple(money.exact(each.count) for each in months)),
        ),
        format=COUNT,
    )


def order_sizes(snapshot: Snapshot) -> Chart:
    """The mean order of each month."""
    means = tuple(each.mean for each in snapshot.order_months)
    known = [mean for mean in means if mean is not None]
    summary = "No order in the last 12 months."
    if known:
        low, high = (money.compact(amount, snapshot.currency) for amount in (min(known), max(known)))
        summary = f"A month's average order lies between {low} and {high}."
    return Chart(
        id="order-sizes",
        kind=ChartKind.BAR,
        title="Average order by month",
        summary=summary,
        categories=_month_names(snapshot),
        series=(Series("Average order", means),),
        format=whole_money(snapshot.currency),
    )


def _month_names(snapshot: Snapshot) -> tuple[str, ...]:
    return tuple(each.month.label.partition(" ")[0] for each in snapshot.order_months)
