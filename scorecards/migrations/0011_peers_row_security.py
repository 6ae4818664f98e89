"""Partners and CAMs read what is told about peers; the scores behind it are for staff alone."""

from django.db import migrations

from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [("scorecards", "0010_peers"), ("tenancy", "0002_row_security")]
    operations = [
        EnableRowSecurity("PeerSnapshot"),
        EnableRowSecurity("PeerStatistic", cam="read", partner="read"),
        EnableRowSecurity("PeerScore"),
    ]
