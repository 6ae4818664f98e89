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


class Handover(StrEnum):
    """What became of a lead that was passed to a partner."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"

    @property
    def label(self) -> str:
        return _HANDOVERS[self][0]

    @property
    def tone(self) -> str:
        return _HANDOVERS[self][1]

    @property
    def icon(self) -> str:
        return _HANDOVERS[self][2]

    @property
    def is_with_partner(self) -> bool:
        """Whether the partner works on it, or is asked to."""
        return self in (Handover.WAITING, Handover.ACCEPTED)


_HANDOVERS = {
    Handover.WAITING: ("Waits for the partner", "info", "clock"),
    Handover.ACCEPTED: ("Accepted by the partner", "good", "check-circle"),
    Handover.DECLINED: ("Declined by the partner", "warn", "arrow-uturn-left"),
    Handover.TAKEN_BACK: ("Taken back by the vendor", "none", "arrow-uturn-left"),
}
