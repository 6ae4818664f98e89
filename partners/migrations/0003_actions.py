"""Promises between the vendor and a partner, and who reaches them."""

import django.db.models.deletion
from django.db import migrations, models

import partners.enums
import prm.tenancy.constraints
import prm.tenancy.fields
import prm.tenancy.models
from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0002_row_security"),
        ("people", "0003_email_once_in_each_company"),
        ("tenancy", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="Action",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("detail", models.CharField(blank=True, max_length=2000)),
                (
                    "side",
                    models.CharField(
                        choices=[("vendor", "Vendor"), ("partner", "Partner")],
                        max_length=10,
                        verbose_name="who owes it",
                    ),
                ),
                ("due_date", models.DateField(blank=True, null=True, verbose_name="due")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("in_progress", "In progress"),
                            ("done", "Done"),
                            ("dropped", "Dropped"),
                        ],
                        default=partners.enums.ActionStatus["OPEN"],
                        max_length=20,
                    ),
                ),
                ("resources", models.CharField(blank=True, max_length=1000, verbose_name="what it takes")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("manual", "Added by hand"),
                            ("capabilities", "Capabilities"),
                            ("plan", "Plan"),
                            ("qbr", "QBR"),
                            ("tier", "Programme level"),
                            ("stage", "Life stage"),
                        ],
                        default=partners.enums.ActionSource["MANUAL"],
                        max_length=20,
                    ),
                ),
                ("source_id", models.UUIDField(blank=True, null=True)),
                ("is_internal", models.BooleanField(default=False, verbose_name="the partner does not see it")),
                ("done_date", models.DateField(blank=True, null=True, verbose_name="done on")),
                ("dropped_reason", models.CharField(blank=True, max_length=500, verbose_name="why it was dropped")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
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
                    "owner",
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
                    "partner",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["tenant", "partner", "status", "due_date"], name="partners_action_partner"),
                    models.Index(fields=["tenant", "status", "due_date"], name="partners_action_due"),
                    models.Index(
                        condition=models.Q(("source_id__isnull", False)),
                        fields=["tenant", "source_id"],
                        name="partners_action_source",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="partners_action_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="partners_action_partner_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="owner", name="partners_action_owner_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="created_by", name="partners_action_created_by_tenant_fk"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", partners.enums.ActionStatus["DONE"]), ("done_date__isnull", False)),
                            models.Q(
                                models.Q(("status", partners.enums.ActionStatus["DONE"]), _negated=True),
                                ("done_date", None),
                            ),
                            _connector="OR",
                        ),
                        name="partners_action_done_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_internal", True), ("side", partners.enums.ActionSide["PARTNER"]), _negated=True
                        ),
                        name="partners_action_owed_is_seen",
                        violation_error_message="The partner must see what it owes.",
                    ),
                ],
            },
        ),
        EnableRowSecurity(
            "Action", partner_column="partner_id", cam="write", partner="write", partner_hides="is_internal"
        ),
    ]
