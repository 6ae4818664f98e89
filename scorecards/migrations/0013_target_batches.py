"""Targets set for many partners in one go; only who set them takes them back."""

import django.db.models.deletion
from django.db import migrations, models

import prm.tenancy.constraints
import prm.tenancy.fields
import prm.tenancy.models
from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_email_once_in_each_company"),
        ("scorecards", "0012_programme_spread"),
        ("tenancy", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="TargetBatch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("year_label", models.CharField(max_length=10)),
                ("start_date", models.DateField()),
                ("end_date", models.DateField()),
                ("before", models.JSONField(default=list)),
                ("after", models.JSONField(default=list)),
                ("saved_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "membership",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.membership",
                    ),
                ),
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
                    models.UniqueConstraint(fields=("tenant", "id"), name="scorecards_targetbatch_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="membership", name="scorecards_targetbatch_membership_tenant_fk", on_delete="CASCADE"
                    ),
                ],
            },
        ),
        EnableRowSecurity("TargetBatch", member_column="membership_id", cam="write"),
    ]
