"""Fixed choices about targets, questions and answers."""

from enum import StrEnum


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
