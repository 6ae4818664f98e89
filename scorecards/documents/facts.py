"""Facts: labels with values, where a table would have only two columns."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """A label with its value; a tone where it is good or bad."""

    label: str
    value: str
    tone: str = ""
