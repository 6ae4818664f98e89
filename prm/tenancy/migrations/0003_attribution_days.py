"""How long a deal counts as influenced by a lead."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0002_row_security"),
    ]

    operations = [
        migrations.AddField(
            model_name="tenant",
            name="attribution_days",
            field=models.PositiveSmallIntegerField(
                default=180,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(1095),
                ],
            ),
        ),
    ]
