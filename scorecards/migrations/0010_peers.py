"""What is told about peers, once a quarter, and what is behind it."""

import django.db.models.deletion
from django.db import migrations, models

import prm.tenancy.constraints
import prm.tenancy.fields
import prm.tenancy.models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0004_contact_left_date"),
        ("people", "0003_email_once_in_each_company"),
        ("scorecards", "0009_scorecards_in_one_file"),
        ("tenancy", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="PeerSnapshot",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("fiscal_year", models.PositiveSmallIntegerField()),
                ("fiscal_quarter", models.PositiveSmallIntegerField()),
                ("frozen_at", models.DateTimeField()),
                ("outcomes", models.JSONField(default=dict)),
                (
                    "frozen_by",
                    prm.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
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
                    models.UniqueConstraint(fields=("tenant", "id"), name="scorecards_peersnapshot_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="frozen_by", name="scorecards_peersnapshot_frozen_by_tenant_fk"
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "fiscal_year", "fiscal_quarter"), name="scorecards_peersnapshot_one_a_quarter"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fiscal_quarter__range", (1, 4))),
                        name="scorecards_peersnapshot_quarter_is_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeerScore",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("metric", models.CharField(max_length=200)),
                (
                    "rung",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "All partners"),
                            (1, "Same type"),
                            (2, "Same type and tier"),
                            (3, "Same type, tier and region"),
                        ]
                    ),
                ),
                ("type", models.CharField(blank=True, max_length=100)),
                ("tier", models.CharField(blank=True, max_length=50)),
                ("region", models.CharField(blank=True, max_length=100)),
                ("value", models.IntegerField()),
                ("weight", models.DecimalField(blank=True, decimal_places=6, max_digits=22, null=True)),
                ("is_low", models.BooleanField(default=True)),
                ("is_high", models.BooleanField(default=True)),
                (
                    "partner",
                    prm.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partners.partner",
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
                (
                    "entered",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="scorecards.peersnapshot",
                    ),
                ),
                (
                    "left",
                    prm.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="scorecards.peersnapshot",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="scorecards_peerscore_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner",
                        name="scorecards_peerscore_partner_tenant_fk",
                        on_delete="SET NULL (partner_id)",
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="entered", name="scorecards_peerscore_entered_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="left", name="scorecards_peerscore_left_tenant_fk"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("partner", None), _negated=True),
                        fields=("tenant", "partner", "metric", "entered"),
                        name="scorecards_peerscore_once_a_quarter",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeerStatistic",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("metric", models.CharField(max_length=200)),
                (
                    "rung",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "All partners"),
                            (1, "Same type"),
                            (2, "Same type and tier"),
                            (3, "Same type, tier and region"),
                        ]
                    ),
                ),
                ("type", models.CharField(blank=True, max_length=100)),
                ("tier", models.CharField(blank=True, max_length=50)),
                ("region", models.CharField(blank=True, max_length=100)),
                ("fiscal_year", models.PositiveSmallIntegerField()),
                ("fiscal_quarter", models.PositiveSmallIntegerField()),
                ("as_of_date", models.DateField()),
                ("count_band", models.CharField(max_length=20)),
                ("median", models.IntegerField()),
                ("lower_quartile", models.IntegerField(blank=True, null=True)),
                ("upper_quartile", models.IntegerField(blank=True, null=True)),
                (
                    "snapshot",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="scorecards.peersnapshot",
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
                    models.UniqueConstraint(fields=("tenant", "id"), name="scorecards_peerstatistic_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="snapshot", name="scorecards_peerstatistic_snapshot_tenant_fk", on_delete="CASCADE"
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "metric", "rung", "type", "tier", "region", "fiscal_year", "fiscal_quarter"),
                        name="scorecards_peerstatistic_one_a_quarter",
                    ),
                ],
            },
        ),
    ]
