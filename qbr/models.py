"""A quarterly business review: a snapshot of figures, and the documents made of it."""

from django.db import models

from partners.models import Partner
from prm.documents.enums import BuildStatus
from prm.documents.models import StoredFile
from prm.kernel.fiscal import FiscalQuarter
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class Qbr(TenantModel):
    """One review of a partner for a fiscal quarter, as of a day. Building again makes the next version.

    `snapshot` holds the figures as they were when it was built: page, PDF and deck show these and compute nothing.
    `progress` is in percent.
    """

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    fiscal_year = models.PositiveSmallIntegerField()
    fiscal_quarter = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    as_of_date = models.DateField()
    status = models.CharField(
        max_length=10, choices=[(status.value, status.label) for status in BuildStatus], default=BuildStatus.QUEUED
    )
    progress = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    snapshot = models.JSONField(null=True, blank=True)
    pdf = TenantForeignKey(StoredFile, models.DO_NOTHING, null=True, blank=True)
    deck = TenantForeignKey(StoredFile, models.DO_NOTHING, null=True, blank=True)
    requested_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True)
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("qbr_qbr"),
            tenant_fk("qbr_qbr", "partner", on_delete="CASCADE"),
            tenant_fk("qbr_qbr", "pdf"),
            tenant_fk("qbr_qbr", "deck"),
            tenant_fk("qbr_qbr", "requested_by"),
            models.UniqueConstraint(
                fields=["tenant", "partner", "fiscal_year", "fiscal_quarter", "version"], name="qbr_qbr_version"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "partner", "-requested_at"], name="qbr_qbr_newest")]

    def __str__(self) -> str:
        return f"{self.quarter.label}, version {self.version}"

    @property
    def quarter(self) -> FiscalQuarter:
        """The fiscal quarter it looks at."""
        return FiscalQuarter(self.fiscal_year, self.fiscal_quarter)

    @property
    def state(self) -> BuildStatus:
        """Its status as the enum."""
        return BuildStatus(self.status)

    @property
    def step(self) -> str:
        """What is being done now, for the end of the progress bar."""
        if self.state is BuildStatus.QUEUED:
            return "Waiting for a worker"
        steps = ((90, "Finishing"), (60, "Drawing the slides"), (20, "Drawing the PDF"))
        return next((words for reached, words in steps if self.progress >= reached), "Gathering figures")
