"""Campaigns, the leads that came of them, and the campaign of a deal."""

import django.db.models.deletion
from django.db import migrations, models

import prm.tenancy.constraints
import prm.tenancy.fields
import prm.tenancy.models
import sales.enums


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0004_contact_left_date"),
        ("people", "0003_email_once_in_each_company"),
        ("sales", "0005_row_security_of_deals"),
        ("tenancy", "0003_attribution_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("external_id", models.CharField(blank=True, max_length=100, verbose_name="campaign code")),
                ("name", models.CharField(max_length=200)),
                ("channel", models.CharField(blank=True, max_length=60)),
                ("start_date", models.DateField(verbose_name="starts")),
                ("end_date", models.DateField(blank=True, null=True, verbose_name="ends")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["tenant", "partner", "start_date"], name="sales_campaign_partner"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="sales_campaign_tenant_key"),
                    models.UniqueConstraint(
                        condition=models.Q(("external_id", ""), _negated=True),
                        fields=("tenant", "external_id"),
                        name="sales_campaign_external_id",
                        violation_error_message="Another campaign has this code.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_date", None), ("end_date__gte", models.F("start_date")), _connector="OR"
                        ),
                        name="sales_campaign_days_in_order",
                        violation_error_message="A campaign does not end before it starts.",
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="sales_campaign_partner_tenant_fk"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Lead",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("external_id", models.CharField(blank=True, max_length=100, verbose_name="lead number")),
                ("company_name", models.CharField(max_length=200, verbose_name="company")),
                ("normalized_name", models.CharField(editable=False, max_length=200)),
                ("contact_name", models.CharField(blank=True, max_length=200, verbose_name="contact")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=60)),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=20, null=True, verbose_name="expected amount"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("inquiry", "Inquiry"),
                            ("mql", "MQL"),
                            ("sal", "SAL"),
                            ("sql", "SQL"),
                            ("won", "Won"),
                            ("lost", "Lost"),
                        ],
                        default=sales.enums.LeadStage["INQUIRY"],
                        max_length=10,
                    ),
                ),
                ("stage_date", models.DateField(verbose_name="in this stage since")),
                ("entered_date", models.DateField(verbose_name="came in")),
                (
                    "entered_stage",
                    models.CharField(
                        choices=[
                            ("inquiry", "Inquiry"),
                            ("mql", "MQL"),
                            ("sal", "SAL"),
                            ("sql", "SQL"),
                        ],
                        default=sales.enums.LeadStage["INQUIRY"],
                        max_length=10,
                        verbose_name="came in as",
                    ),
                ),
                ("decline_reason", models.CharField(blank=True, max_length=200, verbose_name="why it was lost")),
                ("note", models.CharField(blank=True, max_length=1000)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "campaign",
                    prm.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.campaign",
                    ),
                ),
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
                    "deal",
                    prm.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.deal",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stage_date__gte", models.F("entered_date"))),
                        name="sales_lead_days_in_order",
                        violation_error_message="A lead does not reach a stage before it came in.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount", None), ("amount__gte", 0), _connector="OR"),
                        name="sales_lead_amount_not_negative",
                        violation_error_message="An amount is not below zero.",
                    ),
                    models.UniqueConstraint(fields=("tenant", "id"), name="sales_lead_tenant_key"),
                    models.UniqueConstraint(
                        condition=models.Q(("external_id", ""), _negated=True),
                        fields=("tenant", "external_id"),
                        name="sales_lead_external_id",
                        violation_error_message="Another lead has this number.",
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="sales_lead_partner_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="campaign", name="sales_lead_campaign_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="customer", name="sales_lead_customer_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="deal", name="sales_lead_deal_tenant_fk", on_delete="SET NULL (deal_id)"
                    ),
                ],
                "indexes": [
                    models.Index(fields=["tenant", "partner", "stage"], name="sales_lead_partner"),
                    models.Index(fields=["tenant", "campaign"], name="sales_lead_campaign"),
                    models.Index(fields=["tenant", "entered_date"], name="sales_lead_entered"),
                    models.Index(fields=["tenant", "deal"], name="sales_lead_deal"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeadMove",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "from_stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("inquiry", "Inquiry"),
                            ("mql", "MQL"),
                            ("sal", "SAL"),
                            ("sql", "SQL"),
                            ("won", "Won"),
                            ("lost", "Lost"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "to_stage",
                    models.CharField(
                        choices=[
                            ("inquiry", "Inquiry"),
                            ("mql", "MQL"),
                            ("sal", "SAL"),
                            ("sql", "SQL"),
                            ("won", "Won"),
                            ("lost", "Lost"),
                        ],
                        max_length=10,
                    ),
                ),
                ("moved_date", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "lead",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="sales.lead",
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
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["tenant", "lead", "moved_date"], name="sales_leadmove_lead"),
                    models.Index(fields=["tenant", "partner", "moved_date"], name="sales_leadmove_partner"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="sales_leadmove_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="lead", name="sales_leadmove_lead_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="sales_leadmove_partner_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="moved_by", name="sales_leadmove_moved_by_tenant_fk"
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="deal",
            name="campaign",
            field=prm.tenancy.fields.TenantForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="sales.campaign",
            ),
        ),
        migrations.AddIndex(
            model_name="deal",
            index=models.Index(fields=["tenant", "campaign"], name="sales_deal_campaign"),
        ),
        migrations.AddConstraint(
            model_name="deal",
            constraint=prm.tenancy.constraints.TenantForeignKeyConstraint(
                field="campaign", name="sales_deal_campaign_tenant_fk"
            ),
        ),
    ]
