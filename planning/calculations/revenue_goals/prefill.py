"""First values for a worksheet, each with the words that say where it comes from.

Rates of a tenant's own history replace the examples as soon as there is enough of it; see
docs/calculations/revenue-goals.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from planning.calculations.revenue_goals.goal import Drivers
from planning.calculations.revenue_goals.worksheet import HUNDRED, WorksheetLine
from planning.enums import Case

# So many leads or deals before a rate of one's own counts, so many deals before an average does.
ENOUGH_LEADS = 30
ENOUGH_CLOSED = 20
ENOUGH_WON = 3
EXAMPLE = "An example: your data does not tell it yet."
EXAMPLES: dict[WorksheetLine, Decimal] = {
    WorksheetLine.PARTNERS: Decimal(0),
    WorksheetLine.ENGAGED: Decimal(35),
    WorksheetLine.CAMPAIGNS: Decimal(2),
    WorksheetLine.RECIPIENTS: Decimal(1800),
    WorksheetLine.MGO: Decimal(1),
    WorksheetLine.OPPORTUNITY: Decimal(20),
    WorksheetLine.WON: Decimal(20),
    WorksheetLine.DEAL: Decimal(20_000),
}
# What becomes of a rate in the cases beside base; partners, campaigns, recipients and deal size stay.
_FACTORS = {Case.BLEAK: Decimal("0.75"), Case.BASE: Decimal(1), Case.BOLD: Decimal("1.25")}


@dataclass(frozen=True, slots=True)
class History:
    """What a tenant's own records say of a segment.

    `leads` were qualified a while ago, `opportunities` of them went on; `closed` and `won` are deals of the last four
    quarters; `engaged` partners had a lead in twelve months, and held `campaigns`.
    """

    partners: int
    left_out: int = 0
    engaged: int | None = None
    campaigns: int = 0
    leads: int = 0
    opportunities: int = 0
    closed: int = 0
    won: int = 0
    won_amount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Told:
    """A value to begin with, and where it comes from."""

    value: Decimal
    source: str
    is_own: bool


def tell(history: History) -> Mapping[WorksheetLine, Told]:
    """The base case's value of every line."""
    return {line: _TELLERS[line](history) if line in _TELLERS else _example(line) for line in WorksheetLine}


def first_drivers(history: History, case: Case) -> Drivers:
    """The drivers of a case to begin with: rates three quarters of the base's when bleak, five quarters when bold."""
    told = tell(history)
    return Drivers(**{line.value: _in_case(line, told[line].value, case) for line in WorksheetLine})


def _in_case(line: WorksheetLine, value: Decimal, case: Case) -> Decimal:
    if line.unit != "%":
        return value
    return min(HUNDRED, rounded(value * _FACTORS[case], 2))


def rounded(value: Decimal, places: int) -> Decimal:
    """Half up, as a value to enter."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _example(line: WorksheetLine) -> Told:
    return Told(EXAMPLES[line], EXAMPLE, is_own=False)


def _partners(history: History) -> Told:
    less = f", {history.left_out} lapsed left out" if history.left_out else ""
    return Told(Decimal(history.partners), f"Partners of the segment today{less}.", is_own=True)


def _engaged(history: History) -> Told:
    if not history.engaged or not history.partners:
        return _example(WorksheetLine.ENGAGED)
    share = min(HUNDRED, rounded(Decimal(history.engaged) * 100 / history.partners, 1))
    return Told(share, f"{history.engaged} of {history.partners} partners had a lead in twelve months.", is_own=True)


def _campaigns(history: History) -> Told:
    if not history.campaigns or not history.engaged:
        return _example(WorksheetLine.CAMPAIGNS)
    mean = rounded(Decimal(history.campaigns) / history.engaged, 1)
    return Told(mean, f"{history.campaigns} campaigns of {history.engaged} partners in twelve months.", is_own=True)


def _opportunity(history: History) -> Told:
    if history.leads < ENOUGH_LEADS:
        return _example(WorksheetLine.OPPORTUNITY)
    share = rounded(Decimal(history.opportunities) * 100 / history.leads, 1)
    return Told(share, f"{history.opportunities} of {history.leads} qualified leads of two years.", is_own=True)


def _won(history: History) -> Told:
    if history.closed < ENOUGH_CLOSED:
        return _example(WorksheetLine.WON)
    share = rounded(Decimal(history.won) * 100 / history.closed, 1)
    return Told(share, f"{history.won} of {history.closed} deals closed in four quarters.", is_own=True)


def _deal(history: History) -> Told:
    if history.won < ENOUGH_WON:
        return _example(WorksheetLine.DEAL)
    mean = rounded(history.won_amount / history.won, 0)
    return Told(mean, f"{history.won} deals won in four quarters.", is_own=True)


_TELLERS = {
    WorksheetLine.PARTNERS: _partners,
    WorksheetLine.ENGAGED: _engaged,
    WorksheetLine.CAMPAIGNS: _campaigns,
    WorksheetLine.OPPORTUNITY: _opportunity,
    WorksheetLine.WON: _won,
    WorksheetLine.DEAL: _deal,
}
