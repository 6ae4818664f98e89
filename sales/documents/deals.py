"""Open deals as figures and a chart: what the partner's page shows."""

from decimal import Decimal

from prm.documents.formats import whole_money
from prm.documents.specs import Chart, ChartKind, Kpi, Series
from prm.kernel import money
from prm.kernel.status import TrafficLight
from sales.calculations.outcomes import WinRate
from sales.calculations.pipeline import OpenDeals


def pipeline_chart(found: OpenDeals, *, currency: str) -> Chart:
    """What is open in each stage, in the order of the stages."""
    return Chart(
        id="pipeline-by-stage",
        kind=ChartKind.ROWS,
        title="Open deals by stage",
        summary=_summary(found, currency),
        categories=tuple(each.name for each in found.stages),
        series=(Series("Open", tuple(each.amount for each in found.stages)),),
        format=whole_money(currency),
    )


def _summary(found: OpenDeals, currency: str) -> str:
    if not found.count:
        return "No deal is open and due."
    largest = max(found.stages, key=lambda each: each.amount)
    return f"{money.compact(found.amount, currency)} are open, most of it in {largest.name}."


def open_kpi(found: OpenDeals, *, currency: str) -> Kpi:
    """What is open and due in time."""
    if not found.count:
        return Kpi("Open deals", "None", "no deal is open and due", TrafficLight.NO_DATA)
    qualified = f"{money.compact(found.qualified_amount, currency)} qualified"
    return Kpi("Open deals", money.compact(found.amount, currency), f"{counted(found.count)}, {qualified}")


def weighted_kpi(found: OpenDeals, *, currency: str) -> Kpi:
    """What may be expected of it. The vendor's own judgement."""
    detail = "amounts times their probability"
    if not found.count:
        return Kpi("Weighted", "None", detail, TrafficLight.NO_DATA)
    return Kpi("Weighted", money.compact(found.weighted_amount, currency), detail)


def stale_kpi(found: OpenDeals, *, currency: str) -> Kpi:
    """What should have been closed by now and is not."""
    if not found.stale:
        return Kpi("Stale", "None", "no open deal is past its day", TrafficLight.ON_TRACK)
    amount = money.compact(found.stale_amount, currency)
    return Kpi("Stale", amount, f"{counted(len(found.stale))} past the expected day", TrafficLight.WATCH)


def won_kpi(rate: WinRate, *, currency: str) -> Kpi:
    """What was won in the last twelve months."""
    if not rate.won:
        return Kpi("Won in 12 months", "None", f"{counted(rate.lost)} lost", TrafficLight.NO_DATA)
    return Kpi("Won in 12 months", money.compact(rate.won_amount, currency), counted(rate.won))


def win_rate_kpi(rate: WinRate, *, median_cycle: Decimal | None) -> Kpi:
    """The share won, by value, with the count and the time that it took."""
    cycle = f", {money.number(median_cycle)} days to win" if median_cycle is not None else ""
    if rate.by_value.value is None:
        return Kpi("Win rate", "No data", "no deal was closed in 12 months", TrafficLight.NO_DATA)
    return Kpi("Win rate", rate.by_value.as_percent(), f"by value; {rate.won} of {rate.closed} deals{cycle}")


def counted(deals: int) -> str:
    """``1 deal``, ``12 deals``."""
    return f"{money.number(deals)} deal{'' if deals == 1 else 's'}"
