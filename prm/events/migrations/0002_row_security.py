"""Who reaches which rows."""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial"), ("tenancy", "0002_row_security")]
    operations = [
        EnableRowSecurity("Event", partner_column="partner_id", staff="insert", cam="insert", partner="insert"),
        EnableRowSecurity("Effect", cam="write", partner="write"),
        migrations.RunSQL(
            "GRANT INSERT ON events_outboxentry TO prm_staff, prm_cam, prm_partner", migrations.RunSQL.noop
        ),
    ]
