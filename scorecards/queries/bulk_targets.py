"""What the grid of targets is made of: partners, what they sold, what they are to sell."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from partners.models import Partner
from prm.kernel.fiscal import Period, add_months
from prm.tenancy.models import Tenant
from sales.queries.bookings import data_date, orders
from scorecards.calculations.bulk_targets import Split, last_year, windows
from scorecards.models import Target
from scorecards.queries.performance import calendar_of

ZERO = Decimal(0)


@dataclass(frozen=True)
class YearOfPartner:
    """A partner with last year's months, and the amounts of its targets by window; None where it has others or none."""

    partner: Partner
    last: dict[date, Decimal]
    targets: tuple[Decimal, ...] | None

    @property
    def booked(self) -> Decimal:
        """What last year brought."""
        return sum(self.last.values(), ZERO)


@dataclass(frozen=True)
class TargetYear:
    """A fiscal year in its windows, with the partners that it is planned for."""

    year: Period
    windows: tuple[Period, ...]
    partners: list[YearOfPartner]


def target_year(
    partners: QuerySet[Partner], *, tenant: Tenant, year: int, split: Split, today: date, most: int
) -> TargetYear:
    """The first `most` of the partners by name. Four queries, whatever their number."""
    calendar = calendar_of(tenant)
    period, parts = calendar.year(year), windows(calendar, year, split)
    known = data_date(today=today)
    chosen = list(partners.order_by("name", "pk")[:most])
    ids = [partner.pk for partner in chosen]
    sold = _sold(ids, since=add_months(period.start_date, -24), until=known)
    targets = _targets(ids, period)
    return TargetYear(
        period,
        parts,
        [
            YearOfPartner(each, last_year(sold[each.pk], period, data_date=known), _matching(targets[each.pk], parts))
            for each in chosen
        ],
    )


def _sold(ids: Collection[UUID], *, since: date, until: date) -> dict[UUID, dict[date, Decimal]]:
    found: dict[UUID, dict[date, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    for row in orders(since=since, until=until, partner_ids=ids):
        found[row["partner_id"]][row["booked_date"].replace(day=1)] += row["total"]
    return found


def _targets(ids: Collection[UUID], year: Period) -> dict[UUID, dict[tuple[date, date], Decimal]]:
    found: dict[UUID, dict[tuple[date, date], Decimal]] = defaultdict(dict)
    inside = Target.objects.filter(partner_id__in=ids, start_date__gte=year.start_date, end_date__lte=year.end_date)
    for partner_id, start, end, amount in inside.values_list("partner_id", "start_date", "end_date", "amount"):
        found[partner_id][start, end] = amount
    return found


def _matching(targets: dict[tuple[date, date], Decimal], parts: tuple[Period, ...]) -> tuple[Decimal, ...] | None:
    wanted = [(part.start_date, part.end_date) for part in parts]
    if not targets or not set(targets) <= set(wanted):
        return None
    return tuple(targets.get(window, ZERO) for window in wanted)
