"""Reviews of partners against programmes."""

from django.db.models import QuerySet

from partners.models import Partner
from programs.enums import ReviewState
from programs.models import TierReview


def open_reviews() -> QuerySet[TierReview]:
    """What waits for a decision: promotions first, then by partner."""
    found = TierReview.objects.filter(state=ReviewState.PROPOSED).select_related("partner", "program", "version")
    return found.order_by("-direction", "partner__name", "pk")


def settled_reviews() -> QuerySet[TierReview]:
    """What was decided, the latest first."""
    decided = TierReview.objects.filter(state__in=[ReviewState.CONFIRMED, ReviewState.DECLINED])
    return decided.select_related("partner", "program", "decided_by").order_by("-decided_at", "-pk")


def reviews_of(partner: Partner) -> QuerySet[TierReview]:
    """The partner's reviews, newest first."""
    found = TierReview.objects.filter(partner=partner).exclude(state=ReviewState.OUTDATED)
    return found.select_related("program", "decided_by").order_by("-review_date", "-created_at")
