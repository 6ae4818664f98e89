"""Mappings by name, imports as batches, and what each batch changed."""

from enum import StrEnum

from django.db import models

from prm.documents.models import StoredFile
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class ImportMapping(TenantModel):
    """Which column becomes which field, kept under a name for the next file of the same making."""

    target = models.CharField(max_length=50)
    name = models.CharField(max_length=100)
    document = models.JSONField()
    created_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True)
    updated_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("imports_importmapping"),
            tenant_fk("imports_importmapping", "created_by"),
            models.UniqueConstraint(fields=["tenant", "target", "name"], name="imports_importmapping_name"),
        ]

    def __str__(self) -> str:
        return self.name


class BatchStatus(StrEnum):
    """How far an import has come."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class ImportBatch(TenantModel):
    """One file on its way into a target.

    `problems` holds the first thousand, `problem_count` all; `hashed_columns` says over which columns the hashes of its
    changes were made, so that a column added later does not look like an edit.
    """

    target = models.CharField(max_length=50)
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    file = TenantForeignKey(StoredFile, models.DO_NOTHING, null=True)
    rejected_file = TenantForeignKey(StoredFile, models.DO_NOTHING, null=True)
    status = models.CharField(
        max_length=10, choices=[(status.value, status.label) for status in BatchStatus], default=BatchStatus.UPLOADED
    )
    mapping = models.JSONField(default=dict)
    mapping_name = models.CharField(max_length=100, blank=True)
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    problem_count = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list)
    questions = models.JSONField(default=dict)
    failure = models.TextField(blank=True)
    hashed_columns = models.JSONField(default=list)
    created_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True)
    created_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("imports_importbatch"),
            tenant_fk("imports_importbatch", "file"),
            tenant_fk("imports_importbatch", "rejected_file"),
            tenant_fk("imports_importbatch", "created_by"),
        ]
        indexes = [models.Index(fields=["tenant", "-created_at"], name="imports_importbatch_newest")]

    def __str__(self) -> str:
        return self.filename

    @property
    def state(self) -> BatchStatus:
        return BatchStatus(self.status)


class ImportChange(TenantModel):
    """One row that a batch touched: how it was before (None when created), and a hash of how it was after."""

    batch = TenantForeignKey(ImportBatch, models.DO_NOTHING)
    object_id = models.UUIDField()
    before = models.JSONField(null=True)
    after_hash = models.CharField(max_length=32)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("imports_importchange"),
            tenant_fk("imports_importchange", "batch", on_delete="CASCADE"),
            models.UniqueConstraint(fields=["tenant", "batch", "object_id"], name="imports_importchange_object"),
        ]
