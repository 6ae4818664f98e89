"""A CAM also writes, and reads, their own events that are about no partner: a token made, a view saved."""

from django.db import migrations

from prm.tenancy.row_security import ASSIGNED_PARTNERS, MEMBERSHIP, TENANT, policy

TABLE = "events_event"
BEFORE = f"tenant_id = {TENANT} AND partner_id = {ASSIGNED_PARTNERS}"
AFTER = (
    f"tenant_id = {TENANT} AND CASE WHEN partner_id IS NULL THEN actor_id = {MEMBERSHIP}"
    f" ELSE partner_id = {ASSIGNED_PARTNERS} END"
)


def _replace(rows: str) -> str:
    statements = [
        statement
        for command in ("SELECT", "INSERT")
        for statement in (
            f"DROP POLICY prm_cam_{command.lower()} ON {TABLE}",
            policy(table=TABLE, role="prm_cam", command=command, rows=rows),
        )
    ]
    return ";\n".join(statements)


class Migration(migrations.Migration):
    dependencies = [("events", "0002_row_security")]
    operations = [migrations.RunSQL(_replace(AFTER), _replace(BEFORE))]
