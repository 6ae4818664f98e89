"""An import from start to end in one call, for commands and tests."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, connection, transaction

from prm.events.recording import record
from prm.imports import events
from prm.imports.models import BatchStatus, ImportBatch
from prm.imports.preparing import FileToImport
from prm.imports.running import Outcome, apply_file
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from prm.tenancy.turns import wait_for_turn


class ImportRefused(Refused):
    """The database would not take the rows, or somebody changed them meanwhile. The message says what to do."""


def import_file(
    *, work: FileToImport, filename: str, mapping_name: str, by: Membership | None, at: datetime
) -> tuple[ImportBatch | None, Outcome]:
    """Import a file at once: a batch in state applied, or None when questions stand open and nothing was written.

    All in one transaction: when this raises (UnreadableFile, MappingError, ImportRefused) nothing has changed.
    """
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            target=work.target.key,
            filename=filename[:200],
            sha256=fingerprint(work.path),
            mapping=dict(work.document),
            mapping_name=mapping_name,
            created_by=by,
            created_at=at,
        )
        outcome = apply_batch(batch=batch, work=work, by=by, at=at)
        if outcome.questions:
            batch.delete()
            return None, outcome
    return batch, outcome


def apply_batch(*, batch: ImportBatch, work: FileToImport, by: Membership | None, at: datetime) -> Outcome:
    """Store a batch's good rows and record that it was done, in one transaction.

    The caller holds the batch. Raises UnreadableFile, MappingError or ImportRefused; then nothing is stored.
    """
    with transaction.atomic(), refused_in_words():
        wait_for_turn(f"imports.{batch.target}")
        outcome = apply_file(work, batch=batch, at=at)
        if not outcome.questions:
            note_outcome(batch, outcome)
            batch.status = BatchStatus.APPLIED
            batch.applied_at = at
            batch.save()
            record(events.BATCH_APPLIED, subject=batch, by=by, at=at)
    return outcome


def note_outcome(batch: ImportBatch, outcome: Outcome) -> None:
    """Write what was found out about a file into its batch, unsaved."""
    batch.rows, batch.rejected = outcome.rows, outcome.rejected
    batch.created, batch.updated = outcome.counts.created, outcome.counts.updated
    batch.unchanged = outcome.counts.unchanged
    batch.problem_count = outcome.problems.count
    batch.problems = [problem.as_json() for problem in outcome.problems.in_order]
    batch.questions = {column: question.as_json() for column, question in outcome.questions.items()}
    batch.hashed_columns = outcome.hashed_columns


@contextmanager
def refused_in_words() -> Iterator[None]:
    """Check deferred constraints before the block ends, and turn the database's refusal into a sentence."""
    try:
        with transaction.atomic():
            yield
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or "a rule"
        raise ImportRefused(
            f"The rows break a rule of the database ({constraint}), perhaps because somebody changed the same rows"
            " meanwhile or other rows still refer to them. Nothing was changed. Check the file again."
        ) from error


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
