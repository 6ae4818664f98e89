"""The scorecards of all partners of a CAM in one file."""

from django.db import models

from prm.documents.enums import BuildStatus
from prm.documents.models import StoredFile
from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class ScorecardBundle(TenantModel):
    """One PDF with a page for each partner of `cam`, as of a day; asked for, and seen, by one member.

    `partners` counts the pages to draw, `drawn` those that are done.
    """

    cam = TenantForeignKey(Membership, models.DO_NOTHING)
    as_of_date = models.DateField()
    status = models.CharField(
        max_length=10, choices=[(status.value, status.label) for status in BuildStatus], default=BuildStatus.QUEUED
    )
    partners = models.PositiveIntegerField(default=0)
    drawn = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    file = TenantForeignKey(StoredFile, models.DO_NOTHING, null=True, blank=True)
    requested_by = TenantForeignKey(Membership, models.DO_NOTHING)
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("scorecards_scorecardbundle"),
            tenant_fk("scorecards_scorecardbundle", "cam"),
            tenant_fk("scorecards_scorecardbundle", "file"),
            tenant_fk("scorecards_scorecardbundle", "requested_by"),
        ]
        indexes = [
            models.Index(fields=["tenant", "requested_by", "-requested_at"], name="scorecards_bundle_newest"),
        ]

    def __str__(self) -> str:
        return f"Scorecards of {self.cam.display_name}"

    @property
    def state(self) -> BuildStatus:
        """Its status as the enum."""
        return BuildStatus(self.status)

    @property
    def step(self) -> str:
        """What is being done now, for the end of the progress bar."""
        if self.state is BuildStatus.QUEUED:
            return "Waiting for a worker"
        return f"{self.drawn} of {self.partners} partners" if self.partners else "Gathering figures"
