"""The work that import events start."""

import logging
from collections.abc import Callable

from django.db import OperationalError, transaction
from django.utils import timezone

from prm.events.models import Event
from prm.events.tasks import tenant_task
from prm.imports.operations import working
from prm.people.models import Membership

logger = logging.getLogger(__name__)
RETRIED = {"autoretry_for": (OperationalError,), "retry_backoff": True, "max_retries": 5}


@tenant_task(name="imports.check_batch", **RETRIED)
def check_batch(event: Event) -> None:
    """Judge the rows of an uploaded file."""
    _run(event, lambda _by: working.check_requested(batch_id=event.subject_id, at=timezone.now()))


@tenant_task(name="imports.apply_batch", **RETRIED)
def apply_batch(event: Event) -> None:
    """Store the good rows of a checked file."""
    _run(event, lambda by: working.apply_requested(batch_id=event.subject_id, by=by, at=timezone.now()))


@tenant_task(name="imports.undo_batch", **RETRIED)
def undo_batch(event: Event) -> None:
    """Take an applied import back."""
    _run(event, lambda by: working.undo_requested(batch_id=event.subject_id, by=by, at=timezone.now()))


def _run(event: Event, work: Callable[[Membership | None], None]) -> None:
    """A database that is away is tried again; what nobody foresaw is said on the batch's page and goes to the log."""
    try:
        with transaction.atomic():
            work(working.person_behind(event))
    except OperationalError:
        raise
    except Exception:
        logger.exception("The import %s could not be worked on", event.subject_id)
        working.give_up(batch_id=event.subject_id)
