"""Who reaches which rows."""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity


def _partner_key(table: str) -> migrations.RunSQL:
    name = f"{table}_partner_tenant_fk"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (tenant_id, partner_id)"
        " REFERENCES partners_partner (tenant_id, id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial"), ("people", "0002_row_security"), ("documents", "0001_initial")]
    operations = [
        EnableRowSecurity("Partner", partner_column="id", cam="write", partner="write"),
        EnableRowSecurity("Contact", partner_column="partner_id", cam="write", partner="write"),
        EnableRowSecurity(
            "CamAssignment", partner_column="partner_id", cam_whole_tenant=True, cam="read", partner="read"
        ),
        EnableRowSecurity("BusinessMix", partner_column="partner_id", cam="write", partner="write"),
        EnableRowSecurity("CustomField", cam="read", partner="read"),
        # These tables stand below partners in the import order, so their keys are made here.
        *(_partner_key(table) for table in ("people_membership", "people_invitation", "documents_storedfile")),
    ]
