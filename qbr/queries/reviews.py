"""QBRs as people look for them."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from prm.documents.enums import BuildStatus
from prm.people.models import Membership
from qbr.models import Qbr


def reviews() -> QuerySet[Qbr]:
    """Every review in reach with its files and who asked for it, newest first; snapshots are not loaded."""
    return (
        Qbr.objects.select_related("partner", "pdf", "deck", "requested_by")
        .defer("snapshot")
        .order_by("-requested_at", "-id")
    )


def reviews_shown_to(member: Membership) -> QuerySet[Qbr]:
    """The reviews that a member may look at: partners' people see what is ready, the vendor's all."""
    return reviews().filter(status=BuildStatus.READY) if member.role_enum.is_partner else reviews()


def latest_shown_to(member: Membership) -> QuerySet[Qbr]:
    """The newest review of each partner that a member may look at."""
    newest = reviews_shown_to(member).filter(partner=OuterRef("partner")).values("pk")[:1]
    return reviews_shown_to(member).filter(pk=Subquery(newest))


def versions_of(review: Qbr, *, member: Membership) -> QuerySet[Qbr]:
    """All versions for the same partner and quarter that the member may look at, newest first, itself too."""
    return reviews_shown_to(member).filter(
        partner_id=review.partner_id, fiscal_year=review.fiscal_year, fiscal_quarter=review.fiscal_quarter
    )


def reviews_ready_for(member: Membership, *, since: datetime) -> QuerySet[Qbr]:
    """What `member` asked for and can be fetched now, finished since a moment: documents ready on the CAM's day."""
    return reviews().filter(requested_by=member, status=BuildStatus.READY, finished_at__gte=since)
