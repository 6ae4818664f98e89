"""Who reaches which campaigns and leads. A campaign of no partner is the vendor's own: its staff alone reach it."""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [("sales", "0006_campaigns_and_leads"), ("tenancy", "0002_row_security")]
    operations = [
        EnableRowSecurity("Campaign", partner_column="partner_id", cam="write", partner="write"),
        EnableRowSecurity("Lead", partner_column="partner_id", cam="write", partner="write"),
        EnableRowSecurity("LeadMove", partner_column="partner_id", cam="write", partner="write"),
    ]
