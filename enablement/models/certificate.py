"""What can be learned, and who learned it."""

from datetime import date

from django.db import models
from django.db.models.functions import Lower

from enablement.calculations.facts import CertificateFact
from enablement.calculations.validity import CertificateState, state_on
from partners.models import Contact, Partner
from prm.tenancy.constraints import tenant_fk, tenant_key
from prm.tenancy.fields import TenantForeignKey
from prm.tenancy.models import TenantModel


class Certification(TenantModel):
    """Something that people can be certified in. `valid_months` is how long a certificate lasts; None, for ever."""

    name = models.CharField(max_length=200)
    external_id = models.CharField("number", max_length=100, blank=True)
    family = models.CharField(max_length=100, blank=True)
    valid_months = models.PositiveSmallIntegerField("valid for, months", null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("enablement_certification"),
            models.UniqueConstraint(
                "tenant",
                Lower("name"),
                name="enablement_certification_name",
                violation_error_message="There is a certification with this name.",
            ),
            models.UniqueConstraint(
                fields=["tenant", "external_id"],
                condition=~models.Q(external_id=""),
                name="enablement_certification_external_id",
                violation_error_message="Another certification has this number.",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_months=None) | models.Q(valid_months__gte=1),
                name="enablement_certification_lasts",
                violation_error_message="A certificate lasts a month at least. Leave it empty if it never expires.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Certificate(TenantModel):
    """One person's certificate. `partner` is the contact's partner at the time; `expires_date` is its last day."""

    partner = TenantForeignKey(Partner, models.DO_NOTHING)
    contact = TenantForeignKey(Contact, models.DO_NOTHING)
    certification = TenantForeignKey(Certification, models.DO_NOTHING)
    external_id = models.CharField("certificate number", max_length=100, blank=True)
    issued_date = models.DateField("issued")
    expires_date = models.DateField("valid until", null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            tenant_key("enablement_certificate"),
            tenant_fk("enablement_certificate", "partner", on_delete="CASCADE"),
            tenant_fk("enablement_certificate", "contact"),
            tenant_fk("enablement_certificate", "certification"),
            models.UniqueConstraint(
                fields=["tenant", "external_id"],
                condition=~models.Q(external_id=""),
                name="enablement_certificate_external_id",
                violation_error_message="Another certificate has this number.",
            ),
            models.UniqueConstraint(
                fields=["tenant", "contact", "certification", "issued_date"],
                name="enablement_certificate_once_a_day",
                violation_error_message="This certificate is here already.",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_date=None) | models.Q(expires_date__gte=models.F("issued_date")),
                name="enablement_certificate_expires_after_issue",
                violation_error_message="The last day must not be before the day of issue.",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "partner"], name="enablement_cert_partner"),
            models.Index(fields=["tenant", "certification"], name="enablement_cert_certification"),
        ]

    def __str__(self) -> str:
        return f"{self.certification} of {self.contact}"

    @property
    def fact(self) -> CertificateFact:
        """The certificate as figures need it. Its person and certification must be there already."""
        return CertificateFact(
            certification_id=self.certification_id,
            family=self.certification.family,
            contact_id=self.contact_id,
            issued_date=self.issued_date,
            expires_date=self.expires_date,
            held_until=self.contact.left_date,
        )

    def state_on(self, day: date) -> CertificateState:
        """How it stands on `day`. Its person must be there already."""
        return state_on(
            day, issued_date=self.issued_date, expires_date=self.expires_date, left_date=self.contact.left_date
        )
