"""Metrics entered by hand, how a tenant weighs, and each partner's overall."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import prm.tenancy.constraints
import prm.tenancy.fields
import prm.tenancy.models
import scorecards.enums
from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0004_contact_left_date"),
        ("people", "0003_email_once_in_each_company"),
        ("scorecards", "0006_goals"),
        ("tenancy", "0002_row_security"),
    ]

    operations = [
        migrations.AddField(
            model_name="standing",
            name="deal_size_index",
            field=models.DecimalField(decimal_places=8, max_digits=30, null=True),
        ),
        migrations.AddField(
            model_name="standing",
            name="overall",
            field=models.DecimalField(decimal_places=8, max_digits=16, null=True),
        ),
        migrations.AddField(
            model_name="standing",
            name="overall_light",
            field=models.CharField(
                choices=[("on_track", "On track"), ("watch", "Watch"), ("at_risk", "At risk"), ("no_data", "No data")],
                default="no_data",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="standing",
            name="pipeline_index",
            field=models.DecimalField(decimal_places=8, max_digits=30, null=True),
        ),
        migrations.AddField(
            model_name="standing",
            name="tasks_index",
            field=models.DecimalField(decimal_places=8, max_digits=16, null=True),
        ),
        migrations.AddField(
            model_name="standing",
            name="training_index",
            field=models.DecimalField(decimal_places=8, max_digits=16, null=True),
        ),
        migrations.CreateModel(
            name="Metric",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.SlugField(editable=False, max_length=60)),
                ("name", models.CharField(max_length=80)),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="what it says")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="where the figure comes from")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("percent", "Percent"),
                            ("multiple", "Multiple"),
                            ("money", "Money"),
                            ("number", "Number"),
                        ],
                        default=scorecards.enums.MetricUnit["NUMBER"],
                        max_length=10,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("higher", "More is better"), ("lower", "Less is better")],
                        default=scorecards.enums.Direction["HIGHER"],
                        max_length=10,
                    ),
                ),
                (
                    "target",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=20,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.0001"))],
                    ),
                ),
                ("green_from_percent", models.PositiveSmallIntegerField(default=95, verbose_name="green from, %")),
                ("yellow_from_percent", models.PositiveSmallIntegerField(default=80, verbose_name="yellow from, %")),
                (
                    "weight",
                    models.DecimalField(
                        decimal_places=1,
                        default=0,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("is_active", models.BooleanField(default=True, editable=False)),
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
                    models.UniqueConstraint(fields=("tenant", "id"), name="scorecards_metric_tenant_key"),
                    models.UniqueConstraint(
                        fields=("tenant", "key"),
                        name="scorecards_metric_one_key",
                        violation_error_message="There is a metric with this name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("yellow_from_percent__lte", models.F("green_from_percent"))),
                        name="scorecards_metric_thresholds_in_order",
                        violation_error_message="Yellow must start at or below green.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__range", (0, 100))),
                        name="scorecards_metric_weight",
                        violation_error_message="A weight lies between 0 and 100.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target", None), ("target__gt", 0), _connector="OR"),
                        name="scorecards_metric_target_above_zero",
                        violation_error_message="A target is above zero. Leave it empty if there is none.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MetricValue",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("start_date", models.DateField(verbose_name="first day")),
                ("end_date", models.DateField(verbose_name="last day")),
                ("value", models.DecimalField(decimal_places=4, max_digits=20)),
                ("target", models.DecimalField(blank=True, decimal_places=4, max_digits=20, null=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "entered_by",
                    prm.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.membership",
                    ),
                ),
                (
                    "metric",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="scorecards.metric",
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
                    models.Index(fields=["tenant", "partner", "start_date"], name="scorecards_metricvalue_partner"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="scorecards_metricvalue_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="metric", name="scorecards_metricvalue_metric_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="scorecards_metricvalue_partner_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="entered_by", name="scorecards_metricvalue_entered_by_tenant_fk"
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "metric", "partner", "start_date", "end_date"),
                        name="scorecards_metricvalue_window",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end_date__gte", models.F("start_date"))),
                        name="scorecards_metricvalue_ends_after_start",
                        violation_error_message="The last day must not be before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target", None), ("target__gt", 0), _connector="OR"),
                        name="scorecards_metricvalue_target_above_zero",
                        violation_error_message="A target is above zero. Leave it empty if there is none.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScorecardSettings",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "denominator",
                    models.CharField(
                        choices=[
                            ("remaining", "What is still to be sold: target less booked"),
                            ("target", "The whole target"),
                        ],
                        default=scorecards.enums.Denominator["REMAINING"],
                        max_length=10,
                        verbose_name="pipeline is compared with",
                    ),
                ),
                (
                    "required_multiple",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("3"),
                        max_digits=6,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                    ),
                ),
                (
                    "deal_size_target",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=20,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.0001"))],
                        verbose_name="target deal size",
                    ),
                ),
                ("weights", models.JSONField(blank=True, default=dict)),
                ("thresholds", models.JSONField(blank=True, default=dict)),
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
                    models.UniqueConstraint(fields=("tenant", "id"), name="scorecards_scorecardsettings_tenant_key"),
                    models.UniqueConstraint(fields=("tenant",), name="scorecards_scorecardsettings_one"),
                    models.CheckConstraint(
                        condition=models.Q(("required_multiple__gt", 0)),
                        name="scorecards_scorecardsettings_multiple_above_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DealCohort",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("win_rate", models.DecimalField(decimal_places=2, max_digits=3, null=True)),
                ("refreshed_at", models.DateTimeField()),
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
                    models.UniqueConstraint(fields=("tenant", "id"), name="scorecards_dealcohort_tenant_key"),
                    models.UniqueConstraint(fields=("tenant",), name="scorecards_dealcohort_one"),
                ],
            },
        ),
        migrations.CreateModel(
            name="DealSizeTarget",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=4,
                        max_digits=20,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.0001"))],
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
                    models.UniqueConstraint(fields=("tenant", "id"), name="scorecards_dealsizetarget_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="scorecards_dealsizetarget_partner_tenant_fk", on_delete="CASCADE"
                    ),
                    models.UniqueConstraint(fields=("tenant", "partner"), name="scorecards_dealsizetarget_one"),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="scorecards_dealsizetarget_above_zero"
                    ),
                ],
            },
        ),
        EnableRowSecurity("Metric", cam="read", partner="read"),
        EnableRowSecurity("MetricValue", partner_column="partner_id", cam="write", partner="read"),
        EnableRowSecurity("ScorecardSettings", cam="read", partner="read"),
        EnableRowSecurity("DealSizeTarget", partner_column="partner_id", cam="write", partner="read"),
        EnableRowSecurity("DealCohort", cam="write", partner="read"),
    ]
