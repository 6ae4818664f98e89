"""Who reaches which rows."""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial"), ("partners", "0002_row_security")]
    operations = [
        # Partners see what is asked of them, and no drafts of what may be asked.
        EnableRowSecurity("Program", cam="read", partner="read"),
        EnableRowSecurity("ProgramVersion", partner_hides="is_draft", cam="read", partner="read"),
        EnableRowSecurity("PartnerTier", partner_column="partner_id", cam="read", partner="read"),
        # What is thought about a partner before it is decided, and why exceptions were made, is the vendor's own.
        EnableRowSecurity("TierReview", partner_column="partner_id", cam="read"),
        EnableRowSecurity("TierException", partner_column="partner_id", cam="read"),
        EnableRowSecurity("StageChange", partner_column="partner_id", cam="write"),
    ]
