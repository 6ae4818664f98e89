"""Adding up the business plans of all partners against the bare SQL aggregate over the same rows."""

from datetime import UTC, datetime
from functools import partial

from django.db import connection

from prm.tenancy.models import Tenant
from prm.tenancy.owner import connected_as_owner
from prm.tenancy.scope import in_tenant
from rollups.calculations.plans import PlanGrouping, Standing, grouped, sum_up
from rollups.queries.plans import partner_plans
from sales.operations.monthly import refresh_after_bookings
from tests.benchmarks.database import analyze, make_tenant
from tests.benchmarks.measuring import Result, best_of

AT = datetime(2025, 12, 31, tzinfo=UTC)
TODAY = AT.date()
YEAR = 2025
PLANS = 1_000
ROUNDS = 5
BAR = 3.0


def run() -> list[Result]:
    """1,000 partners with an active plan each, by CAM, region and tier."""
    tenant = make_planned_tenant("bench-plans")
    ours, floor = best_of(ROUNDS, partial(roll_up, tenant), partial(bare, tenant))
    return [Result(f"roll up {PLANS:,} plans", ours, floor, BAR)]


def make_planned_tenant(slug: str) -> Tenant:
    """A tenant whose partners all have an active plan with what it comes to, and bookings by month."""
    tenant = make_tenant(slug, partners=PLANS)
    with connected_as_owner(), connection.cursor() as cursor:
        for statement in _FILL:
            cursor.execute(statement, {"tenant": tenant.pk, "year": YEAR})
    analyze()
    with in_tenant(tenant.pk):
        refresh_after_bookings(partner_ids=None, at=AT)
    return tenant


def roll_up(tenant: Tenant) -> None:
    """Ours: every partner with its plan, added up whole and in three groupings."""
    with in_tenant(tenant.pk):
        found = partner_plans(tenant=tenant, fiscal_year=YEAR, today=TODAY)
    total = sum_up(found)
    assert (total.active, total.shown) == (PLANS, PLANS)
    for grouping in PlanGrouping:
        assert sum(group.figures.partners for group in grouped(found, grouping)) == PLANS
    assert all(each.standing is Standing.ACTIVE for each in found)


def bare(tenant: Tenant) -> None:
    """The floor: the sums by CAM, region and tier under the same policies, told by the database alone."""
    with in_tenant(tenant.pk), connection.cursor() as cursor:
        cursor.execute(_AGGREGATE, {"tenant": tenant.pk, "year": YEAR, "today": TODAY})
        assert max(row[3] for row in cursor.fetchall()) == PLANS


_FILL = (
    """
    INSERT INTO planning_businessplan (id, tenant_id, partner_id, fiscal_year, version, amendment_reason, title,
        start_note, start_month, currency, state, is_vendor_draft, goals, strategy, cost_sharing, revision, created_at,
        updated_at, closing_reason)
    SELECT gen_random_uuid(), partner.tenant_id, partner.id, %(year)s, 1, '', 'Plan', '', make_date(%(year)s, 1, 1),
        tenant.currency, 'draft', false, '', '', 'example', 0, now(), now(), ''
    FROM partners_partner partner JOIN tenancy_tenant tenant ON tenant.id = partner.tenant_id
    WHERE partner.tenant_id = %(tenant)s
    """,
    """
    INSERT INTO planning_planoutcome (id, tenant_id, plan_id, partner_id, "case", bookings_year_1, bookings_year_2,
        bookings_year_3, revenue_year_1, revenue_year_2, revenue_year_3, product_margin, services_margin, computed_at)
    SELECT gen_random_uuid(), tenant_id, id, partner_id, kind, 1000, 1100, 1200, 1300, 1400, 1500, 300, 400, now()
    FROM planning_businessplan, unnest(ARRAY['bleak', 'base', 'bold']) AS kind WHERE tenant_id = %(tenant)s
    """,
    """
    INSERT INTO planning_planprofit (id, tenant_id, plan_id, partner_id, "case", ebit_year_1, ebit_year_2, ebit_year_3,
        cash, funding_need, funding_month, net_present_value, no_return, computed_at)
    SELECT gen_random_uuid(), tenant_id, id, partner_id, kind, -10, 20, 30, 40, 10, 3, 35, '', now()
    FROM planning_businessplan, unnest(ARRAY['bleak', 'base', 'bold']) AS kind WHERE tenant_id = %(tenant)s
    """,
    # Nobody signs here: the owner of the tables passes over the trigger that asks for signatures.
    "ALTER TABLE planning_businessplan DISABLE TRIGGER planning_signed_step",
    "UPDATE planning_businessplan SET state = 'active' WHERE tenant_id = %(tenant)s",
    "ALTER TABLE planning_businessplan ENABLE TRIGGER planning_signed_step",
)
_AGGREGATE = """
    SELECT cam.membership_id, partner.region, partner.tier, count(*), sum(outcome.bookings_year_1),
        sum(outcome.bookings_year_2), sum(outcome.bookings_year_3),
        sum(outcome.product_margin + outcome.services_margin),
        sum(profit.ebit_year_1 + profit.ebit_year_2 + profit.ebit_year_3), count(profit.id), sum(booked.amount)
    FROM partners_partner partner
    LEFT JOIN partners_camassignment cam ON cam.tenant_id = %(tenant)s AND cam.partner_id = partner.id
        AND cam.role = 'primary' AND cam.start_date <= %(today)s
        AND coalesce(cam.end_date, 'infinity'::date) >= %(today)s
    LEFT JOIN planning_businessplan plan ON plan.tenant_id = %(tenant)s AND plan.partner_id = partner.id
        AND plan.fiscal_year = %(year)s AND plan.state = 'active'
    LEFT JOIN planning_planoutcome outcome ON outcome.tenant_id = %(tenant)s AND outcome.plan_id = plan.id
        AND outcome.case = 'base'
    LEFT JOIN planning_planprofit profit ON profit.tenant_id = %(tenant)s AND profit.plan_id = plan.id
        AND profit.case = 'base'
    LEFT JOIN (
        SELECT month.partner_id, sum(month.amount) AS amount FROM sales_partnermonth month
        WHERE month.tenant_id = %(tenant)s AND month.month >= make_date(%(year)s, 1, 1)
            AND month.month < make_date(%(year)s + 1, 1, 1)
        GROUP BY month.partner_id
    ) booked ON booked.partner_id = partner.id
    WHERE partner.tenant_id = %(tenant)s
    GROUP BY GROUPING SETS ((cam.membership_id), (partner.region), (partner.tier), ())
"""
