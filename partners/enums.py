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


class ActionSide(StrEnum):
    """Who owes what was promised."""

    VENDOR = "vendor"
    PARTNER = "partner"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class ActionStatus(StrEnum):
    """How far a promise is."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()

    @property
    def is_settled(self) -> bool:
        """Nothing more is to be done about it."""
        return self in SETTLED_STATUSES


SETTLED_STATUSES = frozenset({ActionStatus.DONE, ActionStatus.DROPPED})


class ActionSource(StrEnum):
    """What a promise was made in."""

    MANUAL = "manual"
    CAPABILITIES = "capabilities"
    PLAN = "plan"
    QBR = "qbr"
    TIER = "tier"
    STAGE = "stage"

    @property
    def label(self) -> str:
        return _SOURCE_LABELS[self]


_SOURCE_LABELS = {
    ActionSource.MANUAL: "Added by hand",
    ActionSource.CAPABILITIES: "Capabilities",
    ActionSource.PLAN: "Plan",
    ActionSource.QBR: "QBR",
    ActionSource.TIER: "Programme level",
    ActionSource.STAGE: "Life stage",
}
