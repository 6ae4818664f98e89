"""What a target's field is: a declaration that reading, guessing, checking and the pages share. No database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Kind(StrEnum):
    """What the values of a field are."""

    TEXT = "text"
    DECIMAL = "decimal"
    INTEGER = "integer"
    DATE = "date"
    CHOICE = "choice"
    BOOLEAN = "boolean"
    REFERENCE = "reference"
    EMAIL = "email"


class Resolver(Protocol):
    """Finds the rows that texts of a file mean, for all texts at once."""

    @property
    def label(self) -> str:
        """What is referred to, as in "There is no partner “X”": singular, lower case."""
        ...

    def resolve(self, values: Collection[str]) -> Mapping[str, str]:
        """Primary key, as text, of each value that is known. Unknown and ambiguous values are left out."""
        ...


@dataclass(frozen=True, slots=True)
class ImportField:
    """One thing a column can be mapped to. `column` is the model's field that it fills, `key` unless told."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    synonyms: tuple[str, ...] = ()
    max_length: int | None = None
    decimal_places: int = 4
    max_digits: int = 18
    choices: tuple[tuple[str, str], ...] = ()
    reference: Resolver | None = None
    help: str = ""
    column: str = ""
    json_key: str = ""
    """Not empty: the value goes under this key into `column`, which holds JSON."""
    not_negative: bool = False
    default: str = ""
    """What an unmapped field is filled with, where a row needs one to be told from others."""
    also: tuple[str, ...] = ()
    """Keys of fields that take this one's column too where none of their own is mapped: one column may tell both."""

    @property
    def model_field(self) -> str:
        """Name of the model's field that receives the values."""
        return self.column or self.key
