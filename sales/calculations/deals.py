"""A deal as figures, and how it stood on any day. Amounts are in the tenant's currency."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sales.enums import Outcome


@dataclass(frozen=True, slots=True)
class DealFact:
    """What figures need of a deal, as it stands today. `probability` is a share: 0.5 is 50 %.

    How it stood on an earlier day is told by its dates: closed after the day, it was still open then. Which open stage
    it was in, and what it was thought to be worth, is known for today only.
    """

    id: UUID
    amount: Decimal
    outcome: Outcome
    is_qualified: bool
    probability: Decimal
    is_partner_sourced: bool
    engaged_date: date | None = None
    registered_date: date | None = None
    expected_close_date: date | None = None
    closed_date: date | None = None

    @property
    def first_date(self) -> date | None:
        """The first day on which the deal is known to have been there; None where no date tells.

        Records exist that were closed before the first contact they tell of; then the closing day is the first.
        """
        known = [day for day in (self.engaged_date, self.registered_date, self.closed_date) if day is not None]
        return min(known, default=None)

    @property
    def weighted_amount(self) -> Decimal:
        """The amount times its probability."""
        return self.amount * self.probability

    def existed_on(self, as_of: date) -> bool:
        """Whether the deal was there on the day. One without any date always was."""
        return self.first_date is None or self.first_date <= as_of

    def outcome_on(self, as_of: date) -> Outcome:
        """Open, won or lost at the end of the day: what was closed later was still open then.

        A closed deal whose closing day nobody wrote down counts as closed on every day.
        """
        if self.closed_date is not None and self.closed_date > as_of:
            return Outcome.OPEN
        return self.outcome

    def is_open_on(self, as_of: date) -> bool:
        """Whether it was being worked on at the end of the day."""
        return self.existed_on(as_of) and self.outcome_on(as_of) is Outcome.OPEN

    def is_stale_on(self, as_of: date) -> bool:
        """Open although the day on which it was expected to close has passed."""
        past = self.expected_close_date is not None and self.expected_close_date < as_of
        return past and self.is_open_on(as_of)

    def closed_within(self, start: date, end: date) -> bool:
        """Whether it was won or lost on one of these days, both included."""
        return self.outcome.is_closed and self.closed_date is not None and start <= self.closed_date <= end
