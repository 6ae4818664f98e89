"""What a member keeps about the shell itself."""

from django.db import models

from prm.people.models import Membership
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class SavedView(TenantModel):
    """A state of a table under a name of the member's own. `query` is its query string, without a question mark."""

    membership = TenantForeignKey(Membership, models.DO_NOTHING)
    table = models.CharField(max_length=50)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000, blank=True)
    created_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("web_savedview"),
            tenant_fk("web_savedview", "membership", on_delete="CASCADE"),
            models.UniqueConstraint(
                fields=["tenant", "membership", "table", "name"], name="web_savedview_one_per_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name
