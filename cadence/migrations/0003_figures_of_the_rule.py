"""Keep with an alert all that its reason is worded from, and what its last change can be undone to."""

from decimal import Decimal

from django.db import migrations, models

_STATES = [
    ("open", "Open"),
    ("acknowledged", "Acknowledged"),
    ("snoozed", "Snoozed"),
    ("resolved", "Resolved"),
    ("accepted_loss", "Accepted loss"),
]


class Migration(migrations.Migration):
    dependencies = [("cadence", "0002_row_security")]
    operations = [
        migrations.AddField("quietalert", "gap_is_own", models.BooleanField(default=True)),
        migrations.AddField(
            "quietalert",
            "booked_12_months",
            models.DecimalField(decimal_places=6, default=Decimal(0), max_digits=22),
            preserve_default=False,
        ),
        migrations.AddField(
            "quietalert",
            "previous_state",
            models.CharField(blank=True, choices=_STATES, default="", max_length=15),
            preserve_default=False,
        ),
    ]
