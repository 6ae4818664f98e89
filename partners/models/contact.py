"""A person at a partner."""

from django.db import models
from django.db.models.functions import Lower

from partners.models.partner import Partner
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class Contact(TenantModel):
    """Somebody to talk to at the partner. Having one gives nobody an account."""

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    external_id = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=150)
    job_title = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=50, blank=True)
    is_primary = models.BooleanField("main contact", default=False)
    # Their last day at the partner. What they learned leaves with them.
    left_date = models.DateField("left on", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("partners_contact"),
            tenant_fk("partners_contact", "partner", on_delete="CASCADE"),
            models.UniqueConstraint(
                "tenant",
                "partner",
                Lower("email"),
                condition=~models.Q(email=""),
                name="partners_contact_email",
                violation_error_message="This partner already has a contact with that e-mail address.",
            ),
            models.UniqueConstraint(
                fields=["tenant", "external_id"],
                condition=~models.Q(external_id=""),
                name="partners_contact_external_id",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "partner", "name"], name="partners_contact_partner")]

    def __str__(self) -> str:
        return self.name
