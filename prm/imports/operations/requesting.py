"""Ask for a check, an application or an undo; workers do the work."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from prm.events.recording import record
from prm.imports import events
from prm.imports.models import BatchStatus, ImportBatch, ImportMapping
from prm.kernel.refusal import Refused
from prm.people.models import Membership

CHECKABLE = (BatchStatus.UPLOADED, BatchStatus.CHECKED, BatchStatus.FAILED)


class NotNow(Refused):
    """The import is not in a state in which this can be done."""


def request_check(
    *, batch: ImportBatch, document: Mapping[str, Any], mapping_name: str, by: Membership, at: datetime
) -> None:
    """Have the file judged under this mapping. Raises NotNow when the batch is already on its way or done."""
    _move(batch, CHECKABLE, BatchStatus.CHECKING, mapping=dict(document), mapping_name=mapping_name, failure="")
    record(events.CHECK_REQUESTED, subject=batch, by=by, at=at)


def request_application(*, batch: ImportBatch, by: Membership, at: datetime) -> None:
    """Have the good rows of a checked file stored. Raises NotNow in any other state."""
    _move(batch, (BatchStatus.CHECKED,), BatchStatus.APPLYING)
    record(events.APPLICATION_REQUESTED, subject=batch, by=by, at=at)


def request_undo(*, batch: ImportBatch, by: Membership, at: datetime) -> None:
    """Have an applied import taken back. Raises NotNow in any other state."""
    _move(batch, (BatchStatus.APPLIED,), BatchStatus.UNDOING, failure="")
    record(events.UNDO_REQUESTED, subject=batch, by=by, at=at)


def save_mapping(
    *, target: str, name: str, document: Mapping[str, Any], by: Membership | None, at: datetime
) -> ImportMapping:
    """Keep a mapping under a name for later files; an earlier one of that name is replaced."""
    mapping, _ = ImportMapping.objects.update_or_create(
        target=target, name=name, defaults={"document": dict(document), "created_by": by, "updated_at": at}
    )
    record(events.MAPPING_SAVED, subject=mapping, by=by, at=at)
    return mapping


def _move(batch: ImportBatch, allowed: tuple[BatchStatus, ...], status: BatchStatus, **changes: Any) -> None:
    """Set the state of a batch that is in one of the allowed ones; of two at once only the first finds it so."""
    moved = ImportBatch.objects.filter(pk=batch.pk, status__in=allowed).update(status=status, **changes)
    if not moved:
        raise NotNow("Somebody has already gone on with this import. Look at its page again.")
    batch.refresh_from_db()
