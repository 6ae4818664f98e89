"""Which deals were open, won or lost: on a day, or within a run of days."""

from collections.abc import Iterable
from datetime import date

from prm.kernel.fiscal import Period
from sales.calculations.deals import DealFact
from sales.enums import Outcome


def is_open(deal: DealFact, as_of: date) -> bool:
    """Whether the deal had begun by the end of `as_of` and was not yet closed; closed later is still open then.

    A closed deal that tells no day of closing is closed; an open one that tells no day of beginning has begun.
    """
    begun = deal.engaged_date or deal.registered_date
    if begun is not None and begun > as_of:
        return False
    return deal.outcome is Outcome.OPEN or (deal.closed_date is not None and deal.closed_date > as_of)


def won_by(deals: Iterable[DealFact], period: Period) -> tuple[DealFact, ...]:
    """The deals won in a period."""
    return _closed(deals, period, Outcome.WON)


def lost_by(deals: Iterable[DealFact], period: Period) -> tuple[DealFact, ...]:
    """The deals lost in a period."""
    return _closed(deals, period, Outcome.LOST)


def _closed(deals: Iterable[DealFact], period: Period, outcome: Outcome) -> tuple[DealFact, ...]:
    return tuple(
        deal
        for deal in deals
        if deal.outcome is outcome and deal.closed_date is not None and deal.closed_date in period
    )
