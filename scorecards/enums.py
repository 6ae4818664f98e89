"""Fixed choices about targets."""

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
