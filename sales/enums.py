"""Fixed choices about sales."""

from enum import StrEnum


class Outcome(StrEnum):
    """Whether a deal is still worked on, and how it ended."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def is_closed(self) -> bool:
        return self is not Outcome.OPEN
