"""Everybody reaches their own saved views and nobody else's."""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [("web", "0001_saved_view")]
    operations = [
        EnableRowSecurity("SavedView", member_column="membership_id", cam="write", partner="write"),
    ]
