"""The rates that a partner's own leads show: rule 7 of docs/calculations/marketing.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from planning.calculations.marketing.forecast import RATES
from prm.kernel.money import rounded
from sales.calculations.waterfall import Waterfall

ENOUGH = 30
# A lead that came in less long ago has not had its time yet, and tells nothing.
MATURITY_DAYS = 90


@dataclass(frozen=True, slots=True)
class OwnRate:
    """A rate in percent, and of how many mature leads it was made."""

    percent: Decimal
    count: int

    @property
    def words(self) -> str:
        return f"your own rate, n = {self.count}"


def own_rates_from(waterfall: Waterfall) -> Mapping[str, OwnRate]:
    """The rates with enough leads behind them, by the name of the tactic's field; two decimals."""
    found: dict[str, OwnRate] = {}
    for field, conversion in zip(RATES, waterfall.conversions, strict=True):
        share = conversion.share.value
        if conversion.entered >= ENOUGH and share is not None:
            found[field] = OwnRate(rounded(share * 100, 2), conversion.entered)
    return found
