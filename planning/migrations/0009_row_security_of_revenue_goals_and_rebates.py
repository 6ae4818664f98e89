"""Who reaches which rows of revenue goals and rebate studies: the vendor's staff, and neither CAMs nor partners."""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [("planning", "0008_revenue_goals_and_rebates"), ("tenancy", "0002_row_security")]
    operations = [
        EnableRowSecurity("RevenueGoal"),
        EnableRowSecurity("RevenueSegment"),
        EnableRowSecurity("RevenueWorksheet"),
        EnableRowSecurity("RebateStudy"),
        EnableRowSecurity("RebateParticipant", partner_column="partner_id"),
    ]
