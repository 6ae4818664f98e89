"""What files can bring about training: certifications, certificates, required tasks."""

from collections.abc import Sequence

from django.db import connection

from enablement.enums import TaskKind
from enablement.models import Certificate, Certification, RequiredTask
from enablement.operations.following import enablement_changed
from partners.imports import PARTNER, PARTNER_NAMES
from partners.models import Contact
from prm.imports.checking.problems import Problems
from prm.imports.fields import ImportField, Kind
from prm.imports.references import ReferenceTo
from prm.imports.storing.checks import ends_after_start
from prm.imports.targets import ImportTarget, register_target
from prm.tenancy.scope import require_scope

CERTIFICATION = ReferenceTo(Certification, "certification", by=("external_id", "name"), caseless=frozenset({"name"}))
PERSON = ReferenceTo(Contact, "contact", by=("external_id", "email"))
KINDS = tuple((kind.value, kind.label) for kind in TaskKind)


def person_of_the_partner(fields: Sequence[str], problems: Problems) -> None:
    """Reject staged certificates whose person is a contact of another partner."""
    if not {"partner", "contact"} <= set(fields):
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.row_number, c.name, p.name FROM import_stage s"
            " JOIN partners_contact c ON c.id = s.contact_id AND c.tenant_id = %(tenant)s"
            " JOIN partners_partner p ON p.id = c.partner_id AND p.tenant_id = %(tenant)s"
            " WHERE s.partner_id <> c.partner_id",
            {"tenant": require_scope().tenant_id},
        )
        for row, person, partner in cursor.fetchall():
            problems.add(row, "Person", f"{person} is a contact of {partner}. Correct the partner or the person.")


CERTIFICATIONS = ImportTarget(
    key="certifications",
    label="Certifications",
    model=Certification,
    help="What people can be certified in, by number.",
    keys=(("external_id",), ("name",)),
    unique=(("name",),),
    fields=(
        ImportField(
            "external_id",
            "Number",
            max_length=100,
            synonyms=("Certification", "Certification ID", "Course", "Course ID", "Code", "ID", "Key"),
        ),
        ImportField(
            "name", "Name", required=True, max_length=200, synonyms=("Certification name", "Course name", "Title")
        ),
        ImportField("family", "Family", max_length=100, synonyms=("Category", "Track", "Product family", "Area")),
        ImportField(
            "valid_months",
            "Valid for, months",
            Kind.INTEGER,
            not_negative=True,
            synonyms=("Validity", "Months", "Valid months", "Validity in months"),
            help="Empty when it never expires.",
        ),
    ),
)

CERTIFICATES = ImportTarget(
    key="certificates",
    label="Certificates",
    model=Certificate,
    help="Who holds which certificate, from when until when. People must be contacts of the partner already.",
    keys=(("external_id",), ("contact", "certification", "issued_date")),
    affects="partner_id",
    after_change=lambda partner_ids, at: enablement_changed(partner_ids=partner_ids, at=at),
    unique=(("contact", "certification", "issued_date"),),
    checks=(ends_after_start("issued_date", "expires_date"), person_of_the_partner),
    fields=(
        ImportField("partner", "Partner", Kind.REFERENCE, required=True, reference=PARTNER, synonyms=PARTNER_NAMES),
        ImportField(
            "contact",
            "Person",
            Kind.REFERENCE,
            required=True,
            reference=PERSON,
            synonyms=("Contact", "Contact ID", "E-mail", "Email", "Person ID", "Student", "Employee", "Holder"),
            help="The contact's number or e-mail address.",
        ),
        ImportField(
            "certification",
            "Certification",
            Kind.REFERENCE,
            required=True,
            reference=CERTIFICATION,
            synonyms=("Certification ID", "Course", "Course ID", "Code", "Exam", "Certification name"),
        ),
        ImportField("external_id", "Certificate number", max_length=100, synonyms=("Certificate ID", "Number", "ID")),
        ImportField(
            "issued_date",
            "Issued",
            Kind.DATE,
            required=True,
            synonyms=("Issued on", "Issue date", "Date", "Passed", "Completed", "Awarded"),
        ),
        ImportField(
            "expires_date",
            "Valid until",
            Kind.DATE,
            synonyms=("Expires", "Expiry", "Expiry date", "Expiration date", "Expires on"),
            help="The last day. Empty when it never expires.",
        ),
    ),
)

REQUIRED_TASKS = ImportTarget(
    key="required-tasks",
    label="Required tasks",
    model=RequiredTask,
    help="What partners must do and by when: contracts, onboarding, plans, reviews.",
    keys=(("partner", "name", "due_date"),),
    affects="partner_id",
    after_change=lambda partner_ids, at: enablement_changed(partner_ids=partner_ids, at=at),
    fields=(
        ImportField("partner", "Partner", Kind.REFERENCE, required=True, reference=PARTNER, synonyms=PARTNER_NAMES),
        ImportField("name", "Task", required=True, max_length=200, synonyms=("Name", "Title", "Task name", "What")),
        ImportField("due_date", "Due", Kind.DATE, required=True, synonyms=("Due date", "Deadline", "By", "Due on")),
        ImportField(
            "kind",
            "Kind",
            Kind.CHOICE,
            choices=KINDS,
            default=TaskKind.OTHER.value,
            synonyms=("Type", "Category"),
        ),
        ImportField("done_date", "Done on", Kind.DATE, synonyms=("Done", "Completed", "Completed on", "Finished")),
        ImportField("note", "Note", max_length=500, synonyms=("Comment", "Remark", "Notes")),
    ),
)


def register() -> None:
    """Offer the targets to the import pages and commands."""
    for target in (CERTIFICATIONS, CERTIFICATES, REQUIRED_TASKS):
        register_target(target)
