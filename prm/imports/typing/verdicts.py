"""What deciding about a column can come to, and what converting one value can refuse."""

from dataclasses import dataclass
from typing import Any


class Unacceptable(ValueError):
    """One value cannot become what its field needs. The message completes "Row 7, column Price: ..."."""


@dataclass(frozen=True, slots=True)
class Question:
    """A column that can be read in several ways, none of them ruled out by its values: somebody has to say which."""

    about: str
    """Which setting answers it: `dates` or `decimal`."""
    sentence: str
    options: tuple[tuple[str, str], ...]
    """Value to put in the mapping, and what it means, with an example from the column."""

    def as_json(self) -> dict[str, Any]:
        """Plain data for storing with a batch."""
        return {"about": self.about, "sentence": self.sentence, "options": [list(o) for o in self.options]}
