"""Draw the scorecards of all partners of a CAM into one file.

It may be done again: a worker that is killed half way leaves nothing behind but the count, and the next one begins
anew. Two workers at once may both draw, but only one of them keeps its file.
"""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from prm.documents.building import Clock, reason_of
from prm.documents.enums import PDF, BuildStatus, FileKind
from prm.documents.limits import run_limited_in_steps
from prm.documents.operations.store_file import store_file
from prm.events.recording import record
from scorecards import events
from scorecards.documents.bundle_pdf import Bundle, bundle_pdf
from scorecards.models import ScorecardBundle
from scorecards.operations.gather_bundle import gather_bundle

SECONDS_A_PARTNER = 2
LEAST_SECONDS = 60
UNEXPECTED = "Something went wrong on our side while the file was made. Nothing was kept; ask for it again."


def build_bundle(bundle_id: UUID, *, clock: Clock) -> None:
    """Make the file of a bundle. One that is ready, failed or gone is left alone.

    Opens its own short transactions: call it outside of one, within the scope of whoever asked. Raises whatever went
    wrong; `fail_bundle` then says so to the reader.
    """
    content = _begin(bundle_id)
    if content is None:
        return
    drawn = run_limited_in_steps(
        partial(bundle_pdf, content),
        on_step=partial(_count, bundle_id),
        cpu_seconds=LEAST_SECONDS + SECONDS_A_PARTNER * len(content.pages),
    )
    _keep(bundle_id, drawn, at=clock())


def fail_bundle(bundle_id: UUID, *, error: Exception, at: datetime) -> None:
    """Say in words why a file could not be made. What we did not expect is told without its insides."""
    with transaction.atomic():
        bundle = _locked(bundle_id)
        if bundle is None or not bundle.state.is_open:
            return
        bundle.status, bundle.failure, bundle.finished_at = BuildStatus.FAILED, _reason_of(error), at
        bundle.save(update_fields=["status", "failure", "finished_at"])
        record(events.BUNDLE_FAILED, subject=bundle, by=bundle.requested_by, at=at)


def _reason_of(error: Exception) -> str:
    return reason_of(error, unexpected=UNEXPECTED)[:300]


def _begin(bundle_id: UUID) -> Bundle | None:
    with transaction.atomic():
        bundle = _locked(bundle_id)
        if bundle is None or not bundle.state.is_open:
            return None
        content = gather_bundle(bundle)
        bundle.status, bundle.partners, bundle.drawn = BuildStatus.BUILDING, len(content.pages), 0
        bundle.save(update_fields=["status", "partners", "drawn"])
        return content


def _count(bundle_id: UUID, done: int) -> None:
    with transaction.atomic():
        ScorecardBundle.objects.filter(pk=bundle_id, drawn__lt=done).update(drawn=done)


def _keep(bundle_id: UUID, content: bytes, *, at: datetime) -> None:
    """Store the file unless somebody else has stored theirs, or the bundle is closed by now."""
    with transaction.atomic():
        bundle = _locked(bundle_id)
        if bundle is None or not bundle.state.is_open:
            return
        bundle.file = store_file(
            content=content,
            filename=f"Scorecards {bundle.cam.display_name} {bundle.as_of_date.isoformat()}.pdf",
            content_type=PDF,
            kind=FileKind.SCORECARD_BUNDLE,
            partner_id=None,
            by=bundle.requested_by,
            at=at,
        )
        bundle.status, bundle.drawn, bundle.finished_at = BuildStatus.READY, bundle.partners, at
        bundle.save(update_fields=["file", "status", "drawn", "finished_at"])
        record(events.BUNDLE_READY, subject=bundle, by=bundle.requested_by, at=at)


def _locked(bundle_id: UUID) -> ScorecardBundle | None:
    return ScorecardBundle.objects.select_for_update().filter(pk=bundle_id).first()
