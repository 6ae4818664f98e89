"""Gather what the performance scorecard is calculated from, for one partner or for all in reach."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import date
from uuid import UUID

from partners.models import Partner
from partners.queries.named import Named, rows_of
from prm.kernel.fiscal import FiscalCalendar
from prm.kernel.status import Thresholds
from prm.tenancy.models import Tenant
from sales.queries.bookings import Coverage, OrderRow, coverage, orders
from scorecards.calculations.performance import Order, Performance, PerformanceInput, measure_performance
from scorecards.calculations.plan import TargetWindow
from scorecards.models import Target

# The year itself, the one it is compared with, and one more: a target that began last year takes its season from it.
YEARS_BACK = 2
# No figures are asked for before this day: calendars end somewhere.
EARLIEST = date(1970, 1, 1)


def calendar_of(tenant: Tenant) -> FiscalCalendar:
    """The tenant's fiscal calendar."""
    return FiscalCalendar(tenant.fiscal_year_start_month)


def thresholds_of(tenant: Tenant) -> Thresholds:
    """From where the tenant's figures are green and yellow."""
    return Thresholds.from_json({"green": tenant.green_from_percent, "yellow": tenant.yellow_from_percent})


def performance_of(partner: Partner, *, tenant: Tenant, as_of: date) -> Performance:
    """The performance scorecard of one partner as of a day: three queries, whatever the partner's size."""
    ((_partner_id, performance),) = performances(tenant=tenant, as_of=as_of, partner_ids=[partner.pk])
    return performance


def performances(
    *, tenant: Tenant, as_of: date, partner_ids: Collection[UUID] | None = None
) -> Iterator[tuple[UUID, Performance]]:
    """The performance of many partners, with the queries of one. None asks for all partners in reach."""
    ids = Partner.objects.values_list("pk", flat=True) if partner_ids is None else partner_ids
    inputs = performance_inputs(tenant=tenant, as_of=as_of, partner_ids=partner_ids)
    for partner_id in ids:
        yield partner_id, measure_performance(inputs(partner_id))


def performance_inputs(
    *, tenant: Tenant, as_of: date, partner_ids: Named, known: Coverage | None = None
) -> Callable[[UUID], PerformanceInput]:
    """What the performance of these partners (None: all in reach) is calculated from, by partner.

    Two queries, and one more where the caller has not got `known` by asking for `coverage()`.
    """
    calendar, thresholds = calendar_of(tenant), thresholds_of(tenant)
    gap = (known or coverage()).median_gap_days
    since = calendar.year(calendar.year_of(as_of) - YEARS_BACK).start_date
    sold = _orders_by_partner(since=since, until=as_of, partner_ids=partner_ids)
    targets = _targets_by_partner(since=since, until=calendar.year(calendar.year_of(as_of)).end_date, ids=partner_ids)

    def of(partner_id: UUID) -> PerformanceInput:
        return PerformanceInput(
            as_of=as_of,
            calendar=calendar,
            orders=tuple(sold.get(partner_id, ())),
            targets=tuple(targets.get(partner_id, ())),
            thresholds=thresholds,
            cohort_gap=gap,
        )

    return of


def _orders_by_partner(*, since: date, until: date, partner_ids: Named) -> dict[UUID, list[Order]]:
    found: dict[UUID, list[Order]] = defaultdict(list)
    for row in orders(since=since, until=until, partner_ids=partner_ids):
        found[row["partner_id"]].append(_order(row))
    return found


def _order(row: OrderRow) -> Order:
    return Order(row["booked_date"], row["total"], row["total_cost"])


def _targets_by_partner(*, since: date, until: date, ids: Named) -> dict[UUID, list[TargetWindow]]:
    targets = rows_of(Target.objects.filter(end_date__gte=since, start_date__lte=until), ids)
    found: dict[UUID, list[TargetWindow]] = defaultdict(list)
    for partner_id, start, end, amount in targets.values_list("partner_id", "start_date", "end_date", "amount"):
        found[partner_id].append(TargetWindow(start, end, amount))
    return found
