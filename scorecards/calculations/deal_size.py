"""Average deal size against its target, over the last four quarters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median

from prm.kernel.fiscal import Period
from prm.kernel.ratios import Gap, Ratio, quotient
from prm.kernel.status import Thresholds
from sales.calculations.deals import DealFact
from sales.enums import Outcome
from scorecards.calculations.readings import Reading, read, trailing_year, unread

ZERO = Decimal(0)
ENOUGH_DEALS = 3


@dataclass(frozen=True, slots=True)
class DealSize:
    """The mean of the won deals above zero, with their number and median. Below three: too few to tell."""

    reading: Reading
    count: int
    median: Decimal | None
    target: Decimal | None


def measure_deal_size(
    deals: Iterable[DealFact] | None, *, as_of: date, target: Decimal | None, thresholds: Thresholds
) -> DealSize:
    """The size of deals won in the twelve months to `as_of`. `deals` None: the tenant keeps no deals.

    Without a target, or with one of zero, there is a size but no index.
    """
    period = trailing_year(as_of)
    if deals is None:
        return DealSize(unread(period, as_of, Gap.NO_DATA), 0, None, target)
    amounts = [deal.amount for deal in deals if _won(deal, period) and deal.amount > 0]
    if len(amounts) < ENOUGH_DEALS:
        return DealSize(unread(period, as_of, Gap.TOO_FEW), len(amounts), None, target)
    mean = sum(amounts, ZERO) / len(amounts)
    reading = _read(period, as_of, mean, target, thresholds)
    return DealSize(reading, len(amounts), median(amounts), target)


def _read(period: Period, as_of: date, mean: Decimal, target: Decimal | None, thresholds: Thresholds) -> Reading:
    index = quotient(mean, target) if target else Ratio(reason=Gap.NO_PLAN)
    return read(period, as_of, value=Ratio(mean), index=index, thresholds=thresholds)


def _won(deal: DealFact, period: Period) -> bool:
    return deal.outcome is Outcome.WON and deal.closed_within(period.start_date, period.end_date)
