"""The rates that a partner's own tactics and leads show: rule 7 of docs/calculations/marketing.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from planning.calculations.marketing.forecast import HUNDRED, RATES
from prm.kernel.money import rounded
from sales.calculations.waterfall import Waterfall

ENOUGH = 30
# A lead that came in less long ago has not had its time yet, and tells nothing.
MATURITY_DAYS = 90
# So long after a tactic's end those who answer it have answered.
ANSWERED_DAYS = 30


@dataclass(frozen=True, slots=True)
class OwnRate:
    """What one's own records say instead of an example: percent in points, or an amount for one inquiry.

    `count` is how many it was made of, `of` what these are where they are not leads.
    """

    value: Decimal
    count: int
    of: str = ""

    @property
    def size(self) -> str:
        """``n = 30``, or ``n = 2,500 reached``."""
        return f"n = {self.count:,} {self.of}".rstrip()


@dataclass(frozen=True, slots=True)
class Answers:
    """What tactics of one kind brought that have ended.

    `answered` are the leads of those that were planned by reach, which was `reached` people; `bought` the leads of all
    that cost something, which was `spent`.
    """

    reached: int = 0
    answered: int = 0
    spent: Decimal = Decimal(0)
    bought: int = 0


def own_rates_from(waterfall: Waterfall) -> Mapping[str, OwnRate]:
    """The rates with enough leads behind them, by the name of the tactic's field; two decimals."""
    found: dict[str, OwnRate] = {}
    for field, conversion in zip(RATES, waterfall.conversions, strict=True):
        share = conversion.share.value
        if conversion.entered >= ENOUGH and share is not None:
            found[field] = OwnRate(rounded(share * 100, 2), conversion.entered)
    return found


def own_answers_from(answers: Answers) -> Mapping[str, OwnRate]:
    """The share that answers and the cost of an inquiry, by the name of the tactic's field; two decimals.

    The share needs thirty people reached and a lead at least: without one nobody knows whether none answered or none
    was written down. A share that two decimals cannot tell from none is left out, too. The cost needs thirty leads.
    """
    found: dict[str, OwnRate] = {}
    if answers.reached >= ENOUGH:
        share = min(HUNDRED, rounded(answers.answered * HUNDRED / answers.reached, 2))
        if share:
            found["inquiry_percent"] = OwnRate(share, answers.reached, "reached")
    if answers.bought >= ENOUGH and answers.spent > 0:
        found["cost_per_response"] = OwnRate(rounded(answers.spent / answers.bought, 2), answers.bought)
    return found
