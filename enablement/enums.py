"""Fixed choices about enablement."""

from enum import StrEnum


class TaskKind(StrEnum):
    """What a required task is about."""

    CONTRACT = "contract"
    ONBOARDING = "onboarding"
    PLAN = "plan"
    QBR = "qbr"
    OTHER = "other"

    @property
    def label(self) -> str:
        return "QBR" if self is TaskKind.QBR else self.value.capitalize()
