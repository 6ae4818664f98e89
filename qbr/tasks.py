"""The work that follows from QBR events."""

import logging

from django.db import OperationalError
from django.utils import timezone

from prm.events.models import Event
from prm.events.tasks import tenant_task
from qbr.operations.build_qbr import build_qbr, fail_qbr

logger = logging.getLogger(__name__)


@tenant_task(
    name="qbr.build_qbr",
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=5,
    time_limit=300,
    soft_time_limit=240,
)
def build_requested_qbr(event: Event) -> None:
    """Build the review that was asked for. A database that is away is tried again; all else fails in words."""
    try:
        build_qbr(review_id=event.subject_id, clock=timezone.now)
    except OperationalError:
        raise
    except Exception as error:
        logger.exception("QBR %s could not be built", event.subject_id)
        fail_qbr(review_id=event.subject_id, error=error, at=timezone.now())
