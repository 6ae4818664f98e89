"""Words that plans are made of, as closed lists."""

from enum import StrEnum


class PlanState(StrEnum):
    """Where a business plan stands between its first draft and its end."""

    DRAFT = "draft"
    SHARED = "shared"
    ACCEPTED = "accepted"
    ACTIVE = "active"
    AMENDED = "amended"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]

    @property
    def is_open(self) -> bool:
        """True while its figures may still be changed."""
        return self in (PlanState.DRAFT, PlanState.SHARED)


_STATE_LABELS = {
    PlanState.DRAFT: "Draft",
    PlanState.SHARED: "Shared with the partner",
    PlanState.ACCEPTED: "Accepted by the partner",
    PlanState.ACTIVE: "Active",
    PlanState.AMENDED: "Replaced by an amendment",
    PlanState.CLOSED: "Closed",
}


class Selling(StrEnum):
    """In whose name the partner sells: what it earns is a margin or a fee."""

    RESALE = "resale"
    AGENT = "agent"

    @property
    def label(self) -> str:
        return {Selling.RESALE: "Resale, for a margin", Selling.AGENT: "Agent, for a fee"}[self]


class Pricing(StrEnum):
    """Whether a unit is paid once, or every month for as long as the customer stays."""

    ONE_TIME = "one_time"
    RECURRING = "recurring"

    @property
    def label(self) -> str:
        return {Pricing.ONE_TIME: "Paid once", Pricing.RECURRING: "Paid every month"}[self]


class EntryMode(StrEnum):
    """How the new units of 36 months are entered."""

    GROWTH = "growth"
    SAMPLE = "sample"
    CUSTOM = "custom"

    @property
    def label(self) -> str:
        return _ENTRY_LABELS[self]


_ENTRY_LABELS = {
    EntryMode.GROWTH: "Growth on last year",
    EntryMode.SAMPLE: "A steady build-up",
    EntryMode.CUSTOM: "Month by month",
}


class ChurnPeriod(StrEnum):
    """The time in which the stated share of units leaves; for contracts of years the share of what can be renewed."""

    MONTH = "month"
    YEAR = "year"
    TWO_YEARS = "2year"
    THREE_YEARS = "3year"

    @property
    def label(self) -> str:
        return _CHURN_LABELS[self]

    @property
    def months(self) -> int:
        return {ChurnPeriod.MONTH: 1, ChurnPeriod.YEAR: 12, ChurnPeriod.TWO_YEARS: 24, ChurnPeriod.THREE_YEARS: 36}[
            self
        ]


_CHURN_LABELS = {
    ChurnPeriod.MONTH: "a month",
    ChurnPeriod.YEAR: "a year",
    ChurnPeriod.TWO_YEARS: "at renewal, every two years",
    ChurnPeriod.THREE_YEARS: "at renewal, every three years",
}


class Costing(StrEnum):
    """How the direct cost of a service is known: by its margin, or by hours at a loaded rate."""

    MARGIN = "margin"
    HOURS = "hours"

    @property
    def label(self) -> str:
        return {Costing.MARGIN: "By margin", Costing.HOURS: "By hours"}[self]


class Work(StrEnum):
    """What a person of the partner does in the plan; sellers and engineers have a capacity."""

    SALES = "sales"
    DELIVERY = "delivery"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {Work.SALES: "Sales", Work.DELIVERY: "Delivery", Work.OTHER: "Other"}[self]


class CostKind(StrEnum):
    """The row of the profit and loss account that a cost stands in."""

    MARKETING = "marketing"
    TRAINING = "training"
    OVERHEAD = "overhead"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Frequency(StrEnum):
    """How often a cost falls due between its first and its last month."""

    MONTHLY = "monthly"
    YEARLY = "yearly"
    ONCE = "once"

    @property
    def label(self) -> str:
        return {Frequency.MONTHLY: "Every month", Frequency.YEARLY: "Every year", Frequency.ONCE: "Once"}[self]


class CostSharing(StrEnum):
    """Who of the vendor sees what the partner's business costs.

    The lines are the vendor's EXAMPLE until the partner changes one. From then on they are the partner's: PRIVATE,
    unless the partner shows the RESULTS that costs lead to (profit, break-even, cash), or every one of the LINES.
    """

    EXAMPLE = "example"
    PRIVATE = "private"
    RESULTS = "results"
    LINES = "lines"

    @property
    def label(self) -> str:
        return _SHARING_LABELS[self]

    @property
    def shows_lines(self) -> bool:
        return self in (CostSharing.EXAMPLE, CostSharing.LINES)

    @property
    def shows_results(self) -> bool:
        return self is not CostSharing.PRIVATE


_SHARING_LABELS = {
    CostSharing.EXAMPLE: "Example costs, not the partner's own",
    CostSharing.PRIVATE: "The partner keeps its costs to itself",
    CostSharing.RESULTS: "The partner shows its profit, not its costs",
    CostSharing.LINES: "The partner shows every cost line",
}


class Case(StrEnum):
    """The three cases of every forecast."""

    BLEAK = "bleak"
    BASE = "base"
    BOLD = "bold"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Party(StrEnum):
    """The two who agree on a plan."""

    VENDOR = "vendor"
    PARTNER = "partner"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class RowKind(StrEnum):
    """The rows that a plan is made of, as its addresses name them."""

    PLAN = "plan"
    LINES = "lines"
    PEOPLE = "people"
    COSTS = "costs"
    MONEY = "money"
    CASES = "cases"

    @property
    def is_cost(self) -> bool:
        """True for what the partner's business costs: its own affair."""
        return self in (RowKind.PEOPLE, RowKind.COSTS, RowKind.MONEY)

    @property
    def noun(self) -> str:
        """What one of them is called."""
        return {RowKind.LINES: "line", RowKind.PEOPLE: "role", RowKind.COSTS: "cost"}.get(self, "plan")
