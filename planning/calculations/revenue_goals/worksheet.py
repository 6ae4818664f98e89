"""The lines of the revenue worksheet that people enter: letters, words, limits, and whom a segment takes in."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

HUNDRED = Decimal(100)
MOST = Decimal(10) ** 9
RICHEST = Decimal(10) ** 12


class WorksheetLine(StrEnum):
    """A line that is entered, by the name of its field. The lines between are worked out."""

    PARTNERS = "partners"
    ENGAGED = "engaged_percent"
    CAMPAIGNS = "campaigns"
    RECIPIENTS = "recipients"
    MGO = "mgo_percent"
    OPPORTUNITY = "opportunity_percent"
    WON = "won_percent"
    DEAL = "average_deal"

    @property
    def letter(self) -> str:
        """Its letter on the worksheet."""
        return _LINES[self].letter

    @property
    def label(self) -> str:
        return _LINES[self].label

    @property
    def unit(self) -> str:
        """``%``, ``money`` or nothing."""
        return _LINES[self].unit

    @property
    def limit(self) -> Decimal:
        """The largest value that makes sense."""
        return _LINES[self].limit

    @property
    def places(self) -> int:
        """How many decimals may be entered."""
        return _LINES[self].places

    @property
    def is_divisor(self) -> bool:
        """True for the lines that a way back from revenue divides by: when one is zero, nothing is reached."""
        return self not in (WorksheetLine.PARTNERS, WorksheetLine.ENGAGED)


@dataclass(frozen=True, slots=True)
class _Line:
    letter: str
    label: str
    unit: str
    limit: Decimal
    places: int


_LINES = {
    WorksheetLine.PARTNERS: _Line("A", "Partners", "", MOST, 0),
    WorksheetLine.ENGAGED: _Line("B", "Share engaged", "%", HUNDRED, 4),
    WorksheetLine.CAMPAIGNS: _Line("D", "Campaigns per partner and year", "", MOST, 4),
    WorksheetLine.RECIPIENTS: _Line("E", "Recipients per campaign", "", MOST, 4),
    WorksheetLine.MGO: _Line("G", "Reached to MGO", "%", HUNDRED, 4),
    WorksheetLine.OPPORTUNITY: _Line("I", "MGO to opportunity", "%", HUNDRED, 4),
    WorksheetLine.WON: _Line("J", "Opportunity to won", "%", HUNDRED, 4),
    WorksheetLine.DEAL: _Line("K", "Average deal", "money", RICHEST, 4),
}


class GroupBy(StrEnum):
    """What says which partners belong to a segment or group: every one, or those with the same value of a field."""

    ALL = "all"
    TIER = "tier"
    REGION = "region"
    TYPE = "type"

    @property
    def label(self) -> str:
        return "All partners" if self is GroupBy.ALL else self.value.capitalize()
