"""Certificates and required tasks, and who reaches them."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

import enablement.enums
import prm.tenancy.constraints
import prm.tenancy.fields
import prm.tenancy.models
from prm.tenancy.row_security import EnableRowSecurity


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("partners", "0004_contact_left_date"),
        ("tenancy", "0002_row_security"),
    ]

    operations = [
        migrations.CreateModel(
            name="Certification",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("external_id", models.CharField(blank=True, max_length=100, verbose_name="number")),
                ("family", models.CharField(blank=True, max_length=100)),
                (
                    "valid_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="valid for, months"),
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
                    models.UniqueConstraint(fields=("tenant", "id"), name="enablement_certification_tenant_key"),
                    models.UniqueConstraint(
                        models.F("tenant"),
                        django.db.models.functions.text.Lower("name"),
                        name="enablement_certification_name",
                        violation_error_message="There is a certification with this name.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_id", ""), _negated=True),
                        fields=("tenant", "external_id"),
                        name="enablement_certification_external_id",
                        violation_error_message="Another certification has this number.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_months", None), ("valid_months__gte", 1), _connector="OR"),
                        name="enablement_certification_lasts",
                        violation_error_message="A certificate lasts a month at least. Leave it empty if it never expires.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateRequirement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("label", models.CharField(max_length=200)),
                ("tier", models.CharField(blank=True, max_length=50)),
                ("family", models.CharField(blank=True, max_length=100)),
                (
                    "count",
                    models.PositiveSmallIntegerField(
                        default=1, validators=[django.core.validators.MinValueValidator(1)], verbose_name="how many"
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
                    "certification",
                    prm.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="enablement.certification",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "id"), name="enablement_certificaterequirement_tenant_key"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="certification", name="enablement_certificaterequirement_certification_tenant_fk"
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "tier", "label"),
                        name="enablement_certificaterequirement_label",
                        violation_error_message="This tier has a requirement with that name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1)), name="enablement_certificaterequirement_asks_for_some"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certification", None), ("family", ""), _connector="OR"),
                        name="enablement_certificaterequirement_one_or_family",
                        violation_error_message="Choose a certification or a family, not both.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("external_id", models.CharField(blank=True, max_length=100, verbose_name="certificate number")),
                ("issued_date", models.DateField(verbose_name="issued")),
                ("expires_date", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "contact",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partners.contact",
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
                    "certification",
                    prm.tenancy.fields.TenantForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="enablement.certification",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="enablement_certificate_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="enablement_certificate_partner_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="contact", name="enablement_certificate_contact_tenant_fk"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="certification", name="enablement_certificate_certification_tenant_fk"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_id", ""), _negated=True),
                        fields=("tenant", "external_id"),
                        name="enablement_certificate_external_id",
                        violation_error_message="Another certificate has this number.",
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "contact", "certification", "issued_date"),
                        name="enablement_certificate_once_a_day",
                        violation_error_message="This certificate is here already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("expires_date", None), ("expires_date__gte", models.F("issued_date")), _connector="OR"
                        ),
                        name="enablement_certificate_expires_after_issue",
                        violation_error_message="The last day must not be before the day of issue.",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["tenant", "partner"], name="enablement_cert_partner"),
                    models.Index(fields=["tenant", "certification"], name="enablement_cert_certification"),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaskTemplate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contract", "Contract"),
                            ("onboarding", "Onboarding"),
                            ("plan", "Plan"),
                            ("qbr", "QBR"),
                            ("other", "Other"),
                        ],
                        default=enablement.enums.TaskKind["ONBOARDING"],
                        max_length=20,
                    ),
                ),
                (
                    "due_days_after_joining",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="due, days after joining"),
                ),
                (
                    "life_stage",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("recruited", "Recruited"),
                            ("onboarding", "Onboarding"),
                            ("motivated", "Motivated"),
                            ("targeting", "Targeting"),
                            ("activated", "Activated"),
                            ("producing", "Producing"),
                            ("lapsed", "Lapsed"),
                        ],
                        max_length=20,
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
                    models.UniqueConstraint(fields=("tenant", "id"), name="enablement_tasktemplate_tenant_key"),
                    models.UniqueConstraint(
                        fields=("tenant", "name"),
                        name="enablement_tasktemplate_name",
                        violation_error_message="There is a template with this name.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequiredTask",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=prm.tenancy.models.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contract", "Contract"),
                            ("onboarding", "Onboarding"),
                            ("plan", "Plan"),
                            ("qbr", "QBR"),
                            ("other", "Other"),
                        ],
                        default=enablement.enums.TaskKind["OTHER"],
                        max_length=20,
                    ),
                ),
                ("due_date", models.DateField(verbose_name="due")),
                ("done_date", models.DateField(blank=True, null=True, verbose_name="done on")),
                ("note", models.CharField(blank=True, max_length=500)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                    "template",
                    prm.tenancy.fields.TenantForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="enablement.tasktemplate",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "default_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(fields=("tenant", "id"), name="enablement_requiredtask_tenant_key"),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="partner", name="enablement_requiredtask_partner_tenant_fk", on_delete="CASCADE"
                    ),
                    prm.tenancy.constraints.TenantForeignKeyConstraint(
                        field="template",
                        name="enablement_requiredtask_template_tenant_fk",
                        on_delete="SET NULL (template_id)",
                    ),
                    models.UniqueConstraint(
                        fields=("tenant", "partner", "name", "due_date"),
                        name="enablement_requiredtask_once_a_day",
                        violation_error_message="The partner has this task for that day already.",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["tenant", "partner", "due_date"], name="enablement_task_partner"),
                    models.Index(fields=["tenant", "template"], name="enablement_task_template"),
                ],
            },
        ),
        EnableRowSecurity("Certification", cam="read", partner="read"),
        EnableRowSecurity("CertificateRequirement", cam="read", partner="read"),
        EnableRowSecurity("TaskTemplate", cam="read"),
        EnableRowSecurity("Certificate", partner_column="partner_id", cam="write", partner="read"),
        EnableRowSecurity("RequiredTask", partner_column="partner_id", cam="write", partner="read"),
    ]
