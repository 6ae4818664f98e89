"""Who had a rebate, and with whom they are compared."""

from enum import StrEnum


class ParticipantsBy(StrEnum):
    """What says who had the rebate: a tier, a type, a region, or a list of names."""

    TIER = "tier"
    TYPE = "type"
    REGION = "region"
    LISTED = "listed"

    @property
    def label(self) -> str:
        return "Listed partners" if self is ParticipantsBy.LISTED else self.value.capitalize()


class ControlBy(StrEnum):
    """Whom the participants are compared with: all others, those of a tier, type or region, or nobody."""

    OTHERS = "others"
    TIER = "tier"
    TYPE = "type"
    REGION = "region"
    NOBODY = "nobody"

    @property
    def label(self) -> str:
        names = {ControlBy.OTHERS: "All other partners", ControlBy.NOBODY: "No control group"}
        return names.get(self, self.value.capitalize())
