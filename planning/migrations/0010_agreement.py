"""Signatures under a plan, the vendor's draft that its partner does not see yet, and why a plan was closed."""

import django.db.models.deletion
from django.db import migrations, models

import prm.tenancy.constraints
import prm.tenancy.fields
import prm.tenancy.models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0004_contact_left_date"),
        ("people", "0003_email_once_in_each_company"),
        ("planning", "0009_row_security_of_revenue_goals_and_rebates"),
        ("tenancy", "0003_attribution_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanSignature",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("party", models.CharField(choices=[("vendor", "Vendor"), ("partner", "Partner")], max_length=7)),
                ("member_name", models.CharField(max_length=150)),
                ("role", models.CharField(max_length=60)),
                ("typed_name", models.CharField(blank=True, max_length=150)),
                ("drawing", models.TextField(blank=True)),
                ("document_hash", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField()),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                ("voided_by_name", models.CharField(blank=True, max_length=150)),
                ("void_reason", models.CharField(blank=True, max_length=300)),
                (
                    "member",
                    prm.tenancy.fields.TenantForeignKey(
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
                    "plan",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planning.businessplan",
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
                    models.CheckConstraint(
                        condition=models.Q(("drawing", ""), ("typed_name", ""), _negated=True),
                        name="planning_plansignature_says_something",
                    ),
                    models.UniqueConstraint(fields=("tenant", "id"), name="planning_plansignature_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="plan", name="planning_plansignature_plan_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="planning_plansignature_partner_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="member", name="planning_plansignature_member_tenant_fk"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("tenant", "plan", "party"),
                        name="planning_plansignature_one_that_counts",
                        violation_error_message="This side has signed already.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="businessplan",
            name="closing_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="why it is closed"),
        ),
        migrations.AddField(
            model_name="businessplan",
            name="is_vendor_draft",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddConstraint(
            model_name="businessplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_vendor_draft", False),
                    models.Q(("cost_sharing", "example"), ("state__in", ["draft", "closed"])),
                    _connector="OR",
                ),
                name="planning_businessplan_hidden_only_at_first",
            ),
        ),
    ]
