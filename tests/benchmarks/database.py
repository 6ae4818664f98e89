"""A database of its own, and tenants of any size in it, written by the owner in a few statements."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from prm.people.models import Membership, User
from prm.people.permissions import Role
from prm.tenancy.grants import grant_platform_tables
from prm.tenancy.models import Tenant
from prm.tenancy.owner import connected_as_owner
from prm.tenancy.scope import in_tenant
from tests.sessions import end_other_sessions

CAM_PARTNERS = 40


@contextmanager
def benchmark_database() -> Iterator[None]:
    """Created, migrated and dropped as the owner; used as the product's login."""
    connection.settings_dict["TEST"]["NAME"] = "bench_tandem"
    if settings.DATABASE_BOOTSTRAP_URL:
        call_command("bootstrap_database", verbosity=0)
    with connected_as_owner():
        databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
        grant_platform_tables()
    connection.settings_dict["NAME"] = "bench_tandem"
    try:
        yield
    finally:
        end_other_sessions("bench_tandem")
        with connected_as_owner():
            connection.settings_dict["NAME"] = "bench_tandem"
            teardown_databases(databases, verbosity=0)


def make_tenant(slug: str, *, partners: int) -> Tenant:
    """A tenant with a chief, a CAM of 40 partners, and two years of monthly orders for each of its partners."""
    chief, cam = (User.objects.create_user(f"{role}@{slug}.example", "not used here") for role in ("chief", "cam"))
    tenant = Tenant.objects.create(slug=slug, name=slug)
    with in_tenant(tenant.pk):
        Membership.objects.create(user=chief, role=Role.CHIEF, display_name="Chief", email=chief.email)
        member = Membership.objects.create(user=cam, role=Role.CAM, display_name="Cam", email=cam.email)
    with connected_as_owner(), connection.cursor() as cursor:
        for statement in _FILL:
            cursor.execute(
                statement,
                {"tenant": tenant.pk, "cam": member.pk, "partners": partners, "own": CAM_PARTNERS},
            )
    return tenant


def analyze() -> None:
    """Fresh statistics, as autovacuum keeps them in production."""
    with connected_as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


_FILL = (
    """
    INSERT INTO partners_partner (id, tenant_id, name, external_id, type, tier, region, country, city, address, phone,
        website, verticals, life_stage, custom, created_at, updated_at)
    SELECT gen_random_uuid(), %(tenant)s, 'Partner ' || lpad(n::text, 5, '0'), 'AC-' || n,
        (ARRAY['Reseller', 'MSP', 'Integrator'])[1 + n %% 3], (ARRAY['Gold', 'Silver', 'Registered'])[1 + n %% 3],
        (ARRAY['North', 'South', 'East', 'West'])[1 + n %% 4], 'Somewhere', 'City ' || n %% 50, '', '', '', '',
        'producing', '{}', now(), now()
    FROM generate_series(1, %(partners)s) AS n
    """,
    """
    INSERT INTO partners_camassignment (id, tenant_id, partner_id, membership_id, role, start_date)
    SELECT gen_random_uuid(), tenant_id, id, %(cam)s, 'primary', '2020-01-01'
    FROM partners_partner WHERE tenant_id = %(tenant)s ORDER BY name LIMIT %(own)s
    """,
    """
    INSERT INTO sales_booking (id, tenant_id, partner_id, order_number, line_number, booked_date, amount, cost)
    SELECT gen_random_uuid(), tenant_id, id, 'SO-' || external_id || '-' || month, 1,
        (date '2024-01-15' + month * interval '1 month')::date, 1000 + month, 800
    FROM partners_partner, generate_series(0, 23) AS month WHERE tenant_id = %(tenant)s
    """,
    """
    INSERT INTO scorecards_target (id, tenant_id, partner_id, start_date, end_date, amount, rule)
    SELECT gen_random_uuid(), tenant_id, id, '2025-01-01', '2025-12-31', 12000, ''
    FROM partners_partner WHERE tenant_id = %(tenant)s
    """,
)

_STANDINGS = """
    INSERT INTO scorecards_standing (id, tenant_id, partner_id, as_of_date, booked_ytd, prior_ytd, plan_ytd, plan_year,
        attainment, light, booked_12_months, last_order_date, days_since_order, median_gap_days)
    SELECT gen_random_uuid(), tenant_id, id, '2025-12-15', 24000, 12000, 11500, 12000, 2.08, 'on_track', 24000,
        '2025-12-15', 0, 30
    FROM partners_partner WHERE tenant_id = %(tenant)s
"""


def make_crowd(tenants: int, *, partners: int = 100) -> None:
    """Many further tenants with everything that the pages read."""
    for number in range(tenants):
        tenant = make_tenant(f"crowd-{number}", partners=partners)
        with connected_as_owner(), connection.cursor() as cursor:
            cursor.execute(_STANDINGS, {"tenant": tenant.pk})
