"""Who reaches which rows."""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [("sales", "0001_initial"), ("tenancy", "0002_row_security")]
    operations = [
        EnableRowSecurity("Product", cam="read", partner="read"),
        EnableRowSecurity("Booking", partner_column="partner_id", cam="read", partner="read"),
        EnableRowSecurity("PartnerMonth", partner_column="partner_id", cam="read", partner="read"),
        EnableRowSecurity("DataCoverage", cam="read", partner="read"),
    ]
