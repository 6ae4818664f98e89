"""A tenant's own fields on the partner."""

from django.db import models

from partners.enums import FieldKind
from prm.tenancy.constraints import tenant_key
from prm.tenancy.models import TenantModel


class CustomField(TenantModel):
    """The definition of a field; the values stand in `Partner.custom` under `key`."""

    key = models.SlugField(max_length=50)
    label = models.CharField(max_length=100)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.label) for kind in FieldKind])
    choices = models.JSONField(default=list, blank=True)
    partner_may_edit = models.BooleanField("partners may see and edit it", default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("partners_customfield"),
            models.UniqueConstraint(
                fields=["tenant", "key"],
                name="partners_customfield_key",
                violation_error_message="Another field has this key.",
            ),
        ]

    def __str__(self) -> str:
        return self.label
