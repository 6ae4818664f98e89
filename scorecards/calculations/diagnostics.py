"""What a partner's deals of the last four quarters tell about how it sells."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from prm.kernel.fiscal import Period
from prm.kernel.ratios import Gap, Ratio
from sales.calculations.deals import DealFact
from sales.enums import Outcome
from scorecards.calculations.pipeline import counts_in_win_rate, win_rate_by_value

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class LostReason:
    """Why deals were lost, in the words of whoever closed them; empty where nobody said."""

    reason: str
    count: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class DealDiagnostics:
    """Deals won and lost in a period. Amounts brought by the partner and with its help are two figures, never one sum.

    `cycle_days` is the median from first contact to winning, over `cycle_count` deals that tell both days in order.
    """

    period: Period
    won: int
    lost: int
    win_rate: Ratio
    win_rate_by_count: Ratio
    cycle_days: Decimal | None
    cycle_count: int
    sourced: Decimal
    influenced: Decimal
    lost_reasons: tuple[LostReason, ...] = ()


def diagnose(
    deals: Iterable[DealFact], period: Period, *, lost_reasons: tuple[LostReason, ...] = ()
) -> DealDiagnostics:
    """The diagnostics of the deals closed in the period. Win rates are of qualified deals; `win_rate` is by amount."""
    closed = [deal for deal in deals if deal.closed_within(period.start_date, period.end_date)]
    won = [deal for deal in closed if deal.outcome is Outcome.WON]
    rated = [deal for deal in closed if counts_in_win_rate(deal, period)]
    cycles = [days for deal in won if (days := cycle_of(deal)) is not None]
    return DealDiagnostics(
        period=period,
        won=len(won),
        lost=len(closed) - len(won),
        win_rate=win_rate_by_value(rated),
        win_rate_by_count=_by_count(rated),
        cycle_days=Decimal(str(median(cycles))) if cycles else None,
        cycle_count=len(cycles),
        sourced=sum((deal.amount for deal in won if deal.is_partner_sourced), ZERO),
        influenced=sum((deal.amount for deal in won if not deal.is_partner_sourced), ZERO),
        lost_reasons=lost_reasons,
    )


def cycle_of(deal: DealFact) -> int | None:
    """Days from first contact (else registration) to closing; None where a day is missing, or closing came first."""
    begun = deal.engaged_date or deal.registered_date
    if begun is None or deal.closed_date is None or deal.closed_date < begun:
        return None
    return (deal.closed_date - begun).days


def _by_count(rated: list[DealFact]) -> Ratio:
    if not rated:
        return Ratio(reason=Gap.NO_DATA)
    return Ratio(Decimal(sum(deal.outcome is Outcome.WON for deal in rated)) / len(rated))
