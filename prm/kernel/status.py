"""Traffic lights: a status is a word and an icon before it is a colour."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class TrafficLight(Enum):
    """How something stands. The value is stable and may be stored."""

    ON_TRACK = "on_track"
    WATCH = "watch"
    AT_RISK = "at_risk"
    NO_DATA = "no_data"

    @property
    def word(self) -> str:
        """What a person reads: ``On track``."""
        return _LOOKS[self].word

    @property
    def icon(self) -> str:
        """The heroicons name of its icon."""
        return _LOOKS[self].icon

    @property
    def mark(self) -> str:
        """One character that tells it apart without colour, where no icon can be drawn."""
        return _LOOKS[self].mark

    @property
    def tone(self) -> str:
        """The name of its colour token: good, warn, bad or none."""
        return _LOOKS[self].tone


@dataclass(frozen=True)
class _Look:
    word: str
    icon: str
    mark: str
    tone: str


_LOOKS = {
    TrafficLight.ON_TRACK: _Look("On track", "check-circle", "●", "good"),
    TrafficLight.WATCH: _Look("Watch", "exclamation-triangle", "▲", "warn"),
    TrafficLight.AT_RISK: _Look("At risk", "exclamation-circle", "■", "bad"),
    TrafficLight.NO_DATA: _Look("No data", "minus-circle", "○", "none"),
}


@dataclass(frozen=True)
class Thresholds:
    """From how many percent a figure is green and from how many yellow; below that it is red."""

    green: Decimal = Decimal(95)
    yellow: Decimal = Decimal(80)

    def __post_init__(self) -> None:
        if self.yellow > self.green:
            raise ValueError(f"Yellow ({self.yellow}) must not begin above green ({self.green})")

    @classmethod
    def from_json(cls, stored: Mapping[str, str | int]) -> "Thresholds":
        """Read what a tenant stored as ``{"green": "95", "yellow": "80"}``; what is missing takes the default.

        Raises ValueError or decimal.InvalidOperation when a value is not a number.
        """
        return cls(*(Decimal(str(stored.get(name, default))) for name, default in (("green", 95), ("yellow", 80))))

    def to_json(self) -> dict[str, str]:
        """The form in which a tenant stores them; numbers as text, so that nothing becomes a float."""
        return {"green": str(self.green), "yellow": str(self.yellow)}


DEFAULT_THRESHOLDS = Thresholds()


def classify(percent: Decimal | None, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> TrafficLight:
    """The light of a figure in percent (89, not 0.89); None is NO_DATA. Compares exactly, without rounding first."""
    if percent is None:
        return TrafficLight.NO_DATA
    if percent >= thresholds.green:
        return TrafficLight.ON_TRACK
    return TrafficLight.WATCH if percent >= thresholds.yellow else TrafficLight.AT_RISK
