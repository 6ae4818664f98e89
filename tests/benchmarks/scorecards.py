"""Recomputing every scorecard of a tenant against one SQL aggregate over the same rows and the pure calculation."""

from datetime import UTC, datetime
from functools import partial

from django.db import connection

from partners.models import Partner
from prm.tenancy.models import Tenant
from prm.tenancy.owner import connected_as_owner
from prm.tenancy.scope import in_tenant
from sales.operations.monthly import refresh_after_bookings
from sales.queries.bookings import data_date
from scorecards.calculations.facts import ScorecardInput
from scorecards.calculations.scorecard import measure_standpoint
from scorecards.operations.standings import refresh_standings
from scorecards.queries.scorecards import inputs_of
from tests.benchmarks.database import analyze, make_tenant
from tests.benchmarks.measuring import Result, best_of, with_breaks

AT = datetime(2025, 12, 31, tzinfo=UTC)
FEW, MANY = 1_000, 10_000
ROUNDS = 3
BAR = 2.0
GROWTH_BAR = 11.0


def run() -> list[Result]:
    """1,000 partners against the floor; then ten times as many against 1,000.

    The best of several short runs is one that nothing disturbed; a run of ten times their length never is. So the
    growth is told against 1,000 that are recomputed again and again in the midst of the 10,000.
    """
    tenant, many = make_trading_tenant("bench-scorecards", FEW), make_trading_tenant("bench-growth", MANY)
    inputs = gathered(tenant)
    ours, floor = best_of(ROUNDS, partial(recompute, tenant), partial(bare, tenant, inputs))
    grown, meanwhile = with_breaks(partial(recompute, many), partial(recompute, tenant), at=_EACH_BATCH)
    return [
        Result(f"recompute {FEW:,} scorecards", ours, floor, BAR),
        Result(f"recompute {MANY:,} scorecards, against {FEW:,}", grown, meanwhile, GROWTH_BAR),
    ]


def make_trading_tenant(slug: str, partners: int) -> Tenant:
    """A tenant whose partners have two years of orders, eight deals and four required tasks each."""
    tenant = make_tenant(slug, partners=partners)
    with connected_as_owner(), connection.cursor() as cursor:
        for statement in _FILL:
            cursor.execute(statement, {"tenant": tenant.pk})
    analyze()
    with in_tenant(tenant.pk):
        refresh_after_bookings(partner_ids=None, at=AT)
    return tenant


def recompute(tenant: Tenant) -> None:
    """Ours: gather, measure and store every standing of the tenant."""
    with in_tenant(tenant.pk):
        refresh_standings(partner_ids=None, at=AT)


def gathered(tenant: Tenant) -> list[ScorecardInput]:
    """What the scorecards are calculated from, before the clock starts."""
    with in_tenant(tenant.pk):
        partners = list(Partner.objects.all())
        of = inputs_of(partners, tenant=tenant, as_of=data_date(today=AT.date()))
        return [of(partner) for partner in partners]


def bare(tenant: Tenant, inputs: list[ScorecardInput]) -> None:
    """The floor: one aggregate over the same rows under the same policies, and the calculation alone."""
    with in_tenant(tenant.pk), connection.cursor() as cursor:
        cursor.execute(_AGGREGATE, {"tenant": tenant.pk})
        assert len(cursor.fetchall()) == len(inputs)
    for data in inputs:
        measure_standpoint(data)


_EACH_BATCH = 'INSERT INTO "scorecards_standing"'
_FILL = (
    """
    INSERT INTO sales_dealstage (id, tenant_id, name, "order", probability_percent, is_qualified, outcome)
    SELECT gen_random_uuid(), %(tenant)s, name, place, percent, percent >= 40, outcome
    FROM (VALUES ('Open', 1, 50, 'open'), ('Won', 2, 100, 'won'), ('Lost', 3, 0, 'lost'))
        AS stage (name, place, percent, outcome)
    ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO sales_deal (id, tenant_id, partner_id, stage_id, external_id, name, amount, is_partner_sourced,
        engaged_date, expected_close_date, closed_date, lost_reason, next_step, created_at, updated_at)
    SELECT gen_random_uuid(), p.tenant_id, p.id, stage.id, 'D-' || p.external_id || '-' || n, 'Deal ' || n, 1000 * n,
        n %% 2 = 0, date '2025-03-01', date '2025-12-20',
        CASE WHEN stage.outcome <> 'open' THEN date '2025-06-01' + n * 10 END, '', '', now(), now()
    FROM partners_partner p CROSS JOIN generate_series(1, 8) AS n
    JOIN LATERAL (
        SELECT id, outcome FROM sales_dealstage WHERE tenant_id = p.tenant_id AND name IN ('Open', 'Won', 'Lost')
        ORDER BY name LIMIT 1 OFFSET n %% 3
    ) AS stage ON true
    WHERE p.tenant_id = %(tenant)s
    """,
    """
    INSERT INTO enablement_requiredtask (id, tenant_id, partner_id, name, kind, due_date, done_date, note, created_at)
    SELECT gen_random_uuid(), tenant_id, id, 'Task ' || n, 'other', date '2025-02-01' + n * 60,
        CASE WHEN n < 4 THEN date '2025-02-01' + n * 59 END, '', now()
    FROM partners_partner, generate_series(1, 4) AS n WHERE tenant_id = %(tenant)s
    """,
)
_AGGREGATE = """
    SELECT p.id, booked.total, booked.orders, planned.total, deals.total, deals.number, tasks.number
    FROM partners_partner p
    LEFT JOIN (SELECT partner_id, sum(amount) AS total, sum(cost), count(DISTINCT order_number) AS orders
               FROM sales_booking WHERE tenant_id = %(tenant)s GROUP BY partner_id) booked ON booked.partner_id = p.id
    LEFT JOIN (SELECT partner_id, sum(amount) AS total FROM scorecards_target WHERE tenant_id = %(tenant)s
               GROUP BY partner_id) planned ON planned.partner_id = p.id
    LEFT JOIN (SELECT partner_id, sum(amount) AS total, count(*) AS number FROM sales_deal
               WHERE tenant_id = %(tenant)s GROUP BY partner_id) deals ON deals.partner_id = p.id
    LEFT JOIN (SELECT partner_id, count(done_date) AS number FROM enablement_requiredtask
               WHERE tenant_id = %(tenant)s GROUP BY partner_id) tasks ON tasks.partner_id = p.id
    WHERE p.tenant_id = %(tenant)s
"""
