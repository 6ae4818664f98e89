"""What a series of cash flows is worth: NPV, IRR and MIRR. The first flow is at t = 0, the others a month apart."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from planning.calculations.fixed import ONE, Fixed, Series, over, root, times

# Bisection halves (-100 %, 1,000,000 % a month) until neighbours at 18 decimals are left.
_LOWEST, _HIGHEST = 1, 10_001 * ONE


class NoRate(StrEnum):
    """Why there is no internal rate of return."""

    NO_SIGN_CHANGE = "The cash flows never change sign, so there is no rate of return."
    NOT_UNIQUE = "The cash flows change sign more than once, so more than one rate fits. MIRR is shown instead."
    OUT_OF_REACH = "No rate between -100 % and 1,000,000 % a month fits."


@dataclass(frozen=True, slots=True)
class ReturnRate:
    """Yearly and monthly rate, or the reason why there is none."""

    monthly: Fixed | None = None
    yearly: Fixed | None = None
    reason: NoRate | None = None


def monthly_rate(yearly: Fixed) -> Fixed:
    """(1 + r)^(1/12) - 1."""
    return root(ONE + yearly, 12) - ONE


def yearly_rate(monthly: Fixed) -> Fixed:
    """(1 + r)^12 - 1."""
    factor = ONE
    for _ in range(12):
        factor = times(factor, ONE + monthly)
    return factor - ONE


def net_present_value(flows: Series, *, yearly: Fixed) -> Fixed:
    """The flows at today's value. The first counts in full, as in numpy-financial and unlike Excel's NPV."""
    step = ONE + monthly_rate(yearly)
    value = 0
    for flow in reversed(flows):
        value = over(value, step) + flow
    return value


def internal_rate(flows: Series) -> ReturnRate:
    """The rate at which the flows are worth nothing, where exactly one is."""
    changes = sign_changes(flows)
    if changes != 1:
        return ReturnRate(reason=NoRate.NOT_UNIQUE if changes else NoRate.NO_SIGN_CHANGE)
    flows = _without_last_zeros(flows)
    low, high = _LOWEST, _HIGHEST
    sign = 1 if _worth(flows, high) > 0 else -1
    if sign * _worth(flows, low) >= 0:
        return ReturnRate(reason=NoRate.OUT_OF_REACH)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if sign * _worth(flows, middle) < 0 else (low, middle)
    return ReturnRate(monthly=high - ONE, yearly=yearly_rate(high - ONE))


def modified_rate(flows: Series, *, yearly: Fixed) -> ReturnRate:
    """MIRR: outflows financed and inflows invested again at the same yearly rate. None without both of them."""
    step, last = ONE + monthly_rate(yearly), len(flows) - 1
    spent, earned = 0, 0
    for flow in reversed(flows):
        spent = over(spent, step) - min(flow, 0)
    for flow in flows:
        earned = times(earned, step) + max(flow, 0)
    if not spent or not earned:
        return ReturnRate(reason=NoRate.NO_SIGN_CHANGE)
    monthly = root(over(earned, spent), last) - ONE
    return ReturnRate(monthly=monthly, yearly=yearly_rate(monthly))


def sign_changes(flows: Series) -> int:
    """How often the flows turn from below zero to above or back; zeros do not count."""
    signs = [flow > 0 for flow in flows if flow]
    return sum(here != there for here, there in pairwise(signs))


def _without_last_zeros(flows: Series) -> Series:
    last = max(month for month, flow in enumerate(flows) if flow)
    return flows[: last + 1]


def _worth(flows: Series, factor: Fixed) -> Fixed:
    """The value at the end when each month multiplies by `factor`: of the same sign as the NPV, without division."""
    value = 0
    for flow in flows:
        value = times(value, factor) + flow
    return value
