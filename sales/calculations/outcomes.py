"""How deals end: how many are won, for how much, and after how long. Rules: docs/calculations/deals.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from prm.kernel.ratios import Ratio, quotient
from sales.calculations.deals import DealFact
from sales.enums import Outcome

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class WinRate:
    """Deals closed within a window: how many were won and lost, and for how much."""

    won: int
    lost: int
    won_amount: Decimal
    lost_amount: Decimal

    @property
    def closed(self) -> int:
        return self.won + self.lost

    @property
    def by_count(self) -> Ratio:
        """Won deals to closed ones; n/a while none is closed."""
        return quotient(self.won, self.closed)

    @property
    def by_value(self) -> Ratio:
        """Won amount to the amount of all that was closed; n/a while that is nothing."""
        return quotient(self.won_amount, self.won_amount + self.lost_amount)


def win_rate(deals: Iterable[DealFact], *, start: date, end: date) -> WinRate:
    """The qualified deals that were closed on these days, both included. Deals without a closing day are left out."""
    closed = [deal for deal in deals if deal.is_qualified and deal.closed_within(start, end)]
    won = [deal for deal in closed if deal.outcome is Outcome.WON]
    lost = [deal for deal in closed if deal.outcome is Outcome.LOST]
    return WinRate(len(won), len(lost), amount_of(won), amount_of(lost))


def amount_of(deals: Iterable[DealFact]) -> Decimal:
    """The sum of the amounts."""
    return sum((deal.amount for deal in deals), ZERO)


def weighted_amount_of(deals: Iterable[DealFact]) -> Decimal:
    """The sum of the amounts, each times its probability."""
    return sum((deal.weighted_amount for deal in deals), ZERO)


def cycle_days(deal: DealFact) -> int | None:
    """Days from the first contact (without it, from registration) to the closing day.

    None for an open deal, where a day is missing, and where the records say that it was closed before it began.
    """
    begun = deal.engaged_date or deal.registered_date
    if not deal.outcome.is_closed or begun is None or deal.closed_date is None:
        return None
    days = (deal.closed_date - begun).days
    return days if days >= 0 else None


def median_cycle_days(deals: Iterable[DealFact], *, start: date, end: date) -> Decimal | None:
    """The median of `cycle_days` over the deals won on these days; None when no such deal tells it."""
    won = (deal for deal in deals if deal.outcome is Outcome.WON and deal.closed_within(start, end))
    known = [days for days in map(cycle_days, won) if days is not None]
    return Decimal(str(median(known))) if known else None
