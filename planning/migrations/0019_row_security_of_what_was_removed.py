"""Who reaches what was removed: whoever reached it before."""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [("planning", "0018_what_was_removed"), ("tenancy", "0002_row_security")]
    operations = [
        EnableRowSecurity("RemovedWork"),
        EnableRowSecurity("RemovedPart", partner_column="partner_id", cam="write", partner="write"),
    ]
