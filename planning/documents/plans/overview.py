"""The top of a plan's page: what it leaves the partner, in one sentence and four figures, from what is kept of it."""

from dataclasses import dataclass
from decimal import Decimal

from planning.documents.plans.outlook_words import break_even_kpi, funding_kpi, payback_kpi
from prm.documents.specs import Kpi
from prm.kernel import money

Years = tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class KeptProfit:
    """What is left after the partner's costs. Months count from 1; 0 is before the first, None never."""

    years: Years
    break_even_month: int | None
    payback_month: int | None
    funding_need: Decimal
    funding_month: int | None


@dataclass(frozen=True, slots=True)
class KeptOutcome:
    """What a plan comes to by year, to the cent. `profit` is None where the reader may not know it."""

    bookings: Years
    revenue: Years
    product_margin: Decimal
    services_margin: Decimal
    profit: KeptProfit | None

    @property
    def gross_profit(self) -> Decimal:
        return self.product_margin + self.services_margin


def finding(kept: KeptOutcome, *, name: str, currency: str) -> str:
    """The plan as one sentence about the partner called `name`; its gross profit where its costs are not known."""
    if not any(kept.revenue):
        return "Nothing is sold yet, so there is nothing to earn."
    if kept.profit is None:
        gross, revenue = money.compact(kept.gross_profit, currency), money.compact(sum(kept.revenue), currency)
        return f"{name} earns a gross profit of {gross} on {revenue} revenue in 36 months."
    whole = sum(kept.profit.years, Decimal())
    first, second, third = (money.compact(year, currency) for year in kept.profit.years)
    verb = "earns" if whole >= 0 else "loses"
    parts = f"{first} in the first year, {second} in the second, {third} in the third"
    return f"{name} {verb} {money.compact(abs(whole), currency)} in 36 months: {parts}."


def overview_kpis(kept: KeptOutcome, *, currency: str, months: tuple[str, ...]) -> tuple[Kpi, ...]:
    """Four figures below the sentence, in the words of the what-if page; `months` are the names of all 36."""
    profit = kept.profit
    if profit is None:
        return _margins(kept, currency)
    return (
        _of_revenue("Profit, 36 months", sum(profit.years), kept, currency),
        break_even_kpi(profit.break_even_month, months),
        payback_kpi(profit.payback_month, months, break_even=profit.break_even_month, kept=_kept_month(profit)),
        funding_kpi(profit.funding_need, profit.funding_month, months, currency),
    )


def _kept_month(profit: KeptProfit) -> int | None:
    """When cash is back for good, as far as that is kept: None where the largest need comes after it was back."""
    month, lowest = profit.payback_month, profit.funding_month
    return None if month is None or (lowest is not None and lowest > month) else month


def _margins(kept: KeptOutcome, currency: str) -> tuple[Kpi, ...]:
    services = money.compact(kept.services_margin, currency)
    return (
        _of_revenue("Gross profit, 36 months", kept.gross_profit, kept, currency),
        Kpi("Of it services", services, f"{money.compact(kept.product_margin, currency)} is product margin"),
        Kpi("Bookings, year 1", money.compact(kept.bookings[0], currency), "What the vendor books"),
        Kpi("Bookings, 36 months", money.compact(sum(kept.bookings), currency), "What the vendor books"),
    )


def _of_revenue(label: str, amount: Decimal | int, kept: KeptOutcome, currency: str) -> Kpi:
    whole = sum(kept.revenue)
    revenue = f"{money.compact(whole, currency)} revenue"
    share = f"{money.number(100 * amount / whole, 1)}% of {revenue}" if whole else revenue
    return Kpi(label, money.compact(amount, currency), share)
