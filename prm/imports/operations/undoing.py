"""Undo a whole batch."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from prm.events.recording import record
from prm.imports import events
from prm.imports.models import BatchStatus, ImportBatch
from prm.imports.operations.running import refused_in_words
from prm.imports.storing.columns import Staged
from prm.imports.storing.staging import allow_time
from prm.imports.storing.undoing import Blocker, blockers, take_back
from prm.imports.storing.upserting import affected
from prm.imports.targets import ImportTarget, get_target
from prm.kernel.refusal import Refused
from prm.people.models import Membership


class CannotUndo(Refused):
    """The batch stays as it is; `blockers` say why."""

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        self.blockers = tuple(blockers)
        super().__init__(" ".join(blocker.sentence for blocker in blockers))


def undo_batch(*, batch: ImportBatch, by: Membership | None, at: datetime) -> tuple[int, int]:
    """Take back all that a batch did: rows deleted, rows put back to what they were.

    One transaction. Raises CannotUndo, naming later edits and what refers to the rows; then nothing has changed.
    """
    with transaction.atomic(), refused_in_words():
        allow_time()
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        target = _target_of(batch)
        reasons = blockers(target, batch)
        if reasons:
            raise CannotUndo(reasons)
        touched = affected(Staged(target, (), ()), batch_id=batch.pk)
        counts = take_back(target, batch)
        if target.after_change is not None and touched:
            target.after_change(touched, at)
        batch.status, batch.undone_at = BatchStatus.UNDONE, at
        batch.save(update_fields=["status", "undone_at"])
        record(events.BATCH_UNDONE, subject=batch, by=by, at=at)
    return counts


def _target_of(batch: ImportBatch) -> ImportTarget:
    target = get_target(batch.target)
    if batch.state not in (BatchStatus.APPLIED, BatchStatus.UNDOING):
        raise CannotUndo(
            [Blocker(0, f"This import is {batch.state.label.lower()}; only an applied one can be undone.")]
        )
    if target is None:
        raise CannotUndo([Blocker(0, f"There is no import into “{batch.target}” any more.")])
    return target
