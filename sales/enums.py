"""Fixed choices about sales."""

from enum import StrEnum


class Outcome(StrEnum):
    """Whether a deal is still worked on, and how it ended."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def is_closed(self) -> bool:
        return self is not Outcome.OPEN


class LeadStage(StrEnum):
    """How far a lead has come. All but `LOST` stand in the order in which a lead goes through them."""

    INQUIRY = "inquiry"
    MQL = "mql"
    SAL = "sal"
    SQL = "sql"
    WON = "won"
    LOST = "lost"

    @property
    def label(self) -> str:
        return {LeadStage.INQUIRY: "Inquiry", LeadStage.WON: "Won", LeadStage.LOST: "Lost"}.get(self, self.upper())

    @property
    def meaning(self) -> str:
        """What has happened to a lead in this stage, for the person who moves it."""
        return _MEANINGS[self]

    @property
    def is_closed(self) -> bool:
        return self in (LeadStage.WON, LeadStage.LOST)


_MEANINGS = {
    LeadStage.INQUIRY: "Somebody answered",
    LeadStage.MQL: "Qualified by marketing",
    LeadStage.SAL: "Accepted by sales",
    LeadStage.SQL: "Qualified by sales: an opportunity",
    LeadStage.WON: "Bought",
    LeadStage.LOST: "Comes to nothing",
}
# The way of a lead, in order. A lost one leaves it.
LEAD_WAY = (LeadStage.INQUIRY, LeadStage.MQL, LeadStage.SAL, LeadStage.SQL, LeadStage.WON)
# The stages in which a lead may come in, and between which people move it: all that are open.
ENTRY_WAY = LEAD_WAY[:-1]
