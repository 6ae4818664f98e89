"""What the first draft of a plan was made of, in words."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0012_agreed_plans_stand")]
    operations = [
        migrations.AddField(
            model_name="businessplan",
            name="start_note",
            field=models.CharField(
                blank=True, default="", editable=False, max_length=400, verbose_name="what it was made of"
            ),
            preserve_default=False,
        ),
    ]
