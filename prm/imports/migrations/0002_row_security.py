"""Who reaches which rows: imports are the staff's alone."""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial"), ("tenancy", "0002_row_security")]
    operations = [
        EnableRowSecurity("ImportMapping"),
        EnableRowSecurity("ImportBatch"),
        EnableRowSecurity("ImportChange"),
    ]
