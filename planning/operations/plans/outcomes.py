"""What a plan comes to, kept beside it so that lists and roll-ups need not calculate."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from planning.calculations.fixed import ONE, PLACES, Fixed, Series, decimal, money, total
from planning.calculations.plans.forecast import Forecast, Profit, forecast
from planning.calculations.plans.scenarios import seen_through
from planning.enums import Case
from planning.models import BusinessPlan, PlanMoney, PlanOutcome, PlanProfit
from planning.queries.plans.assumptions import assumptions_of, overlays_of
from prm.kernel.refusal import Refused
from prm.tenancy.scope import Reach, TenantScope, require_scope, require_tenant_id, tenant_scope

_HIGHEST_RETURN = ONE * 10**12
# So many digits an amount has before its decimals; more is a slip of the hand, and not kept.
_MOST_DIGITS = 18


class TooLarge(Refused):
    """This comes to more than a plan can hold. Check units and prices: one of them is too large."""


@dataclass(frozen=True, slots=True)
class Calculated:
    """What each case comes to, the partner's own profit included: `as_read` alone hands it out."""

    plan_id: UUID
    _accounts: Mapping[Case, Forecast]
    _discount: Fixed

    def as_read(self, case: Case) -> tuple[Forecast, Fixed]:
        """A case and its discount rate as whoever asks may know them: without profit where the costs are not theirs.

        The database says whether they are. One query.
        """
        account = self._accounts[case]
        if PlanMoney.objects.filter(plan_id=self.plan_id).exists():
            return account, self._discount
        return replace(account, profit=None), 0


def refresh_outcomes(plan: BusinessPlan, *, at: datetime) -> Calculated:
    """Calculate every case and keep what it comes to, within the transaction of the change. Raises `TooLarge`.

    Calculates in the partner's name, since only the partner reads all costs; what the caller may see of it is for the
    database to say, see `Calculated`. A draft of the vendor's that the partner does not see yet has no costs of
    the partner's, and is calculated in the reach of whoever writes it.
    """
    with tenant_scope(reach_of(plan)):
        assumptions, overlays = assumptions_of(plan), overlays_of(plan)
        accounts = {case: forecast(seen_through(assumptions, overlays[case])) for case in Case}
        _keep(PlanOutcome, plan, {case: _outcome(account) for case, account in accounts.items()}, at)
        profits = {case: _profit(account.profit) for case, account in accounts.items() if account.profit}
        _keep(PlanProfit, plan, profits, at)
    business = assumptions.business
    return Calculated(plan.pk, accounts, business.discount if business else 0)


def reach_of(plan: BusinessPlan) -> TenantScope:
    """The scope that reaches all of a plan's costs, and may write down what the plan comes to."""
    if plan.is_vendor_draft:
        return require_scope()
    return TenantScope(require_tenant_id(), Reach.PARTNER, partner_id=plan.partner_id)


def _keep[Kept: (PlanOutcome, PlanProfit)](
    model: type[Kept], plan: BusinessPlan, fields: dict[Case, dict[str, Any]], at: datetime
) -> None:
    if any(_is_too_large(value) for values in fields.values() for value in values.values()):
        raise TooLarge
    rows = [
        model(tenant_id=plan.tenant_id, plan=plan, partner_id=plan.partner_id, case=case, computed_at=at, **values)
        for case, values in fields.items()
    ]
    names = [*next(iter(fields.values()), {}), "computed_at"]
    model.objects.bulk_create(
        rows, update_conflicts=True, update_fields=names, unique_fields=["tenant", "plan", "case"]
    )


def _is_too_large(value: Any) -> bool:
    return isinstance(value, Decimal) and value.adjusted() >= _MOST_DIGITS


def _outcome(account: Forecast) -> dict[str, Decimal]:
    return {
        **_years("bookings", account.bookings),
        **_years("revenue", account.revenue),
        "product_margin": _whole(account.product_margin),
        "services_margin": _whole(account.services_margin),
    }


def _profit(profit: Profit) -> dict[str, Any]:
    rate = profit.internal_rate
    return {
        **_years("ebit", profit.ebit),
        "cash": money(profit.cumulative_cash[-1]),
        "first_positive_month": profit.first_positive_month,
        "break_even_month": profit.break_even_month,
        "payback_month": profit.payback_month,
        "funding_need": money(profit.funding.need),
        "funding_month": profit.funding.month,
        "net_present_value": money(profit.net_present_value),
        "yearly_return": None if rate.yearly is None else decimal(min(rate.yearly, _HIGHEST_RETURN)),
        "no_return": rate.reason.value if rate.reason else "",
    }


def _years(name: str, series: Series) -> dict[str, Decimal]:
    return {f"{name}_year_{year}": _whole(series[12 * year - 12 : 12 * year]) for year in (1, 2, 3)}


def _whole(series: Series) -> Decimal:
    """Every digit of a sum: what is added up later is rounded once, at the end."""
    return decimal(total(series), PLACES)
