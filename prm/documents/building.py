"""What all documents that a worker makes have in common: when one is given up, what a failure says, the task itself."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db import OperationalError
from django.utils import timezone

from prm.documents.limits import LimitExceeded
from prm.documents.pdf import DocumentTooLong
from prm.events.models import Event
from prm.events.tasks import tenant_task

logger = logging.getLogger(__name__)

# Making a document takes seconds. One that is not done by now was lost, and must not keep anybody from asking again.
GIVEN_UP_AFTER = timedelta(minutes=30)
type Clock = Callable[[], datetime]


class Build(Protocol):
    """Makes what is still missing of a document, in short transactions of its own. Raises whatever went wrong."""

    def __call__(self, key: UUID, /, *, clock: Clock) -> None: ...


class Fail(Protocol):
    """Says to the reader why a document could not be made."""

    def __call__(self, key: UUID, /, *, error: Exception, at: datetime) -> None: ...


def build_task(name: str, *, build: Build, fail: Fail, seconds: int) -> Any:
    """The task that makes the document which is the subject of an event.

    A database that is away is tried again; all else fails in words, and the log has the rest. The worker is stopped
    after `seconds`.
    """

    @tenant_task(
        name=name,
        autoretry_for=(OperationalError,),
        retry_backoff=True,
        max_retries=5,
        time_limit=seconds,
        soft_time_limit=seconds - 30,
    )
    def build_requested(event: Event) -> None:
        try:
            build(event.subject_id, clock=timezone.now)
        except OperationalError:
            raise
        except Exception as error:
            logger.exception("%s %s could not be made", event.subject_type, event.subject_id)
            fail(event.subject_id, error=error, at=timezone.now())

    return build_requested


def reason_of(error: Exception, *, unexpected: str) -> str:
    """The sentence for the reader. What we did not expect is told without its insides, by the sentence handed in."""
    return str(error) if isinstance(error, LimitExceeded | DocumentTooLong) else unexpected
