"""What a plan comes to, beside its form: a few figures and three years as bars."""

from dataclasses import dataclass
from decimal import Decimal

from planning.documents.plans.overview import KeptOutcome, KeptProfit, finding, overview_kpis
from planning.models import BusinessPlan, PlanOutcome, PlanProfit
from planning.queries.plans.lists import Figures, figures_of
from planning.views.what_if.outlook import month_labels
from prm.documents.formats import whole_money
from prm.documents.specs import Chart, ChartKind, Kpi, Role, Series
from prm.kernel import money


@dataclass(frozen=True, slots=True)
class Figure:
    """A label and what stands beside it."""

    label: str
    text: str


@dataclass(frozen=True)
class Summary:
    """The figures beside the form. `shows_profit` is False for a reader who may know margins only."""

    figures: tuple[Figure, ...]
    chart: Chart | None
    shows_profit: bool
    finding: str = ""
    kpis: tuple[Kpi, ...] = ()


def summary_of(plan: BusinessPlan) -> Summary:
    """What the base case comes to, as far as the reader may know it. Two queries, no calculation."""
    kept = figures_of(plan)
    if kept.outcome is None:
        return Summary((), None, shows_profit=False)
    whole = _kept(kept.outcome, kept.profit)
    told = finding(whole, name=plan.partner.name, currency=plan.currency)
    kpis = overview_kpis(whole, currency=plan.currency, months=month_labels(plan))
    if whole.profit is None:
        return Summary(_margins(kept, plan.currency), _chart("Revenue", whole.revenue, plan), False, told, kpis)
    figures = _profits(kept, kpis, plan.currency)
    return Summary(figures, _chart("Profit", whole.profit.years, plan), True, told, kpis)


def _kept(outcome: PlanOutcome, profit: PlanProfit | None) -> KeptOutcome:
    return KeptOutcome(
        _years(outcome, "bookings"),
        _years(outcome, "revenue"),
        outcome.product_margin,
        outcome.services_margin,
        None if profit is None else _kept_profit(profit),
    )


def _kept_profit(profit: PlanProfit) -> KeptProfit:
    months = profit.break_even_month, profit.payback_month
    return KeptProfit(_years(profit, "ebit"), *months, profit.funding_need, profit.funding_month)


def _years(kept: object, name: str) -> tuple[Decimal, Decimal, Decimal]:
    first, second, third = (getattr(kept, f"{name}_year_{year}") for year in (1, 2, 3))
    return first, second, third


def _margins(kept: Figures, currency: str) -> tuple[Figure, ...]:
    outcome = kept.outcome
    assert outcome is not None
    gross = outcome.product_margin + outcome.services_margin
    return (
        Figure("Bookings, year 1", money.compact(outcome.bookings_year_1, currency)),
        Figure("Gross profit, 36 months", money.compact(gross, currency)),
        Figure("of it services", money.compact(outcome.services_margin, currency)),
    )


def _profits(kept: Figures, kpis: tuple[Kpi, ...], currency: str) -> tuple[Figure, ...]:
    """The profit, what both sides agree on, then when and how the money comes back, as the plan's own page words it."""
    profit = kept.profit
    assert profit is not None
    return (
        Figure("Profit, 36 months", money.compact(sum(_years(profit, "ebit")), currency)),
        *_margins(kept, currency)[:2],
        *(Figure(kpi.label, kpi.value) for kpi in kpis[1:]),
    )


def _chart(name: str, years: tuple[Decimal, ...], plan: BusinessPlan) -> Chart:
    told = ", ".join(money.compact(year, plan.currency) for year in years)
    return Chart(
        id="plan-years",
        kind=ChartKind.BAR,
        title=f"{name} by year",
        summary=f"{name} in years 1 to 3: {told}.",
        categories=("Year 1", "Year 2", "Year 3"),
        series=(Series(name, years, Role.ACTUAL),),
        format=whole_money(plan.currency),
        heading="Year",
    )
