"""Build a review: the figures once, then the PDF, then the deck, each kept before the next begins.

Every step may be done again. A worker that is killed half way leaves what was kept; the next one goes on from there.
Two workers at once may both draw, but only one of them keeps its file.
"""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from prm.documents.building import Clock, reason_of
from prm.documents.enums import DECK, PDF, BuildStatus, FileKind
from prm.documents.limits import run_limited
from prm.documents.operations.remove_file import remove_file
from prm.documents.operations.store_file import store_file
from prm.events.recording import record
from prm.people.models import Membership
from qbr import events
from qbr.calculations.snapshot import Snapshot
from qbr.calculations.snapshot_json import from_json, to_json
from qbr.documents.review import Edition
from qbr.documents.review_deck import review_deck
from qbr.documents.review_pdf import review_pdf
from qbr.models import Qbr
from qbr.queries.figures import take_snapshot

STARTED, SNAPSHOT_TAKEN, PDF_KEPT, DECK_KEPT, DONE = 5, 20, 60, 90, 100
UNEXPECTED = "Something went wrong on our side while the documents were made. Nothing was kept; build it again."


def build_qbr(review_id: UUID, *, clock: Clock) -> None:
    """Build what is still missing of a review. One that is ready, failed or gone is left alone.

    Opens its own short transactions: call it outside of one, within the scope of whoever asked. Raises whatever went
    wrong; `fail_qbr` then says so to the reader.
    """
    if not _begin(review_id):
        return
    snapshot, edition = _snapshot(review_id)
    if not _has(review_id, "pdf"):
        drawn = run_limited(partial(review_pdf, snapshot, edition))
        _keep(review_id, "pdf", drawn, PDF_KEPT, at=clock())
    if not _has(review_id, "deck"):
        drawn = run_limited(partial(review_deck, snapshot, edition))
        _keep(review_id, "deck", drawn, DECK_KEPT, at=clock())
    _finish(review_id, at=clock())


def fail_qbr(review_id: UUID, *, error: Exception, at: datetime) -> None:
    """Say in words why a review could not be built. Files that it had are let go of; nothing half done is shown."""
    with transaction.atomic():
        review = _locked(review_id)
        if review is None or not review.state.is_open:
            return
        kept = [stored for stored in (review.pdf, review.deck) if stored]
        review.status, review.failure = BuildStatus.FAILED, reason_of(error, unexpected=UNEXPECTED)[:300]
        review.pdf = review.deck = None
        review.finished_at = at
        review.save(update_fields=["status", "failure", "pdf", "deck", "finished_at"])
        for stored in kept:
            remove_file(stored=stored)
        record(events.QBR_FAILED, subject=review, by=None, at=at, partner_id=review.partner_id)


def _begin(review_id: UUID) -> bool:
    with transaction.atomic():
        review = _locked(review_id)
        if review is None or not review.state.is_open:
            return False
        Qbr.objects.filter(pk=review_id).update(status=BuildStatus.BUILDING, progress=max(review.progress, STARTED))
    return True


def _snapshot(review_id: UUID) -> tuple[Snapshot, Edition]:
    """The figures: taken by whoever comes first, read by all others."""
    with transaction.atomic():
        review = _locked(review_id)
        assert review is not None  # `_begin` found it, and reviews are never deleted
        tenant = review.tenant
        if review.snapshot is None:
            by: Membership | None = review.requested_by
            taken = take_snapshot(
                review.partner,
                tenant=tenant,
                as_of=review.as_of_date,
                prepared_by=by.display_name if by else tenant.name,
            )
            review.snapshot = to_json(taken)
            review.progress = SNAPSHOT_TAKEN
            review.save(update_fields=["snapshot", "progress"])
        logo = bytes(tenant.brand_logo) if tenant.brand_logo else None
        return from_json(review.snapshot), Edition(review.version, review.requested_at, logo)


def _has(review_id: UUID, field: str) -> bool:
    with transaction.atomic():
        return Qbr.objects.filter(pk=review_id, **{f"{field}__isnull": False}).exists()


def _keep(review_id: UUID, field: str, content: bytes, progress: int, *, at: datetime) -> None:
    """Store a file unless somebody else has stored theirs, or the review is closed by now."""
    with transaction.atomic():
        review = _locked(review_id)
        if review is None or getattr(review, f"{field}_id") or not review.state.is_open:
            return
        kind, content_type, extension = _FILES[field]
        stored = store_file(
            content=content,
            filename=f"QBR {review.quarter.label} {review.partner.name} v{review.version}.{extension}",
            content_type=content_type,
            kind=kind,
            partner_id=review.partner_id,
            by=review.requested_by,
            at=at,
        )
        setattr(review, field, stored)
        review.progress = progress
        review.save(update_fields=[field, "progress"])


_FILES = {"pdf": (FileKind.QBR_PDF, PDF, "pdf"), "deck": (FileKind.QBR_DECK, DECK, "pptx")}


def _finish(review_id: UUID, *, at: datetime) -> None:
    with transaction.atomic():
        review = _locked(review_id)
        if review is None or not review.state.is_open or not (review.pdf_id and review.deck_id):
            return
        review.status, review.progress, review.finished_at = BuildStatus.READY, DONE, at
        review.save(update_fields=["status", "progress", "finished_at"])
        record(events.QBR_READY, subject=review, by=None, at=at, partner_id=review.partner_id)


def _locked(review_id: UUID) -> Qbr | None:
    return Qbr.objects.select_for_update().filter(pk=review_id).first()
