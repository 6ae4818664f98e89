"""Keep what all partners' deals say together: whether there are any, and the win rate that was told of them."""

from datetime import datetime
from decimal import Decimal

from prm.tenancy.scope import Reach, require_scope
from sales.models import Deal
from scorecards.models import DealCohort
from scorecards.queries.peers import told_win_rate
from scorecards.queries.rules import cohort


def refresh_cohort(*, at: datetime) -> bool:
    """Bring the row up to what is told; True when other partners' scorecards change by it.

    The rate is copied from the quarter's frozen peer figures and never worked out here: a deal that is closed between
    two freezes changes nothing of it. Only whoever reaches the whole tenant can tell that no deal is left.
    """
    before = cohort()
    if before is None:
        return _begin(at)
    if require_scope().reach is Reach.STAFF and not Deal.objects.exists():
        DealCohort.objects.all().delete()
        return True
    rate = _told()
    if before.win_rate == rate:
        return False
    DealCohort.objects.update(win_rate=rate, refreshed_at=at)
    return True


def _begin(at: datetime) -> bool:
    if not Deal.objects.exists():
        return False
    _, is_new = DealCohort.objects.get_or_create(defaults={"win_rate": _told(), "refreshed_at": at})
    return is_new


def _told() -> Decimal | None:
    """As a share. None where nothing is told, or where half the partners won nothing: no multiple follows from that."""
    percent = told_win_rate()
    return Decimal(percent) / 100 if percent else None
