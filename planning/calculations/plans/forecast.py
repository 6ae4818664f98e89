"""The profit and loss account of 36 months: the one calculation behind page, document, workbook and API.

Source of the conventions: docs/calculations/business-plan.md. Nothing is rounded here but at the 18th decimal; what is
shown goes through `fixed.cents`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from planning.calculations.fixed import Fixed, Series, added, less
from planning.calculations.plans.assumptions import MONTHS, Assumptions, Business
from planning.calculations.plans.capacity import Capacity, delivery_capacity, selling_capacity
from planning.calculations.plans.cash import Funding, cumulative, delayed, funding, payback_month
from planning.calculations.plans.costs import CostForecast, PersonForecast, forecast_cost, forecast_person
from planning.calculations.plans.lines import LineForecast, forecast_line
from planning.calculations.plans.returns import ReturnRate, internal_rate, modified_rate, net_present_value
from planning.enums import CostKind

NOTHING: Series = (0,) * MONTHS


@dataclass(frozen=True, slots=True)
class Profit:
    """What the partner's own costs make of the margin. All costs are positive; `funded` is what the vendor bears.

    `ebit` has 36 months. `cash` and `cumulative_cash` have 37: they begin with the investment at t = 0.
    """

    people: tuple[PersonForecast, ...]
    costs: tuple[CostForecast, ...]
    people_cost: Series
    training: Series
    marketing: Series
    overhead: Series
    funded: Series
    ebit: Series
    cash: Series
    cumulative_cash: Series
    first_positive_month: int | None
    break_even_month: int | None
    payback_month: int | None
    funding: Funding
    net_present_value: Fixed
    internal_rate: ReturnRate
    modified_rate: ReturnRate
    selling: Capacity
    delivery: Capacity


@dataclass(frozen=True, slots=True)
class Forecast:
    """36 months by line and in all. `profit` is None where the partner's business is not known."""

    lines: tuple[LineForecast, ...]
    new: Series
    sales: Series
    bookings: Series
    product_revenue: Series
    services_revenue: Series
    revenue: Series
    product_margin: Series
    services_margin: Series
    gross_profit: Series
    profit: Profit | None


def forecast(assumptions: Assumptions) -> Forecast:
    """All 36 months of a plan. Pure: the same assumptions give the same figures everywhere."""
    return assemble(tuple(map(forecast_line, assumptions.lines)), assumptions.business)


def assemble(lines: tuple[LineForecast, ...], business: Business | None) -> Forecast:
    """The account of lines that are forecast already, or are actual in part."""
    product_revenue, services_revenue = _over(lines, "revenue"), _over(lines, "services_revenue")
    product_margin, services_margin = _over(lines, "product_margin"), _over(lines, "services_margin")
    account = Forecast(
        lines=lines,
        new=_over(lines, "new"),
        sales=_over(lines, "sales"),
        bookings=_over(lines, "bookings"),
        product_revenue=product_revenue,
        services_revenue=services_revenue,
        revenue=added(product_revenue, services_revenue),
        product_margin=product_margin,
        services_margin=services_margin,
        gross_profit=added(product_margin, services_margin),
        profit=None,
    )
    return account if business is None else _with_profit(account, business)


def first_positive_month(ebit: Series) -> int | None:
    """The first month with a profit."""
    return next((month for month, profit in enumerate(ebit, 1) if profit > 0), None)


def break_even_month(ebit: Series) -> int | None:
    """The first month from which no month makes a loss until the end. None when the last one does."""
    last_loss = max((month for month, profit in enumerate(ebit, 1) if profit < 0), default=0)
    return last_loss + 1 if last_loss < len(ebit) else None


def _with_profit(account: Forecast, business: Business) -> Forecast:
    people, costs = tuple(map(forecast_person, business.people)), tuple(map(forecast_cost, business.costs))
    by_kind = {
        kind: _sum(each.amount for each, cost in zip(costs, business.costs, strict=True) if cost.kind is kind)
        for kind in CostKind
    }
    people_cost = _sum(person.cost for person in people)
    training = added(_sum(person.training for person in people), by_kind[CostKind.TRAINING])
    funded = _sum(cost.funded for cost in costs)
    spent = added(people_cost, training, by_kind[CostKind.MARKETING], by_kind[CostKind.OVERHEAD])
    ebit = less(added(account.gross_profit, funded), spent)
    cash = (-business.investment, *_cash(account, ebit, business))
    held = cumulative(cash)
    profit = Profit(
        people=people,
        costs=costs,
        people_cost=people_cost,
        training=training,
        marketing=by_kind[CostKind.MARKETING],
        overhead=by_kind[CostKind.OVERHEAD],
        funded=funded,
        ebit=ebit,
        cash=cash,
        cumulative_cash=held,
        first_positive_month=first_positive_month(ebit),
        break_even_month=break_even_month(ebit),
        payback_month=payback_month(held),
        funding=funding(held),
        net_present_value=net_present_value(cash, yearly=business.discount),
        internal_rate=internal_rate(cash),
        modified_rate=modified_rate(cash, yearly=business.discount),
        selling=Capacity(account.new, selling_capacity(business.people)),
        delivery=Capacity(_over(account.lines, "hours"), delivery_capacity(business.people)),
    )
    return replace(account, profit=profit)


def _cash(account: Forecast, ebit: Series, business: Business) -> Series:
    """EBIT, moved by the days that customers take and suppliers give; services are paid to people at once."""
    bought = less(account.product_revenue, account.product_margin)
    waiting = less(account.revenue, delayed(account.revenue, business.customer_days))
    owing = less(bought, delayed(bought, business.supplier_days))
    return less(added(ebit, owing), waiting)


def _over(lines: tuple[LineForecast, ...], name: str) -> Series:
    return _sum(getattr(line, name) for line in lines)


def _sum(series: Iterable[Series]) -> Series:
    return added(NOTHING, *series)
