"""When a partner was through with a round; and which delivery made a revision, so that one that comes twice is one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scorecards", "0004_capabilities_row_security")]
    operations = [
        migrations.AddField("answerrevision", "delivery", models.UUIDField(blank=True, null=True)),
        migrations.AddField("assessment", "partner_finished_at", models.DateTimeField(blank=True, null=True)),
    ]
