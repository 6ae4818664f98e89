"""Objectives of a plan, and what is to be reached in each quarter."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import prm.tenancy.constraints
import prm.tenancy.fields
import prm.tenancy.models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0004_contact_left_date"),
        ("planning", "0013_what_a_plan_was_made_of"),
        ("sales", "0007_row_security_of_leads"),
        ("tenancy", "0003_attribution_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanObjective",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=120)),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("bookings", "Bookings"),
                            ("orders", "Orders"),
                            ("won_deals", "Won deals"),
                            ("new_customers", "New customers"),
                            ("pipeline", "Qualified pipeline at the quarter’s end"),
                            ("mgos", "MGOs (leads qualified by marketing)"),
                            ("certificates", "Certificates held at the quarter’s end"),
                            ("manual", "Something else, entered by hand"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "weight",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1"),
                        max_digits=6,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("1000")),
                        ],
                    ),
                ),
                ("family", models.CharField(blank=True, max_length=100, verbose_name="product family")),
                ("country", models.CharField(blank=True, max_length=100)),
                ("is_partner_owned", models.BooleanField(default=False, editable=False)),
                (
                    "customer",
                    prm.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.customer",
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
                    models.UniqueConstraint(fields=("tenant", "id"), name="planning_planobjective_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="plan", name="planning_planobjective_plan_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="planning_planobjective_partner_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="customer", name="planning_planobjective_customer_tenant_fk"
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "plan", "name"),
                        name="planning_planobjective_name",
                        violation_error_message="Another objective of this plan has this name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gte", 0)), name="planning_planobjective_weight"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ObjectiveTarget",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("quarter", models.PositiveSmallIntegerField()),
                (
                    "target",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=20,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                    ),
                ),
                ("actual_entered", models.DecimalField(blank=True, decimal_places=2, max_digits=20, null=True)),
                ("entered_by_name", models.CharField(blank=True, max_length=150)),
                ("entered_at", models.DateTimeField(blank=True, null=True)),
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
                (
                    "objective",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planning.planobjective",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="planning_objectivetarget_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="objective", name="planning_objectivetarget_objective_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="plan", name="planning_objectivetarget_plan_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="planning_objectivetarget_partner_tenant_fk", on_delete="CASCADE"
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "objective", "quarter"), name="planning_objectivetarget_quarter"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quarter__range", (1, 4)), ("target__gte", 0)),
                        name="planning_objectivetarget_in_range",
                    ),
                ],
            },
        ),
    ]
