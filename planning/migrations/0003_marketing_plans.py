"""Marketing plans of a quarter: types of tactics, plans, goals, tactics, steps and the stopwatch."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import planning.calculations.marketing.kinds
import prm.tenancy.constraints
import prm.tenancy.fields
import prm.tenancy.models


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0004_contact_left_date"),
        ("people", "0003_email_once_in_each_company"),
        ("planning", "0002_business_plan_row_security"),
        ("sales", "0007_row_security_of_leads"),
        ("tenancy", "0003_attribution_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="MarketingPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("quarter_start_date", models.DateField(verbose_name="quarter")),
                ("title", models.CharField(max_length=200)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("sent_back", "Sent back"),
                            ("approved", "Approved"),
                            ("running", "Running"),
                            ("closed", "Closed"),
                        ],
                        default=planning.calculations.marketing.kinds.MarketingState["DRAFT"],
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField(default=1)),
                (
                    "bleak_percent",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("60"), max_digits=6, verbose_name="bleak case, %"
                    ),
                ),
                (
                    "base_percent",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("100"), max_digits=6, verbose_name="base case, %"
                    ),
                ),
                (
                    "bold_percent",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("130"), max_digits=6, verbose_name="bold case, %"
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
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
                    "decided_by",
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
                    "submitted_by",
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
                "indexes": [
                    models.Index(fields=["tenant", "state", "quarter_start_date"], name="planning_marketing_state"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="planning_marketingplan_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="planning_marketingplan_partner_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="created_by", name="planning_marketingplan_created_by_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="submitted_by", name="planning_marketingplan_submitted_by_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="decided_by", name="planning_marketingplan_decided_by_tenant_fk"
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "partner", "quarter_start_date"),
                        name="planning_marketingplan_quarter",
                        violation_error_message="There is a marketing plan for this quarter already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bleak_percent__gte", 0),
                            ("bleak_percent__lte", models.F("base_percent")),
                            ("base_percent__lte", models.F("bold_percent")),
                        ),
                        name="planning_marketingplan_cases_in_order",
                        violation_error_message="Bleak brings no more than base, and base no more than bold.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarketingGoal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("text", models.CharField(max_length=200, verbose_name="goal")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("inquiries", "Inquiries"),
                            ("mgos", "MGOs"),
                            ("opportunities", "Opportunities"),
                            ("pipeline", "Pipeline"),
                            ("revenue", "Revenue"),
                            ("other", "Something else"),
                        ],
                        max_length=15,
                        verbose_name="measured by",
                    ),
                ),
                ("target", models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True)),
                ("order", models.PositiveSmallIntegerField(default=0)),
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
                    "plan",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="goals",
                        to="planning.marketingplan",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="planning_marketinggoal_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="plan", name="planning_marketinggoal_plan_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="planning_marketinggoal_partner_tenant_fk", on_delete="CASCADE"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target", None), ("target__gte", 0), _connector="OR"),
                        name="planning_marketinggoal_target",
                        violation_error_message="A target is not below zero.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarketingStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("sent_back", "Sent back"),
                            ("approved", "Approved"),
                            ("running", "Running"),
                            ("closed", "Closed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("sent_back", "Sent back"),
                            ("approved", "Approved"),
                            ("running", "Running"),
                            ("closed", "Closed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveSmallIntegerField()),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("taken_at", models.DateTimeField()),
                ("forecast", models.JSONField(blank=True, null=True)),
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
                        to="planning.marketingplan",
                    ),
                ),
                (
                    "taken_by",
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
                "indexes": [
                    models.Index(fields=["tenant", "plan", "taken_at"], name="planning_marketingstep_plan"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="planning_marketingstep_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="plan", name="planning_marketingstep_plan_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="planning_marketingstep_partner_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="taken_by", name="planning_marketingstep_taken_by_tenant_fk"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarketingTime",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("active_seconds", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField()),
                ("last_active_at", models.DateTimeField()),
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
                        to="planning.marketingplan",
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
                    models.UniqueConstraint(fields=("tenant", "id"), name="planning_marketingtime_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="plan", name="planning_marketingtime_plan_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="planning_marketingtime_partner_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="membership", name="planning_marketingtime_membership_tenant_fk"
                    ),
                    models.UniqueConstraint(fields=("tenant", "plan", "membership"), name="planning_marketingtime_one"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TacticType",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "cost_per_response",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="cost per inquiry",
                    ),
                ),
                (
                    "inquiry_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="reached who answer, %",
                    ),
                ),
                (
                    "mql_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="inquiry to MGO, %",
                    ),
                ),
                (
                    "sal_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="MGO to accepted, %",
                    ),
                ),
                (
                    "sql_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="accepted to opportunity, %",
                    ),
                ),
                (
                    "won_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="opportunity to won, %",
                    ),
                ),
                (
                    "average_deal",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="average deal",
                    ),
                ),
                (
                    "gross_margin_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-100")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="vendor's gross margin, %",
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                (
                    "usual_budget",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="usual budget",
                    ),
                ),
                ("usual_reach", models.PositiveIntegerField(default=0, verbose_name="usually reached")),
                (
                    "usual_days",
                    models.PositiveSmallIntegerField(
                        default=28,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="usually takes, days",
                    ),
                ),
                ("is_verifiable", models.BooleanField(default=True, verbose_name="results can be verified")),
                ("is_active", models.BooleanField(default=True, verbose_name="offered")),
                ("is_example", models.BooleanField(default=False, editable=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
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
                    models.UniqueConstraint(fields=("tenant", "id"), name="planning_tactictype_tenant_key"),
                    models.UniqueConstraint(
                        models.F("tenant"),
                        django.db.models.functions.text.Lower("name"),
                        name="planning_tactictype_name",
                        violation_error_message="Another type has this name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("inquiry_percent__range", (0, 100)),
                            ("mql_percent__range", (0, 100)),
                            ("sal_percent__range", (0, 100)),
                            ("sql_percent__range", (0, 100)),
                            ("won_percent__range", (0, 100)),
                            ("gross_margin_percent__range", (-100, 100)),
                        ),
                        name="planning_tactictype_rates",
                        violation_error_message="A rate lies between 0 and 100 %.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("average_deal__gte", 0), ("cost_per_response__gte", 0)),
                        name="planning_tactictype_amounts",
                        violation_error_message="An amount is not below zero.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tactic",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "cost_per_response",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="cost per inquiry",
                    ),
                ),
                (
                    "inquiry_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="reached who answer, %",
                    ),
                ),
                (
                    "mql_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="inquiry to MGO, %",
                    ),
                ),
                (
                    "sal_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="MGO to accepted, %",
                    ),
                ),
                (
                    "sql_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="accepted to opportunity, %",
                    ),
                ),
                (
                    "won_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="opportunity to won, %",
                    ),
                ),
                (
                    "average_deal",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=14,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="average deal",
                    ),
                ),
                (
                    "gross_margin_percent",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0"),
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("-100")),
                            django.core.validators.MaxValueValidator(Decimal("100")),
                        ],
                        verbose_name="vendor's gross margin, %",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="tactic")),
                ("audience", models.CharField(blank=True, max_length=200)),
                ("start_date", models.DateField(verbose_name="starts")),
                ("end_date", models.DateField(verbose_name="ends")),
                (
                    "budget",
                    models.DecimalField(decimal_places=2, default=Decimal("0"), max_digits=14, verbose_name="budget"),
                ),
                (
                    "mdf_budget",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("0"), max_digits=14, verbose_name="of it MDF"
                    ),
                ),
                (
                    "volume",
                    models.CharField(
                        choices=[("reach", "People reached"), ("budget", "Budget and cost per inquiry")],
                        default=planning.calculations.marketing.kinds.Volume["BUDGET"],
                        max_length=10,
                        verbose_name="inquiries follow from",
                    ),
                ),
                ("reach", models.PositiveIntegerField(default=0, verbose_name="people reached")),
                ("order", models.PositiveSmallIntegerField(default=0)),
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
                    "goal",
                    prm.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planning.marketinggoal",
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
                    "plan",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="tactics",
                        to="planning.marketingplan",
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
                    "type",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="planning.tactictype",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["tenant", "plan", "order"], name="planning_tactic_plan"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="planning_tactic_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="plan", name="planning_tactic_plan_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="planning_tactic_partner_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="type", name="planning_tactic_type_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="goal", name="planning_tactic_goal_tenant_fk", on_delete="SET NULL (goal_id)"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="campaign", name="planning_tactic_campaign_tenant_fk", on_delete="SET NULL (campaign_id)"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="owner", name="planning_tactic_owner_tenant_fk"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("inquiry_percent__range", (0, 100)),
                            ("mql_percent__range", (0, 100)),
                            ("sal_percent__range", (0, 100)),
                            ("sql_percent__range", (0, 100)),
                            ("won_percent__range", (0, 100)),
                            ("gross_margin_percent__range", (-100, 100)),
                        ),
                        name="planning_tactic_rates",
                        violation_error_message="A rate lies between 0 and 100 %.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("average_deal__gte", 0), ("cost_per_response__gte", 0)),
                        name="planning_tactic_amounts",
                        violation_error_message="An amount is not below zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("budget__gte", 0)),
                        name="planning_tactic_budget",
                        violation_error_message="A budget is not below zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mdf_budget__gte", 0), ("mdf_budget__lte", models.F("budget"))),
                        name="planning_tactic_mdf",
                        violation_error_message="MDF lies between nothing and the whole budget.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end_date__gte", models.F("start_date"))),
                        name="planning_tactic_days_in_order",
                        violation_error_message="A tactic does not end before it starts.",
                    ),
                ],
            },
        ),
    ]
