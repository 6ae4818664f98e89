"""A file of no one partner belongs to whoever had it made: a CAM reaches the own ones, and those of other CAMs never."""

from django.db import migrations

from prm.tenancy.row_security import ASSIGNED_PARTNERS, MEMBERSHIP, TENANT, policy

TABLE = '"documents_storedfile"'
OF_PARTNERS = f"tenant_id = {TENANT} AND partner_id = {ASSIGNED_PARTNERS}"
OF_MAKERS = (
    f"tenant_id = {TENANT} AND CASE WHEN partner_id IS NULL THEN created_by_id = {MEMBERSHIP} "
    f"ELSE partner_id = {ASSIGNED_PARTNERS} END"
)
COMMANDS = ("SELECT", "INSERT", "UPDATE", "DELETE")


def cam_policies(rows: str) -> str:
    """The statements that let CAMs reach these rows and no others."""
    return ";".join(
        f"DROP POLICY prm_cam_{command.lower()} ON {TABLE};"
        + policy(table=TABLE, role="prm_cam", command=command, rows=rows)
        for command in COMMANDS
    )


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_row_security")]
    operations = [migrations.RunSQL(cam_policies(OF_MAKERS), cam_policies(OF_PARTNERS))]
