"""Fixed choices about programmes, tiers and life stages."""

from decimal import Decimal
from enum import StrEnum


class Unit(StrEnum):
    """What a figure of a requirement counts. PERCENT is in points of a hundred: 89, not 0.89."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"
    SCORE = "score"

    @property
    def label(self) -> str:
        return _UNITS[self]


_UNITS = {
    Unit.COUNT: "Number",
    Unit.MONEY: "Money",
    Unit.PERCENT: "Percent",
    Unit.POINTS: "Points",
    Unit.SCORE: "Score from 0 to 10",
}


class WindowKind(StrEnum):
    """Over which days a figure is taken."""

    AS_OF = "as_of"
    TRAILING_MONTHS = "trailing_months"
    FISCAL_YEAR = "fiscal_year"


class Operator(StrEnum):
    """How a figure is compared with its threshold."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")

    @property
    def is_rising(self) -> bool:
        """True when more of the figure never hurts."""
        return self is not Operator.AT_MOST

    def is_met(self, value: Decimal, threshold: Decimal) -> bool:
        """Whether the value satisfies the threshold."""
        match self:
            case Operator.AT_LEAST:
                return value >= threshold
            case Operator.MORE_THAN:
                return value > threshold
            case Operator.AT_MOST:
                return value <= threshold


class Method(StrEnum):
    """How the parts of a score become one figure."""

    POINTS = "points"
    MEAN = "mean"

    @property
    def label(self) -> str:
        return {"points": "Points added up", "mean": "Weighted mean of scores from 0 to 10"}[self.value]


class ReviewState(StrEnum):
    """Where a review stands. UNCHANGED ones ask for nothing, OUTDATED ones were overtaken by a later round."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    UNCHANGED = "unchanged"
    OUTDATED = "outdated"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Direction(StrEnum):
    """Where a review would take the partner."""

    UP = "up"
    SAME = "same"
    DOWN = "down"

    @property
    def label(self) -> str:
        return {"up": "Promotion", "same": "No change", "down": "Demotion"}[self.value]


class TierHow(StrEnum):
    """How a partner came to a level."""

    START = "start"
    REVIEW = "review"
    AUTOMATIC = "automatic"
    EXCEPTION = "exception"
    EXPIRY = "expiry"

    @property
    def label(self) -> str:
        return _HOW[self]


_HOW = {
    TierHow.START: "As it was before",
    TierHow.REVIEW: "Review",
    TierHow.AUTOMATIC: "Promoted at once",
    TierHow.EXCEPTION: "Exception",
    TierHow.EXPIRY: "End of an exception",
}
