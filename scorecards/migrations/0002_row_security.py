"""Who reaches which rows."""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [("scorecards", "0001_initial"), ("tenancy", "0002_row_security")]
    operations = [
        EnableRowSecurity("Quota", cam="read"),
        EnableRowSecurity("Target", partner_column="partner_id", cam="write", partner="read"),
        EnableRowSecurity("Standing", partner_column="partner_id", cam="write", partner="read"),
    ]
