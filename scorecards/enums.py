"""Fixed choices about targets, questions and answers."""

from enum import IntEnum, StrEnum


class AllotmentRule(StrEnum):
    """How a CAM's quota is shared out among the CAM's partners."""

    TRAILING_SHARE = "trailing_share"
    EVEN = "even"
    MANUAL = "manual"

    @property
    def label(self) -> str:
        return {
            AllotmentRule.TRAILING_SHARE: "By each partner's share of the last 12 months",
            AllotmentRule.EVEN: "The same for every partner",
            AllotmentRule.MANUAL: "By hand",
        }[self]


class QuestionKind(StrEnum):
    """How a question is answered. Graduated options are steps in order; of multiple ones several may be chosen."""

    OPEN = "open"
    SINGLE = "single"
    MULTIPLE = "multiple"
    GRADUATED = "graduated"
    NUMBER = "number"

    @property
    def label(self) -> str:
        return {
            QuestionKind.OPEN: "Text",
            QuestionKind.SINGLE: "One of several",
            QuestionKind.MULTIPLE: "Any of several",
            QuestionKind.GRADUATED: "Steps from low to high",
            QuestionKind.NUMBER: "Number",
        }[self]

    @property
    def has_options(self) -> bool:
        """True where the answer is chosen among options."""
        return self in (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.GRADUATED)


class VersionState(StrEnum):
    """A draft can be edited and not answered; a published version can be answered and never edited again."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Side(StrEnum):
    """Whose view of the partner an answer is."""

    PARTNER = "partner"
    VENDOR = "vendor"

    @property
    def label(self) -> str:
        return {Side.PARTNER: "Partner's view", Side.VENDOR: "CAM's view"}[self]


class Confidence(StrEnum):
    """How sure whoever answered is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class MetricUnit(StrEnum):
    """What a metric's value counts. Percentages are kept as quotients where Tandem works them out."""

    PERCENT = "percent"
    MULTIPLE = "multiple"
    MONEY = "money"
    NUMBER = "number"

    @property
    def label(self) -> str:
        return {
            MetricUnit.PERCENT: "Percent",
            MetricUnit.MULTIPLE: "Multiple",
            MetricUnit.MONEY: "Money",
            MetricUnit.NUMBER: "Number",
        }[self]


class Direction(StrEnum):
    """Whether more is better or less."""

    HIGHER = "higher"
    LOWER = "lower"

    @property
    def label(self) -> str:
        return {Direction.HIGHER: "More is better", Direction.LOWER: "Less is better"}[self]


class Denominator(StrEnum):
    """What the pipeline is compared with."""

    REMAINING = "remaining"
    TARGET = "target"

    @property
    def label(self) -> str:
        return {
            Denominator.REMAINING: "What is still to be sold: target less booked",
            Denominator.TARGET: "The whole target",
        }[self]


class MultipleFrom(StrEnum):
    """Whose win rate says how much pipeline is enough."""

    OWN = "own"
    COHORT = "cohort"
    DEFAULT = "default"

    @property
    def label(self) -> str:
        return {
            MultipleFrom.OWN: "own win rate",
            MultipleFrom.COHORT: "median win rate of all partners",
            MultipleFrom.DEFAULT: "by default",
        }[self]


class Rung(IntEnum):
    """How much alike the partners of a cohort are; the value is how many of type, tier and region they share."""

    ALL = 0
    TYPE = 1
    TIER = 2
    REGION = 3

    @property
    def label(self) -> str:
        return {
            Rung.ALL: "All partners",
            Rung.TYPE: "Same type",
            Rung.TIER: "Same type and tier",
            Rung.REGION: "Same type, tier and region",
        }[self]


class PeerOutcome(StrEnum):
    """What became of a cohort's figures at the end of a quarter."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"
    TOO_FEW = "too_few"
    ONE_SIDED = "one_sided"
    DOMINATED = "dominated"

    @property
    def label(self) -> str:
        return {
            PeerOutcome.PUBLISHED: "New figures",
            PeerOutcome.UNCHANGED: "Earlier figures stand: too few scores changed",
            PeerOutcome.TOO_FEW: "No figures: not enough partners with a score",
            PeerOutcome.ONE_SIDED: "Held back: a group of scores would show",
            PeerOutcome.DOMINATED: "Held back: one partner makes up too much",
        }[self]
