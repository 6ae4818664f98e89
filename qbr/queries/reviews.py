"""QBRs as people look for them."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from partners.models import Partner
from prm.people.models import Membership
from qbr.enums import QbrStatus
from qbr.models import Qbr


def reviews_of(partner: Partner) -> QuerySet[Qbr]:
    """A partner's reviews with their files and who asked for them, newest first; snapshots are not loaded."""
    return reviews().filter(partner=partner)


def reviews() -> QuerySet[Qbr]:
    """Every review in reach, newest first."""
    return (
        Qbr.objects.select_related("partner", "pdf", "deck", "requested_by")
        .defer("snapshot")
        .order_by("-requested_at", "-id")
    )


def latest_reviews() -> QuerySet[Qbr]:
    """The newest review of each partner in reach, newest first."""
    newest = Qbr.objects.filter(partner=OuterRef("partner")).order_by("-requested_at", "-id").values("pk")[:1]
    return reviews().filter(pk=Subquery(newest))


def versions_of(review: Qbr) -> QuerySet[Qbr]:
    """All versions for the same partner and quarter, newest first, the review itself too."""
    return reviews_of(review.partner).filter(fiscal_year=review.fiscal_year, fiscal_quarter=review.fiscal_quarter)


def reviews_ready_for(member: Membership, *, since: datetime) -> QuerySet[Qbr]:
    """What `member` asked for and can be fetched now, finished since a moment: documents ready on the CAM's day."""
    return reviews().filter(requested_by=member, status=QbrStatus.READY, finished_at__gte=since)
