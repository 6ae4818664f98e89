"""All values of the programme, for CAMs to rank their own partners in."""

import django.db.models.deletion
from django.db import migrations, models

import prm.tenancy.models
from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("scorecards", "0011_peers_row_security"),
        ("tenancy", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgrammeSpread",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("metric", models.CharField(max_length=100)),
                ("values", models.JSONField(default=list)),
                ("as_of_date", models.DateField()),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="scorecards_programmespread_tenant_key"),
                    models.UniqueConstraint(fields=("tenant", "metric"), name="scorecards_programmespread_one"),
                ],
            },
        ),
        EnableRowSecurity("ProgrammeSpread", cam="read"),
    ]
