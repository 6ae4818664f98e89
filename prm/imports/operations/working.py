"""What workers do for a batch: check it, apply it, take it back. Each may be started twice and acts once."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from prm.documents.enums import CSV, FileKind
from prm.documents.models import StoredFile
from prm.documents.operations.store_file import store_file
from prm.events.models import Event
from prm.imports.files import local_copy
from prm.imports.mapping.rules import MappingError
from prm.imports.models import BatchStatus, ImportBatch
from prm.imports.operations.running import ImportRefused, apply_batch, note_outcome
from prm.imports.operations.undoing import CannotUndo, undo_batch
from prm.imports.preparing import FileToImport
from prm.imports.reading.failures import UnreadableFile
from prm.imports.running import Outcome, check_file
from prm.imports.targets import get_target
from prm.people.models import Membership

BROKEN = "Something went wrong on our side; nothing was changed. Try again, and tell us if it happens twice."


def check_requested(*, batch_id: UUID, at: datetime) -> None:
    """Judge a batch's rows and note what would happen. Does nothing unless a check is waiting."""
    with transaction.atomic():
        batch = _waiting(batch_id, BatchStatus.CHECKING)
        if batch is None:
            return
        try:
            with local_copy(batch) as path, transaction.atomic():
                outcome = check_file(_work(batch, path))
        except (UnreadableFile, MappingError) as error:
            fail(batch=batch, sentence=str(error))
            return
        note_outcome(batch, outcome)
        batch.rejected_file = _keep_rejected(batch, outcome, at=at)
        batch.status, batch.checked_at = BatchStatus.CHECKED, at
        batch.save()


def apply_requested(*, batch_id: UUID, by: Membership | None, at: datetime) -> None:
    """Store a batch's good rows. Does nothing unless an application is waiting: a second start finds it done."""
    with transaction.atomic():
        batch = _waiting(batch_id, BatchStatus.APPLYING)
        if batch is None:
            return
        try:
            with local_copy(batch) as path:
                outcome = apply_batch(batch=batch, work=_work(batch, path), by=by, at=at)
        except (UnreadableFile, MappingError, ImportRefused) as error:
            fail(batch=batch, sentence=str(error))
            return
        batch.rejected_file = _keep_rejected(batch, outcome, at=at)
        batch.save(update_fields=["rejected_file"])


def undo_requested(*, batch_id: UUID, by: Membership | None, at: datetime) -> None:
    """Take a batch back; when that cannot be, it stays applied and says why. Does nothing unless an undo is waiting."""
    with transaction.atomic():
        batch = _waiting(batch_id, BatchStatus.UNDOING)
        if batch is None:
            return
        try:
            undo_batch(batch=batch, by=by, at=at)
        except (CannotUndo, ImportRefused) as refusal:
            batch.status, batch.failure = BatchStatus.APPLIED, f"It cannot be undone. {refusal}"
            batch.save(update_fields=["status", "failure"])


def give_up(*, batch_id: UUID) -> None:
    """After an error that nobody foresaw: say so, and leave the batch where one can go on."""
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().filter(pk=batch_id).first()
        if batch is not None and batch.state is BatchStatus.UNDOING:
            batch.status, batch.failure = BatchStatus.APPLIED, BROKEN
            batch.save(update_fields=["status", "failure"])
        elif batch is not None and batch.state in (BatchStatus.CHECKING, BatchStatus.APPLYING):
            fail(batch=batch, sentence=BROKEN)


def fail(*, batch: ImportBatch, sentence: str) -> None:
    """Mark a batch as failed, with a sentence that says what to do."""
    batch.status, batch.failure = BatchStatus.FAILED, sentence
    batch.save(update_fields=["status", "failure"])


def person_behind(event: Event) -> Membership | None:
    """The member who caused an event."""
    return Membership.objects.filter(pk=event.actor_id).first() if event.actor_id else None


def _waiting(batch_id: UUID, status: BatchStatus) -> ImportBatch | None:
    """The batch, locked, if it is in this state."""
    return ImportBatch.objects.select_for_update().filter(pk=batch_id, status=status).first()


def _work(batch: ImportBatch, path: Path) -> FileToImport:
    target = get_target(batch.target)
    if target is None:
        raise MappingError(f"There is no import into “{batch.target}” any more.")
    return FileToImport(target, path, batch.mapping, {})


def _keep_rejected(batch: ImportBatch, outcome: Outcome, *, at: datetime) -> StoredFile | None:
    if not outcome.rejected_csv:
        return None
    return store_file(
        content=outcome.rejected_csv,
        filename=f"rejected {batch.filename.rpartition('.')[0] or batch.filename}.csv",
        content_type=CSV,
        kind=FileKind.IMPORT_REJECTS,
        partner_id=None,
        by=batch.created_by,
        at=at,
    )
