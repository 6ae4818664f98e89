"""Goals of capability scores, and who reaches them."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import prm.tenancy.constraints
import prm.tenancy.fields
import prm.tenancy.models
from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    dependencies = [
        ("partners", "0003_actions"),
        ("scorecards", "0005_finished_rounds_and_deliveries"),
        ("tenancy", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("from_score", models.DecimalField(blank=True, decimal_places=4, max_digits=7, null=True)),
                (
                    "goal_score",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="goal",
                    ),
                ),
                ("is_internal", models.BooleanField(default=False, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "action",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partners.action",
                    ),
                ),
                (
                    "assessment",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="scorecards.assessment",
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
                    "question",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="scorecards.question",
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
                "indexes": [models.Index(fields=["tenant", "partner", "assessment"], name="scorecards_goal_partner")],
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="scorecards_goal_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="scorecards_goal_partner_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="assessment", name="scorecards_goal_assessment_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="question", name="scorecards_goal_question_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="action", name="scorecards_goal_action_tenant_fk", on_delete="CASCADE"
                    ),
                    models.UniqueConstraint(fields=("tenant", "action"), name="scorecards_goal_one_action"),
                    models.CheckConstraint(
                        condition=models.Q(("goal_score__range", (1, 100))), name="scorecards_goal_score_range"
                    ),
                ],
            },
        ),
        EnableRowSecurity(
            "Goal", partner_column="partner_id", cam="write", partner="write", partner_hides="is_internal"
        ),
    ]
