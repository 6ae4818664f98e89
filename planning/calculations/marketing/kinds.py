"""Words of marketing plans, as closed lists."""

from enum import StrEnum


class MarketingState(StrEnum):
    """Where a marketing plan stands. It is written as a draft, and again after it was sent back."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    RUNNING = "running"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()

    @property
    def is_open(self) -> bool:
        """True while goals, tactics and figures may be changed."""
        return self in (MarketingState.DRAFT, MarketingState.SENT_BACK)

    @property
    def is_agreed(self) -> bool:
        """True once somebody approved it: its figures are those that results are compared with."""
        return self in (MarketingState.APPROVED, MarketingState.RUNNING, MarketingState.CLOSED)

    @property
    def tone(self) -> str:
        return _TONES[self]

    @property
    def icon(self) -> str:
        return _ICONS[self]


_TONES = {
    MarketingState.DRAFT: "none",
    MarketingState.SUBMITTED: "info",
    MarketingState.SENT_BACK: "warn",
    MarketingState.APPROVED: "good",
    MarketingState.RUNNING: "info",
    MarketingState.CLOSED: "none",
}
_ICONS = {
    MarketingState.DRAFT: "pencil",
    MarketingState.SUBMITTED: "clock",
    MarketingState.SENT_BACK: "arrow-uturn-left",
    MarketingState.APPROVED: "check-circle",
    MarketingState.RUNNING: "play",
    MarketingState.CLOSED: "lock-closed",
}


class Volume(StrEnum):
    """What the number of inquiries follows from."""

    REACH = "reach"
    BUDGET = "budget"

    @property
    def label(self) -> str:
        return {Volume.REACH: "People reached", Volume.BUDGET: "Budget and cost per inquiry"}[self]


class GoalKind(StrEnum):
    """What a goal of a marketing plan counts; OTHER is judged by people and has no figure."""

    INQUIRIES = "inquiries"
    MGOS = "mgos"
    OPPORTUNITIES = "opportunities"
    PIPELINE = "pipeline"
    REVENUE = "revenue"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _GOAL_LABELS[self]

    @property
    def is_money(self) -> bool:
        return self in (GoalKind.PIPELINE, GoalKind.REVENUE)


_GOAL_LABELS = {
    GoalKind.INQUIRIES: "Inquiries",
    GoalKind.MGOS: "MGOs",
    GoalKind.OPPORTUNITIES: "Opportunities",
    GoalKind.PIPELINE: "Pipeline",
    GoalKind.REVENUE: "Revenue",
    GoalKind.OTHER: "Something else",
}
