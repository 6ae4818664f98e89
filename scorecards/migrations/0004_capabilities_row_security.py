"""Who reaches which questions and answers. Partner users reach nothing that is internal."""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [("scorecards", "0003_capabilities"), ("tenancy", "0002_row_security")]
    operations = [
        EnableRowSecurity("QuestionSet", cam="read", partner="read"),
        EnableRowSecurity("QuestionSetVersion", cam="read", partner="read"),
        EnableRowSecurity("Category", cam="read", partner="read", partner_hides="is_internal"),
        EnableRowSecurity("Topic", cam="read", partner="read", partner_hides="is_internal"),
        EnableRowSecurity("Question", cam="read", partner="read", partner_hides="is_internal"),
        EnableRowSecurity("Option", cam="read", partner="read", partner_hides="is_internal"),
        EnableRowSecurity("Assessment", partner_column="partner_id", cam="write", partner="write"),
        EnableRowSecurity(
            "Answer", partner_column="partner_id", cam="write", partner="write", partner_hides="is_internal"
        ),
        EnableRowSecurity(
            "AnswerRevision",
            partner_column="partner_id",
            staff="insert",
            cam="insert",
            partner="insert",
            partner_hides="is_internal",
        ),
        EnableRowSecurity("AnsweringTime", partner_column="partner_id", cam="write", partner="write"),
    ]
