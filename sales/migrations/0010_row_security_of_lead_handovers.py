"""Who reaches the hand-over of a lead: whoever reaches the lead."""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [("sales", "0009_lead_handovers"), ("tenancy", "0002_row_security")]
    operations = [EnableRowSecurity("LeadHandover", partner_column="partner_id", cam="write", partner="write")]
