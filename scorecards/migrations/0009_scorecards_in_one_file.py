"""The scorecards of all partners of a CAM in one file: each belongs to the member who asked for it."""

import django.db.models.deletion
from django.db import migrations, models

import prm.documents.enums
import prm.tenancy.constraints
import prm.tenancy.fields
import prm.tenancy.models
from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_files_of_their_maker"),
        ("people", "0003_email_once_in_each_company"),
        ("scorecards", "0008_published_versions_stand"),
        ("tenancy", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="ScorecardBundle",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("as_of_date", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting"),
                            ("building", "Being built"),
                            ("ready", "Ready"),
                            ("failed", "Failed"),
                        ],
                        default=prm.documents.enums.BuildStatus["QUEUED"],
                        max_length=10,
                    ),
                ),
                ("partners", models.PositiveIntegerField(default=0)),
                ("drawn", models.PositiveIntegerField(default=0)),
                ("failure", models.CharField(blank=True, max_length=300)),
                ("requested_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "cam",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.membership",
                    ),
                ),
                (
                    "file",
                    prm.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="documents.storedfile",
                    ),
                ),
                (
                    "requested_by",
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
                "indexes": [
                    models.Index(fields=["tenant", "requested_by", "-requested_at"], name="scorecards_bundle_newest")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="scorecards_scorecardbundle_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="cam", name="scorecards_scorecardbundle_cam_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="file", name="scorecards_scorecardbundle_file_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="requested_by", name="scorecards_scorecardbundle_requested_by_tenant_fk"
                    ),
                ],
            },
        ),
        EnableRowSecurity("ScorecardBundle", member_column="requested_by_id", cam="write"),
    ]
