"""An imported lead learns the day of its stage from its moves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sales", "0007_row_security_of_leads"),
    ]

    operations = [
        migrations.AlterField(
            model_name="lead",
            name="stage_date",
            field=models.DateField(blank=True, null=True, verbose_name="in this stage since"),
        ),
    ]
