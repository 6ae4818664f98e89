"""The work that follows from scorecard events."""

import logging

from django.db import OperationalError
from django.utils import timezone

from prm.events.models import Event
from prm.events.tasks import tenant_task
from scorecards.operations.build_bundle import build_bundle, fail_bundle

logger = logging.getLogger(__name__)


@tenant_task(
    name="scorecards.build_bundle",
    autoretry_for=(OperationalError,),
    retry_backoff=True,
    max_retries=5,
    time_limit=600,
    soft_time_limit=570,
)
def build_requested_bundle(event: Event) -> None:
    """Make the file that was asked for. A database that is away is tried again; all else fails in words."""
    try:
        build_bundle(bundle_id=event.subject_id, clock=timezone.now)
    except OperationalError:
        raise
    except Exception as error:
        logger.exception("Bundle %s could not be made", event.subject_id)
        fail_bundle(bundle_id=event.subject_id, error=error, at=timezone.now())
