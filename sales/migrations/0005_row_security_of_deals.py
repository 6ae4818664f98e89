"""Who reaches which deals, and which customers through them."""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [("sales", "0004_default_stages"), ("tenancy", "0002_row_security")]
    operations = [
        EnableRowSecurity("Customer", reached_through=("sales_deal", "customer_id"), cam="write", partner="read"),
        EnableRowSecurity("DealStage", cam="read", partner="read"),
        EnableRowSecurity("Deal", partner_column="partner_id", cam="write", partner="read"),
        EnableRowSecurity("DealMove", partner_column="partner_id", cam="write", partner="read"),
    ]
