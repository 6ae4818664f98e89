"""Customers, and the deals that partners work on with them."""

from decimal import Decimal

import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import prm.tenancy.constraints
import prm.tenancy.fields
import prm.tenancy.models
import sales.enums


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0003_actions"),
        ("people", "0003_email_once_in_each_company"),
        ("sales", "0002_row_security"),
        ("tenancy", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="Customer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("normalized_name", models.CharField(editable=False, max_length=200)),
                ("domain", models.CharField(blank=True, max_length=200)),
                ("country", models.CharField(blank=True, max_length=100)),
                ("city", models.CharField(blank=True, max_length=100)),
                ("external_id", models.CharField(blank=True, max_length=100, verbose_name="customer number")),
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
                    models.Index(fields=["tenant", "normalized_name"], name="sales_customer_by_name"),
                    models.Index(fields=["tenant", "domain"], name="sales_customer_by_domain"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="sales_customer_tenant_key"),
                    models.UniqueConstraint(
                        condition=models.Q(("external_id", ""), _negated=True),
                        fields=("tenant", "external_id"),
                        name="sales_customer_external_id",
                        violation_error_message="Another customer has this number.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DealStage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "probability_percent",
                    models.DecimalField(decimal_places=2, max_digits=5, verbose_name="probability, %"),
                ),
                ("is_qualified", models.BooleanField(default=True, verbose_name="qualified")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("open", "Open"), ("won", "Won"), ("lost", "Lost")],
                        default=sales.enums.Outcome["OPEN"],
                        max_length=10,
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
                    models.UniqueConstraint(fields=("tenant", "id"), name="sales_dealstage_tenant_key"),
                    models.UniqueConstraint(
                        models.F("tenant"),
                        django.db.models.functions.text.Lower("name"),
                        name="sales_dealstage_name",
                        violation_error_message="Another stage has this name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("probability_percent__range", (0, 100))),
                        name="sales_dealstage_percent",
                        violation_error_message="A probability lies between 0 and 100 %.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "open"),
                            models.Q(("outcome", "won"), ("probability_percent", 100)),
                            models.Q(("outcome", "lost"), ("probability_percent", 0)),
                            _connector="OR",
                        ),
                        name="sales_dealstage_closed_is_certain",
                        violation_error_message="Won is 100 %, lost is 0 %.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("external_id", models.CharField(blank=True, max_length=100, verbose_name="deal number")),
                ("name", models.CharField(max_length=200)),
                ("amount", models.DecimalField(decimal_places=6, default=Decimal("0"), max_digits=20)),
                (
                    "probability_percent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="own probability, %"
                    ),
                ),
                ("is_partner_sourced", models.BooleanField(default=True, verbose_name="brought by the partner")),
                ("engaged_date", models.DateField(blank=True, null=True, verbose_name="first contact")),
                ("registered_date", models.DateField(blank=True, null=True, verbose_name="registered")),
                ("expected_close_date", models.DateField(blank=True, null=True, verbose_name="expected to close")),
                ("closed_date", models.DateField(blank=True, null=True, verbose_name="closed")),
                ("lost_reason", models.CharField(blank=True, max_length=200, verbose_name="why it was lost")),
                ("next_step", models.CharField(blank=True, max_length=300)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
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
                    "product",
                    prm.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.product",
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
                    "stage",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.dealstage",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="sales_deal_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="sales_deal_partner_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="customer", name="sales_deal_customer_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="product", name="sales_deal_product_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="owner", name="sales_deal_owner_tenant_fk"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_id", ""), _negated=True),
                        fields=("tenant", "external_id"),
                        name="sales_deal_external_id",
                        violation_error_message="Another deal has this number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)),
                        name="sales_deal_amount_not_negative",
                        violation_error_message="An amount is not below zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("probability_percent", None), ("probability_percent__range", (0, 100)), _connector="OR"
                        ),
                        name="sales_deal_percent",
                        violation_error_message="A probability lies between 0 and 100 %.",
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="stage", name="sales_deal_stage_tenant_fk"
                    ),
                ],
                "indexes": [
                    models.Index(fields=["tenant", "customer"], name="sales_deal_customer"),
                    models.Index(fields=["tenant", "partner", "stage"], name="sales_deal_partner"),
                    models.Index(fields=["tenant", "stage", "expected_close_date"], name="sales_deal_stage"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DealMove",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("moved_date", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "deal",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.deal",
                    ),
                ),
                (
                    "moved_by",
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
                (
                    "from_stage",
                    prm.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.dealstage",
                    ),
                ),
                (
                    "to_stage",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.dealstage",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["tenant", "deal", "moved_date"], name="sales_dealmove_deal"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="sales_dealmove_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="deal", name="sales_dealmove_deal_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="sales_dealmove_partner_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="from_stage", name="sales_dealmove_from_stage_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="to_stage", name="sales_dealmove_to_stage_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="moved_by", name="sales_dealmove_moved_by_tenant_fk"
                    ),
                ],
            },
        ),
    ]
