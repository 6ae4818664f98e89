"""What must hold in the database's own catalogue, asked of the catalogue itself: no list of tables can go stale.

Each rule is a query that answers with the names that break it. It is asked as the login role.
"""

from dataclasses import dataclass
from typing import Any

TENANT_TABLES = """
    WITH walled AS (
        SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND (c.relname = 'tenancy_tenant' OR EXISTS (
            SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped)))
"""
# As Postgres writes `tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)` back to us.
PIN = r"^\(*(tenant_)?id = \( SELECT \(NULLIF\(current_setting\(''app\.tenant_id''::text, true\), ''''::text\)\)::uuid"

# Policies that do not pin the tenant, each with its reason. Nothing else may.
UNPINNED = {
    "tenancy_tenant.prm_app_select": "the relay and nightly tasks go through all tenants; the row holds no one's data",
    "tenancy_tenant.prm_app_insert": "an operator makes tenants from the command line",
    "tenancy_tenant.prm_person_select": "before choosing a tenant a person sees the names of their own",
    "people_membership.prm_person_select": "before choosing a tenant a person sees their own memberships",
}
# What scoped roles may do to tables that belong to no tenant, each with its reason.
PLATFORM_GRANTS = {
    "events_outboxentry INSERT": "an event's tasks wait there, written in its transaction; nobody reads it back",
}


@dataclass(frozen=True)
class Rule:
    """A sentence that holds, and the query for what breaks it."""

    says: str
    query: str


RULES = [
    Rule(
        "every tenant table forces row security",
        f"{TENANT_TABLES} SELECT relname FROM walled WHERE NOT (relrowsecurity AND relforcerowsecurity)",
    ),
    Rule(
        "every tenant table has a policy for staff that pins the tenant",
        f"""{TENANT_TABLES} SELECT relname FROM walled WHERE NOT EXISTS (
            SELECT FROM pg_policies p WHERE p.tablename = relname AND 'prm_staff' = ANY (p.roles)
            AND p.cmd IN ('SELECT', 'ALL') AND p.qual ~ '{PIN}')""",
    ),
    Rule(
        "every permissive policy pins the tenant, joined to nothing by OR",
        f"""SELECT tablename || '.' || policyname FROM pg_policies
            WHERE schemaname = 'public' AND permissive = 'PERMISSIVE' AND NOT (
                coalesce(qual, with_check) ~ '{PIN}' AND coalesce(with_check, qual) ~ '{PIN}'
                AND coalesce(qual, '') !~ '\\mOR\\M' AND coalesce(with_check, '') !~ '\\mOR\\M')""",
    ),
    Rule(
        "each role has at most one permissive policy a table and command",
        """SELECT tablename || ' ' || role || ' ' || command FROM (
            SELECT tablename, unnest(roles) AS role, unnest(CASE cmd
                WHEN 'ALL' THEN ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'] ELSE ARRAY[cmd] END) AS command
            FROM pg_policies WHERE schemaname = 'public' AND permissive = 'PERMISSIVE') each
            GROUP BY tablename, role, command HAVING count(*) > 1""",
    ),
    Rule(
        "no policy is for everybody",
        """SELECT tablename || '.' || policyname FROM pg_policies
            WHERE schemaname = 'public' AND 'public' = ANY (roles)""",
    ),
    Rule(
        "every unique index of a tenant table carries the tenant",
        f"""{TENANT_TABLES} SELECT i.indexrelid::regclass::text FROM pg_index i JOIN walled w ON w.oid = i.indrelid
            WHERE i.indisunique AND NOT i.indisprimary AND w.relname <> 'tenancy_tenant' AND NOT EXISTS (
                SELECT FROM pg_attribute a WHERE a.attrelid = w.oid AND a.attname = 'tenant_id'
                AND a.attnum = ANY (i.indkey))""",
    ),
    Rule(
        "every tenant table can be pointed at by tenant and id",
        f"""{TENANT_TABLES} SELECT relname FROM walled WHERE relname <> 'tenancy_tenant' AND NOT EXISTS (
            SELECT FROM pg_index i WHERE i.indrelid = walled.oid AND i.indisunique AND i.indpred IS NULL
            AND i.indnkeyatts = 2 AND i.indkey::int2[]::int[] @> ARRAY (
                SELECT attnum::int FROM pg_attribute
                WHERE attrelid = walled.oid AND attname IN ('tenant_id', 'id')))""",
    ),
    Rule(
        "every foreign key between tenant tables carries the tenant",
        f"""{TENANT_TABLES} SELECT k.conrelid::regclass || '.' || k.conname FROM pg_constraint k
            JOIN walled source ON source.oid = k.conrelid JOIN walled target ON target.oid = k.confrelid
            WHERE k.contype = 'f' AND target.relname <> 'tenancy_tenant' AND NOT EXISTS (
                SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attname = 'tenant_id'
                AND a.attnum = ANY (k.conkey))""",
    ),
    Rule(
        "every view runs with the rights of who asks",
        """SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v'
            AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)""",
    ),
    Rule(
        "there is no materialized view, which could have no policy",
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'm'",
    ),
    Rule(
        "no function runs with its owner's rights",
        "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef",
    ),
    Rule(
        "the login role itself can touch no tenant's rows",
        f"""{TENANT_TABLES} SELECT relname FROM walled WHERE relname <> 'tenancy_tenant'
            AND has_any_column_privilege('prm_app', oid, 'SELECT, INSERT, UPDATE')
            OR relname <> 'tenancy_tenant' AND has_table_privilege('prm_app', oid, 'DELETE')""",
    ),
    Rule(
        "scoped roles touch no table that belongs to no tenant",
        f"""{TENANT_TABLES} SELECT c.relname || ' ' || command FROM pg_class c
            CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS command
            CROSS JOIN unnest(ARRAY['prm_staff', 'prm_cam', 'prm_partner', 'prm_person']) AS role
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
            AND c.oid NOT IN (SELECT oid FROM walled) AND c.relname NOT LIKE 'pg\\_%'
            AND CASE command WHEN 'DELETE' THEN has_table_privilege(role, c.oid, command)
                ELSE has_any_column_privilege(role, c.oid, command) END
            GROUP BY c.relname, command""",
    ),
    Rule(
        "the login role has no power over roles or tables",
        """SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls OR rolcreaterole
            OR EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid AND relkind IN ('r', 'p')))""",
    ),
    Rule(
        "the login role cannot become one that walks through the wall",
        """SELECT rolname FROM pg_roles WHERE (rolbypassrls OR rolsuper) AND rolname <> current_user
            AND pg_has_role(current_user, oid, 'MEMBER')""",
    ),
]


def violations(cursor: Any) -> list[str]:
    """What breaks a rule, as `rule: name`, without the named exceptions."""
    found = []
    for rule in RULES:
        cursor.execute(rule.query)
        names = sorted(row[0] for row in cursor.fetchall())
        found += [f"{rule.says}: {name}" for name in names if name not in UNPINNED and name not in PLATFORM_GRANTS]
    return found
