"""Files that the product made or was given."""

from django.db import models

from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class StoredFile(TenantModel):
    """A file in private storage, under a random key led by its tenant. Reached only by the download view."""

    # No ForeignKey: partners stand above documents in the import order. `partners` adds the composite key.
    partner_id = models.UUIDField(null=True)
    kind = models.CharField(max_length=40)
    filename = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    storage_key = models.CharField(max_length=200)
    created_by = TenantForeignKey(Membership, models.DO_NOTHING, null=True)
    created_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("documents_storedfile"),
            tenant_fk("documents_storedfile", "created_by"),
        ]

    def __str__(self) -> str:
        return self.filename
