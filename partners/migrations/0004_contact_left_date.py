"""The day on which somebody left a partner."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0003_actions"),
    ]

    operations = [
        migrations.AddField(
            model_name="contact",
            name="left_date",
            field=models.DateField(blank=True, null=True, verbose_name="left on"),
        ),
    ]
