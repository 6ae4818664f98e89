"""Judge a file's rows and store the good ones: what commands, tasks and tests all call."""

from dataclasses import dataclass, field
from datetime import datetime

from prm.imports.checking.problems import Problems
from prm.imports.models import ImportBatch
from prm.imports.preparing import FileToImport, Prepared, prepared
from prm.imports.rejects import rejected_rows_csv
from prm.imports.storing.checks import reject_taken
from prm.imports.storing.columns import Staged
from prm.imports.storing.staging import stage_rows, unstage
from prm.imports.storing.upserting import Counts, affected, compare, store
from prm.imports.typing.verdicts import Question


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became, or would become, of a file's rows."""

    rows: int
    counts: Counts
    rejected: int
    problems: Problems
    questions: dict[str, Question] = field(default_factory=dict)
    rejected_csv: bytes = b""
    hashed_columns: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, int]:
        """The figures alone."""
        return {
            "rows": self.rows,
            "created": self.counts.created,
            "updated": self.counts.updated,
            "unchanged": self.counts.unchanged,
            "rejected": self.rejected,
        }


def check_file(work: FileToImport) -> Outcome:
    """Say what importing the file would do. Writes nothing but a temporary table, in the caller's transaction.

    Raises UnreadableFile or MappingError with a sentence when the file as a whole cannot be used.
    """
    with prepared(work) as ready:
        if ready.decisions.questions:
            return _asked(ready)
        stage(ready)
        return _outcome(ready, compare(ready.staged))


def apply_file(work: FileToImport, *, batch: ImportBatch, at: datetime) -> Outcome:
    """Store the good rows of the file, all of them or, if this raises, none, in the caller's transaction.

    What follows from the rows (`after_change` of the target) is brought up to date in it too. Raises as `check_file`.
    """
    with prepared(work) as ready:
        if ready.decisions.questions:
            return _asked(ready)
        stage(ready)
        counts = store(ready.staged, batch_id=batch.pk, at=at)
        follow_up(ready.staged, batch=batch, at=at)
        return _outcome(ready, counts)


def stage(ready: Prepared) -> None:
    """Judge every row and put the good ones into the temporary table, where the target's own checks see them."""
    stage_rows(ready.staged, ready.checker.copy_blocks())
    problems = ready.checker.problems
    known = set(problems.reasons)
    reject_taken(ready.staged, problems)
    for check in ready.staged.target.checks:
        check(ready.staged.fields, problems)
    rejected = sorted(set(problems.reasons) - known)
    if rejected:
        ready.checker.accepted -= unstage(rejected)


def follow_up(staged: Staged, *, batch: ImportBatch, at: datetime) -> None:
    """Let the target bring up to date what depends on the rows that a batch touched."""
    if staged.target.after_change is not None:
        ids = affected(staged, batch_id=batch.pk)
        if ids:
            staged.target.after_change(ids, at)


def _asked(ready: Prepared) -> Outcome:
    origins = ready.bound.origins
    questions = {origins[key]: question for key, question in ready.decisions.questions.items()}
    return Outcome(0, Counts(0, 0, 0), 0, Problems(), questions)


def _outcome(ready: Prepared, counts: Counts) -> Outcome:
    checker = ready.checker
    reasons = checker.problems.reasons
    return Outcome(
        rows=checker.rows,
        counts=counts,
        rejected=checker.rows - checker.accepted,
        problems=checker.problems,
        rejected_csv=rejected_rows_csv(ready.bound.source, reasons=reasons) if reasons else b"",
        hashed_columns=ready.staged.hashed_columns(),
    )
