"""The tenant's own policies, and the functions that the policies of other tables call."""

from django.db import migrations

from prm.tenancy.row_security import CREATE_FUNCTIONS, DROP_FUNCTIONS, TENANT, policy

TABLE = "tenancy_tenant"
OWN = f"id = {TENANT}"
# The directory of tenants is the platform's own: the relay and the nightly tasks go through it.
ANY = "id IS NOT NULL"
POLICIES = {
    "prm_staff": {"SELECT": OWN, "UPDATE": OWN},
    "prm_cam": {"SELECT": OWN},
    "prm_partner": {"SELECT": OWN},
    "prm_app": {"SELECT": ANY, "INSERT": ANY},
}


def _statements() -> list[str]:
    enable = [f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY"]
    enable.append(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {TABLE} TO prm_maint")
    for role, commands in POLICIES.items():
        enable.append(f"GRANT {', '.join(commands)} ON {TABLE} TO {role}")
        enable += [policy(table=TABLE, role=role, command=each, rows=rows) for each, rows in commands.items()]
    return enable


def _reverse() -> list[str]:
    drop = [
        f"DROP POLICY {role}_{command.lower()} ON {TABLE}"
        for role, commands in POLICIES.items()
        for command in commands
    ]
    revoke = [f"REVOKE ALL ON {TABLE} FROM {role}" for role in POLICIES]
    return [*drop, *revoke, f"ALTER TABLE {TABLE} DISABLE ROW LEVEL SECURITY"]


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_tenant")]
    operations = [
        migrations.RunSQL(CREATE_FUNCTIONS, DROP_FUNCTIONS),
        migrations.RunSQL("; ".join(_statements()), "; ".join(_reverse())),
    ]
