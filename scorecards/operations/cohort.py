"""Keep what all partners' deals say together."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q, Sum

from prm.tenancy.scope import Reach, require_scope
from sales.enums import Outcome
from sales.models import Deal
from scorecards.calculations.pipeline import ENOUGH_CLOSED
from scorecards.calculations.readings import trailing_year
from scorecards.models import DealCohort
from scorecards.queries.rules import cohort

# Five others behind the figure, whoever looks at it (domain: peer benchmarks).
ENOUGH_PARTNERS = 6
WHOLE_PERCENT = Decimal("0.01")


def refresh_cohort(*, at: datetime) -> bool:
    """Work the cohort's win rate out anew; True when other partners' scorecards change by it.

    Only whoever reaches the whole tenant can tell the rate. A CAM's change makes the row, if there is none, and leaves
    the rate to the nightly round.
    """
    before = cohort()
    if require_scope().reach is not Reach.STAFF:
        return before is None and _begin(at)
    if not Deal.objects.exists():
        DealCohort.objects.all().delete()
        return before is not None
    rate = _win_rate(at.date())
    if before is not None and before.win_rate == rate:
        return False
    DealCohort.objects.update_or_create(defaults={"win_rate": rate, "refreshed_at": at})
    return True


def _begin(at: datetime) -> bool:
    if not Deal.objects.exists():
        return False
    _, is_new = DealCohort.objects.get_or_create(defaults={"refreshed_at": at})
    return is_new


def _win_rate(as_of: date) -> Decimal | None:
    """By amount, over the last twelve months; None where too few partners or deals stand behind it, or none was won."""
    period, won = trailing_year(as_of), Q(stage__outcome=Outcome.WON)
    found = Deal.objects.filter(
        won | Q(stage__outcome=Outcome.LOST),
        stage__is_qualified=True,
        closed_date__gte=period.start_date,
        closed_date__lte=period.end_date,
    ).aggregate(
        partners=Count("partner_id", distinct=True),
        deals=Count("pk"),
        won=Sum("amount", filter=won, default=Decimal(0)),
        total=Sum("amount", default=Decimal(0)),
    )
    if found["partners"] < ENOUGH_PARTNERS or found["deals"] < ENOUGH_CLOSED or not found["total"]:
        return None
    return (found["won"] / found["total"]).quantize(WHOLE_PERCENT, ROUND_HALF_UP) or None
