"""Who reaches which marketing plans. What happened to a plan is added to and never rewritten."""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [("planning", "0004_default_tactic_types"), ("tenancy", "0002_row_security")]
    operations = [
        EnableRowSecurity("TacticType", cam="read", partner="read"),
        EnableRowSecurity("MarketingPlan", partner_column="partner_id", cam="write", partner="write"),
        EnableRowSecurity("MarketingGoal", partner_column="partner_id", cam="write", partner="write"),
        EnableRowSecurity("Tactic", partner_column="partner_id", cam="write", partner="write"),
        EnableRowSecurity("MarketingStep", partner_column="partner_id", staff="insert", cam="insert", partner="insert"),
        EnableRowSecurity("MarketingTime", partner_column="partner_id", cam="write", partner="write"),
    ]
