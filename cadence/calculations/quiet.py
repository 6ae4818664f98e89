"""When a partner counts as quiet, and what that puts at risk.

Rule and worked table: docs/calculations/quiet.md. The yardstick is the partner's own order rhythm, never a fixed
number of days. It says that a partner is late, not that it will stay away.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from prm.kernel.money import compact

STRONG_FROM = Decimal(2)
NEW_FOR = timedelta(days=90)
NEVER = Decimal(0)
ALL = Decimal(1)


@dataclass(frozen=True, slots=True)
class Silence:
    """How long a partner has not ordered, beside its usual gap, as of a day.

    `gap_is_own` is False where the gap is the cohort's, because the partner has ordered too few times.
    """

    as_of: date
    first_order_date: date
    last_order_date: date
    usual_gap_days: Decimal
    gap_is_own: bool
    booked_12_months: Decimal

    @property
    def days(self) -> int:
        """Whole days since the last order."""
        return (self.as_of - self.last_order_date).days

    @property
    def lateness(self) -> Decimal:
        """Days since the last order over the usual gap: 1.5 is half a gap late."""
        return self.days / self.usual_gap_days

    @property
    def is_strong(self) -> bool:
        """True when two gaps or more have passed."""
        return self.lateness >= STRONG_FROM

    @property
    def risk(self) -> Decimal:
        """The share of a year's bookings at risk: nothing until the order is due, all of it a whole gap later."""
        return min(max(self.lateness - 1, NEVER), ALL)

    @property
    def revenue_at_risk(self) -> Decimal:
        """The last 12 months' bookings times the risk; never below zero, whatever was returned."""
        return max(self.booked_12_months, NEVER) * self.risk

    def is_quiet(self, from_lateness: Decimal) -> bool:
        """True when so many gaps have passed, and the first order is at least 90 days ago."""
        return self.lateness >= from_lateness and self.as_of - self.first_order_date >= NEW_FOR


def reason(*, days: int, usual_gap_days: Decimal, gap_is_own: bool, booked_12_months: Decimal, currency: str) -> str:
    """Why there is an alert: "No order for 143 days; usually every 62. 12-month bookings $84K."."""
    gap = f"{usual_gap_days:.0f}"
    usual = f"usually every {gap}" if gap_is_own else f"partners here usually every {gap}"
    return f"No order for {days} days; {usual}. 12-month bookings {compact(booked_12_months, currency)}."
