"""Who sees which people."""

from django.db import migrations

from prm.tenancy.row_security import ASSIGNED_PARTNERS, OWN_CAMS, PARTNER, TENANT, USER, EnableRowSecurity, policy

TABLE = "people_membership"
NOBODY = "'00000000-0000-0000-0000-000000000000'::uuid"
# Colleagues at the vendor have no partner; CAMs see them, and the people of the partners assigned to them.
CAM_ROWS = f"tenant_id = {TENANT} AND CASE WHEN partner_id IS NULL THEN true ELSE partner_id = {ASSIGNED_PARTNERS} END"
# Partner people see each other and their own CAMs.
PARTNER_ROWS = (
    f"tenant_id = {TENANT} AND coalesce(partner_id, CASE WHEN id = {OWN_CAMS} THEN {PARTNER} END) = {PARTNER}"
)
COLLEAGUE_ROWS = f"tenant_id = {TENANT} AND partner_id = {PARTNER}"
OWN_ROWS = f"user_id = {USER}"
POLICIES = [
    ("prm_cam", "SELECT", CAM_ROWS),
    ("prm_partner", "SELECT", PARTNER_ROWS),
    ("prm_partner", "INSERT", COLLEAGUE_ROWS),
    ("prm_partner", "UPDATE", COLLEAGUE_ROWS),
    # Outside every tenant a person sees their own memberships, and the tenants' names, to choose one.
    ("prm_person", "SELECT", OWN_ROWS),
]
OWN_TENANTS = f"id = ANY (ARRAY(SELECT tenant_id FROM {TABLE} WHERE user_id = {USER}))"  # noqa: S608  constants only


def _forwards() -> list[str]:
    grants = [f"GRANT {command} ON {TABLE} TO {role}" for role, command, _rows in POLICIES]
    policies = [policy(table=TABLE, role=role, command=command, rows=rows) for role, command, rows in POLICIES]
    tenants = policy(table="tenancy_tenant", role="prm_person", command="SELECT", rows=OWN_TENANTS)
    return [*grants, *policies, "GRANT SELECT ON tenancy_tenant TO prm_person", tenants]


def _backwards() -> list[str]:
    drops = [f"DROP POLICY {role}_{command.lower()} ON {TABLE}" for role, command, _rows in POLICIES]
    return ["DROP POLICY prm_person_select ON tenancy_tenant", *drops]


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("tenancy", "0002_row_security")]
    operations = [
        EnableRowSecurity("Membership"),
        migrations.RunSQL("; ".join(_forwards()), "; ".join(_backwards())),
        EnableRowSecurity("Invitation", partner_column="partner_id", partner="write"),
        EnableRowSecurity("ApiToken", member_column="membership_id", cam="write", partner="write"),
    ]
