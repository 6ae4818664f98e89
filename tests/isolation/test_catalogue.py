"""The catalogue has no hole, and each kind of hole would be found."""

import pytest
from django.db import connection

from tests.isolation.catalogue import RULES, UNPINNED, violations
from tests.isolation.disguise import act_as_login, superuser

pytestmark = pytest.mark.django_db

TENANT = "tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)"
OTHER_FLAG = f"{TENANT} OR current_setting('app.support', true) = '1'"
FAULTS = {
    "a new tenant table without row security": "CREATE TABLE fault (id uuid PRIMARY KEY, tenant_id uuid)",
    "row security not forced": "ALTER TABLE sales_booking NO FORCE ROW LEVEL SECURITY",
    "row security off": "ALTER TABLE sales_booking DISABLE ROW LEVEL SECURITY",
    "a policy that lets all through": "CREATE POLICY fault ON sales_booking TO prm_staff USING (true)",
    "a policy with a way round it": (
        f"DROP POLICY prm_staff_select ON sales_booking;"
        f"CREATE POLICY prm_staff_select ON sales_booking FOR SELECT TO prm_staff USING ({OTHER_FLAG})"
    ),
    "a policy on the wrong setting": (
        "DROP POLICY prm_staff_select ON sales_booking; CREATE POLICY prm_staff_select ON sales_booking FOR SELECT"
        " TO prm_staff USING (tenant_id = (SELECT nullif(current_setting('app.other', true), '')::uuid))"
    ),
    "a second permissive policy": f"CREATE POLICY fault ON sales_booking FOR SELECT TO prm_cam USING ({TENANT})",
    "a policy for everybody": f"CREATE POLICY fault ON sales_booking USING ({TENANT})",
    "a check that lets all be written": (
        f"DROP POLICY prm_staff_update ON sales_booking; CREATE POLICY prm_staff_update ON sales_booking FOR UPDATE"
        f" TO prm_staff USING ({TENANT}) WITH CHECK (true)"
    ),
    "a policy of staff missing": "DROP POLICY prm_staff_select ON sales_booking",
    "a unique index over all tenants": "CREATE UNIQUE INDEX fault ON partners_partner (name, id)",
    "no key of tenant and id": "ALTER TABLE cadence_quietalert DROP CONSTRAINT cadence_quietalert_tenant_key",
    "a plain foreign key": (
        "ALTER TABLE sales_booking ADD CONSTRAINT fault FOREIGN KEY (partner_id) REFERENCES partners_partner (id)"
    ),
    "a view with its owner's rights": "CREATE VIEW fault AS SELECT * FROM sales_booking",
    "a materialized view": "CREATE MATERIALIZED VIEW fault AS SELECT tenant_id, count(*) FROM sales_booking GROUP BY 1",
    "a function with its owner's rights": (
        "CREATE FUNCTION fault() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM sales_booking'"
    ),
    "a grant to the login role": "GRANT SELECT ON sales_booking TO prm_app",
    "a grant of one column to the login role": "GRANT SELECT (amount) ON sales_booking TO prm_app",
    "a grant to everybody": "GRANT SELECT ON sales_booking TO PUBLIC",
    "accounts readable inside a tenant": "GRANT SELECT ON people_user TO prm_partner",
    "sessions readable inside a tenant": "GRANT SELECT (session_data) ON django_session TO prm_staff",
    "a login role above row security": "ALTER ROLE prm_app BYPASSRLS",
    "a login role that may become one above it": "GRANT prm_maint TO prm_app",
    "a login role that owns a table": "ALTER TABLE sales_booking OWNER TO prm_app",
}


def test_the_catalogue_has_no_hole() -> None:
    with connection.cursor() as cursor:
        assert violations(cursor) == []


def test_every_named_exception_is_still_needed() -> None:
    pins = next(rule for rule in RULES if rule.says.startswith("every permissive policy"))
    with connection.cursor() as cursor:
        cursor.execute(pins.query)
        assert {row[0] for row in cursor.fetchall()} == set(UNPINNED)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str) -> None:
    with superuser() as raw, raw.cursor() as cursor:
        cursor.execute(FAULTS[fault])
        act_as_login(cursor)
        assert violations(cursor) != []


def test_without_a_fault_nothing_is_found() -> None:
    with superuser() as raw, raw.cursor() as cursor:
        act_as_login(cursor)
        assert violations(cursor) == []
