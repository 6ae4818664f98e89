"""Revenue goals with segments and worksheets, and rebate studies."""

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
        ("people", "0003_email_once_in_each_company"),
        ("planning", "0007_row_security_of_plan_editing"),
        ("tenancy", "0003_attribution_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="RebateStudy",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("start_date", models.DateField(verbose_name="first day")),
                ("end_date", models.DateField(verbose_name="last day")),
                (
                    "comparison",
                    models.CharField(
                        choices=[("last_year", "Same period last year"), ("previous_quarter", "Previous quarter")],
                        default="last_year",
                        max_length=20,
                        verbose_name="compare with",
                    ),
                ),
                (
                    "rebates",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=20,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"), "Enter 0 or more.")],
                        verbose_name="rebates paid",
                    ),
                ),
                (
                    "margin_percent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=7,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-100"), "Enter −100 or more."),
                            django.core.validators.MaxValueValidator(Decimal("100"), "Enter 100 at most."),
                        ],
                        verbose_name="gross margin, %",
                    ),
                ),
                (
                    "participants_by",
                    models.CharField(
                        choices=[
                            ("tier", "Tier"),
                            ("type", "Type"),
                            ("region", "Region"),
                            ("listed", "Listed partners"),
                        ],
                        max_length=10,
                        verbose_name="who had the rebate",
                    ),
                ),
                ("participants_value", models.CharField(blank=True, max_length=100)),
                (
                    "control_by",
                    models.CharField(
                        choices=[
                            ("others", "All other partners"),
                            ("tier", "Tier"),
                            ("type", "Type"),
                            ("region", "Region"),
                            ("nobody", "No control group"),
                        ],
                        default="others",
                        max_length=10,
                        verbose_name="control group",
                    ),
                ),
                ("control_value", models.CharField(blank=True, max_length=100)),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="what else changed")),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by_name", models.CharField(blank=True, max_length=150)),
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
                        condition=models.Q(("end_date__gte", models.F("start_date"))),
                        name="planning_rebatestudy_days_in_order",
                        violation_error_message="The last day is before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rebates__gte", 0)), name="planning_rebatestudy_not_negative"
                    ),
                    models.UniqueConstraint(fields=("tenant", "id"), name="planning_rebatestudy_tenant_key"),
                    models.UniqueConstraint(
                        fields=("tenant", "name"),
                        name="planning_rebatestudy_name",
                        violation_error_message="Another study has this name.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RebateParticipant",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
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
                    "study",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planning.rebatestudy",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="planning_rebateparticipant_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="study", name="planning_rebateparticipant_study_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="planning_rebateparticipant_partner_tenant_fk", on_delete="CASCADE"
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "study", "partner"), name="planning_rebateparticipant_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevenueGoal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="fiscal year")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=20,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"), "Enter 0 or more.")],
                        verbose_name="revenue goal",
                    ),
                ),
                (
                    "sourced_percent",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("100"),
                        max_digits=7,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"), "Enter 0 or more."),
                            django.core.validators.MaxValueValidator(Decimal("100"), "Enter 100 at most."),
                        ],
                        verbose_name="from marketing, %",
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by_name", models.CharField(blank=True, max_length=150)),
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
                        condition=models.Q(("amount__gte", 0), ("sourced_percent__range", (0, 100))),
                        name="planning_revenuegoal_in_range",
                        violation_error_message="A goal is 0 or more, a share 0 to 100 %.",
                    ),
                    models.UniqueConstraint(fields=("tenant", "id"), name="planning_revenuegoal_tenant_key"),
                    models.UniqueConstraint(
                        fields=("tenant", "fiscal_year", "name"),
                        name="planning_revenuegoal_name",
                        violation_error_message="Another goal of this year has this name.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevenueSegment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "share_percent",
                    models.DecimalField(
                        decimal_places=4,
                        default=Decimal("100"),
                        max_digits=7,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"), "Enter 0 or more."),
                            django.core.validators.MaxValueValidator(Decimal("100"), "Enter 100 at most."),
                        ],
                        verbose_name="share of the goal, %",
                    ),
                ),
                (
                    "group_by",
                    models.CharField(
                        choices=[("all", "All partners"), ("tier", "Tier"), ("region", "Region"), ("type", "Type")],
                        default="all",
                        max_length=10,
                    ),
                ),
                ("value", models.CharField(blank=True, max_length=100)),
                (
                    "goal",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planning.revenuegoal",
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
                        condition=models.Q(("share_percent__range", (0, 100))),
                        name="planning_revenuesegment_in_range",
                        violation_error_message="A share lies between 0 and 100 %.",
                    ),
                    models.UniqueConstraint(fields=("tenant", "id"), name="planning_revenuesegment_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="goal", name="planning_revenuesegment_goal_tenant_fk", on_delete="CASCADE"
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "goal", "name"),
                        name="planning_revenuesegment_name",
                        violation_error_message="Another segment of this goal has this name.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevenueWorksheet",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "case",
                    models.CharField(choices=[("bleak", "Bleak"), ("base", "Base"), ("bold", "Bold")], max_length=10),
                ),
                (
                    "partners",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=20,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"), "Enter 0 or more."),
                            django.core.validators.MaxValueValidator(
                                Decimal("1000000000"), "Enter 1,000,000,000 at most."
                            ),
                        ],
                        verbose_name="Partners",
                    ),
                ),
                (
                    "engaged_percent",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=20,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"), "Enter 0 or more."),
                            django.core.validators.MaxValueValidator(Decimal("100"), "Enter 100 at most."),
                        ],
                        verbose_name="Share engaged",
                    ),
                ),
                (
                    "campaigns",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=20,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"), "Enter 0 or more."),
                            django.core.validators.MaxValueValidator(
                                Decimal("1000000000"), "Enter 1,000,000,000 at most."
                            ),
                        ],
                        verbose_name="Campaigns per partner and year",
                    ),
                ),
                (
                    "recipients",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=20,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"), "Enter 0 or more."),
                            django.core.validators.MaxValueValidator(
                                Decimal("1000000000"), "Enter 1,000,000,000 at most."
                            ),
                        ],
                        verbose_name="Recipients per campaign",
                    ),
                ),
                (
                    "mgo_percent",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=20,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"), "Enter 0 or more."),
                            django.core.validators.MaxValueValidator(Decimal("100"), "Enter 100 at most."),
                        ],
                        verbose_name="Reached to MGO",
                    ),
                ),
                (
                    "opportunity_percent",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=20,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"), "Enter 0 or more."),
                            django.core.validators.MaxValueValidator(Decimal("100"), "Enter 100 at most."),
                        ],
                        verbose_name="MGO to opportunity",
                    ),
                ),
                (
                    "won_percent",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=20,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"), "Enter 0 or more."),
                            django.core.validators.MaxValueValidator(Decimal("100"), "Enter 100 at most."),
                        ],
                        verbose_name="Opportunity to won",
                    ),
                ),
                (
                    "average_deal",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=20,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0"), "Enter 0 or more."),
                            django.core.validators.MaxValueValidator(
                                Decimal("1000000000000"), "Enter 1,000,000,000,000 at most."
                            ),
                        ],
                        verbose_name="Average deal",
                    ),
                ),
                (
                    "changed_by",
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
                    "segment",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planning.revenuesegment",
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
                        condition=models.Q(
                            ("partners__range", (0, Decimal("1000000000"))),
                            ("engaged_percent__range", (0, Decimal("100"))),
                            ("campaigns__range", (0, Decimal("1000000000"))),
                            ("recipients__range", (0, Decimal("1000000000"))),
                            ("mgo_percent__range", (0, Decimal("100"))),
                            ("opportunity_percent__range", (0, Decimal("100"))),
                            ("won_percent__range", (0, Decimal("100"))),
                            ("average_deal__range", (0, Decimal("1000000000000"))),
                        ),
                        name="planning_revenueworksheet_in_range",
                        violation_error_message="A line is 0 or more, a share 100 % at most.",
                    ),
                    models.UniqueConstraint(fields=("tenant", "id"), name="planning_revenueworksheet_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="segment", name="planning_revenueworksheet_segment_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="changed_by",
                        name="planning_revenueworksheet_changed_by_tenant_fk",
                        on_delete="SET NULL (changed_by_id)",
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "segment", "case"), name="planning_revenueworksheet_case"
                    ),
                ],
            },
        ),
    ]
