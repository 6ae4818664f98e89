"""Fixed choices about partners."""

from enum import StrEnum


class LifeStage(StrEnum):
    """Where a partner stands on its way."""

    RECRUITED = "recruited"
    ONBOARDING = "onboarding"
    MOTIVATED = "motivated"
    TARGETING = "targeting"
    ACTIVATED = "activated"
    PRODUCING = "producing"
    LAPSED = "lapsed"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class AssignmentRole(StrEnum):
    """How a CAM looks after a partner."""

    PRIMARY = "primary"
    SECONDARY = "secondary"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class FieldKind(StrEnum):
    """What a tenant's own field on the partner holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"

    @property
    def label(self) -> str:
        return {"yes_no": "Yes or no"}.get(self.value, self.value.capitalize())


class BusinessModel(StrEnum):
    """What a partner is by its mix of revenue, whatever it calls itself."""

    RESELLER = "reseller"
    VAR = "var"
    MSP = "msp"
    CONSULTANCY = "consultancy"

    @property
    def label(self) -> str:
        return _MODEL_LABELS[self]


_MODEL_LABELS = {
    BusinessModel.RESELLER: "Reseller",
    BusinessModel.VAR: "Value-added reseller",
    BusinessModel.MSP: "Managed service provider",
    BusinessModel.CONSULTANCY: "Integrator or consultancy",
}
