"""What is wrong with rows, gathered."""

from dataclasses import asdict, dataclass, field
from typing import Any, Final

LISTED: Final = 1_000
REASONS_PER_ROW: Final = 10


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one row: which column, and a sentence that says what to do."""

    row: int
    column: str
    sentence: str

    def as_json(self) -> dict[str, Any]:
        """Plain data for storing with a batch."""
        return asdict(self)

    def __str__(self) -> str:
        return f"Row {self.row:,}, {self.column}: {self.sentence}"


@dataclass(slots=True)
class Problems:
    """All problems of a file: every rejected row with its reasons, and the first thousand problems one by one."""

    reasons: dict[int, list[str]] = field(default_factory=dict)
    listed: list[Problem] = field(default_factory=list)
    count: int = 0

    def add(self, row: int, column: str, sentence: str) -> None:
        """Reject a row, or give a rejected row one more reason."""
        self.count += 1
        reasons = self.reasons.setdefault(row, [])
        if len(reasons) < REASONS_PER_ROW:
            reasons.append(f"{column}: {sentence}")
        if len(self.listed) < LISTED:
            self.listed.append(Problem(row, column, sentence))

    @property
    def in_order(self) -> list[Problem]:
        """The listed problems by row."""
        return sorted(self.listed, key=lambda problem: problem.row)
