"""Units of contracts of two or three years leave at renewal. The columns stay as they are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0019_row_security_of_what_was_removed")]
    operations = [
        migrations.AlterField(
            model_name="planline",
            name="churn_period",
            field=models.CharField(
                choices=[
                    ("month", "a month"),
                    ("year", "a year"),
                    ("2year", "at renewal, every two years"),
                    ("3year", "at renewal, every three years"),
                ],
                default="year",
                max_length=5,
            ),
        ),
    ]
