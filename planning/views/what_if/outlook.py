"""What a case of a plan comes to, as its pages show it: figures, account, chart, and the data for the script."""

from typing import Any

from django.http import HttpRequest

from planning.calculations.fixed import Fixed, fixed
from planning.calculations.plans.as_json import overlay_json, plan_json
from planning.calculations.plans.assumptions import Assumptions
from planning.calculations.plans.forecast import Forecast, forecast
from planning.calculations.plans.scenarios import Overlay, seen_through
from planning.calculations.plans.warnings import in_months
from planning.documents.plans.outlook import By, account_table, outlook_chart
from planning.documents.plans.outlook_words import HIGHEST_RATE, WORDS, outlook_kpis, rate, said
from planning.enums import Case
from planning.models import BusinessPlan, PlanProfit
from prm.kernel import money
from prm.kernel.fiscal import add_months

MONTHS_SHOWN = 36


def month_labels(plan: BusinessPlan) -> tuple[str, ...]:
    """The 36 months of the plan by name."""
    return tuple(f"{add_months(plan.start_month, offset):%b %Y}" for offset in range(MONTHS_SHOWN))


def by_of(request: HttpRequest) -> By:
    """How many months a column holds, from `?by=`; quarters unless said otherwise."""
    chosen = request.GET.get("by", "")
    return next((by for by in By if by.name.lower() == chosen), By.QUARTER)


def outlook(plan: BusinessPlan, account: Forecast, discount: Fixed, *, by: By) -> dict[str, Any]:
    """What `planning/outlook.html` draws."""
    months = month_labels(plan)
    return {
        "account": account_table(account, by=by, months=months),
        "kpis": outlook_kpis(account, currency=plan.currency, months=months, discount=discount),
        "chart": outlook_chart(account, months=months, currency=plan.currency),
        "warnings": shortages(account),
        "knows_costs": account.profit is not None,
    }


def calculated(assumptions: Assumptions, overlay: Overlay) -> tuple[Forecast, Fixed]:
    """The case, and the rate at which its later money counts less."""
    business = assumptions.business
    return forecast(seen_through(assumptions, overlay)), business.discount if business else 0


def shortages(account: Forecast) -> list[str]:
    """Where the people planned cannot sell or deliver what is planned."""
    if account.profit is None:
        return []
    sellers, engineers = account.profit.selling, account.profit.delivery
    found = []
    if any(sellers.able) and sellers.short_months:
        found.append(f"{in_months(sellers.short_months)} more is planned than the sellers can sell.")
    if engineers.short_months:
        found.append(f"{in_months(engineers.short_months)} more hours are sold than your people have.")
    return found


def shared_profit(plan: BusinessPlan, case: Case) -> list[tuple[str, str]]:
    """The profit as saved, name by value, for a reader who is shown it without the costs; else nothing. One query."""
    row = PlanProfit.objects.filter(plan=plan, case=case).first()
    if row is None:
        return []
    months, years = month_labels(plan), (row.ebit_year_1, row.ebit_year_2, row.ebit_year_3)
    told = [(f"Profit, year {year}", money.full(amount, plan.currency)) for year, amount in enumerate(years, 1)]
    begins = said("never") if row.break_even_month is None else months[row.break_even_month - 1]
    comes_back = said("never") if row.payback_month is None else months[row.payback_month - 1]
    returns = said("no_rate") if row.yearly_return is None else said("a_year", rate=rate(fixed(row.yearly_return)))
    return [
        *told,
        ("Break-even", begins),
        ("Payback", said("at_once") if row.payback_month == 0 else comes_back),
        ("Money to be found", money.full(row.funding_need, plan.currency)),
        ("Net present value", money.full(row.net_present_value, plan.currency)),
        ("Return (IRR)", returns),
    ]


def script_data(plan: BusinessPlan, assumptions: Assumptions, overlay: Overlay, *, by: By) -> dict[str, Any]:
    """What the script calculates with: what the reader may know, and nothing else."""
    currency = money.currency(plan.currency)
    return {
        "plan": plan_json(assumptions),
        "overlay": overlay_json(overlay),
        "words": WORDS,
        "months": month_labels(plan),
        "by": int(by),
        "symbol": currency.symbol,
        "highestRate": str(HIGHEST_RATE),
    }
