"""Alerts as people look for them."""

from datetime import date

from django.db.models import Q, QuerySet

from cadence.enums import STANDING, AlertState
from cadence.models import QuietAlert


def standing_alerts() -> QuerySet[QuietAlert]:
    """All alerts in reach that are not settled, the most revenue at risk first."""
    return (
        QuietAlert.objects.filter(state__in=STANDING)
        .select_related("partner")
        .order_by("-revenue_at_risk", "partner__name", "id")
    )


def due_alerts(*, today: date) -> QuerySet[QuietAlert]:
    """Those that want attention now: not snoozed, or snoozed until a day that has come."""
    return standing_alerts().exclude(_asleep(today))


def sleeping_alerts(*, today: date) -> QuerySet[QuietAlert]:
    """Those that were put off, the next to wake first."""
    return standing_alerts().filter(_asleep(today)).order_by("snoozed_until_date", "id")


def _asleep(today: date) -> Q:
    return Q(state=AlertState.SNOOZED, snoozed_until_date__gt=today)
