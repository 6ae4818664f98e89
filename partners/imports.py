"""What files can bring about partners: the partners, their contacts, the CAMs, and who looks after whom."""

from collections.abc import Sequence

from django.db import connection

from partners.enums import AssignmentRole, FieldKind, LifeStage
from partners.models import CamAssignment, Contact, CustomField, Partner
from partners.queries.computed import computed_fields
from prm.imports.checking.problems import Problems
from prm.imports.fields import ImportField, Kind
from prm.imports.references import ReferenceTo
from prm.imports.storing.checks import ends_after_start
from prm.imports.targets import ImportTarget, register_target
from prm.people.models import Membership
from prm.people.permissions import Role
from prm.tenancy.scope import require_scope

PARTNER = ReferenceTo(Partner, "partner")
CAM = ReferenceTo(Membership, "CAM", by=("external_id", "email"), only={"partner_id": None})
PARTNER_NAMES = ("Partner", "Partner ID", "Partner number", "Reseller", "Reseller key", "Account", "Account ID")
CAM_NAMES = (
    "CAM",
    "Channel manager",
    "Salesperson",
    "Sales person",
    "Employee",
    "Employee key",
    "Employee ID",
    "Seller",
    "Sales rep",
    "Owner",
)
KINDS = {
    FieldKind.TEXT: Kind.TEXT,
    FieldKind.NUMBER: Kind.DECIMAL,
    FieldKind.DATE: Kind.DATE,
    FieldKind.CHOICE: Kind.CHOICE,
    FieldKind.YES_NO: Kind.BOOLEAN,
}


def tenants_own_fields() -> list[ImportField]:
    """The fields that the tenant in scope keeps about partners, by the names that its people know."""
    return [
        ImportField(
            key=f"custom_{field.key}",
            label=field.label,
            kind=KINDS[FieldKind(field.kind)],
            max_length=500,
            choices=tuple((choice, choice) for choice in field.choices),
            column="custom",
            json_key=field.key,
        )
        for field in CustomField.objects.order_by("position", "label")
    ]


# A row of the file counts against the rows above it, and against what is here under another key than the file's rows.
_OVERLAPS = """
    WITH staged AS (
        SELECT *, daterange(start_date, end_date, '[]') AS days FROM import_stage
        WHERE role = 'primary' AND coalesce(end_date, start_date) >= start_date
    ), others AS (
        SELECT row_number AS other, partner_id, membership_id, start_date, days FROM staged
        UNION ALL
        SELECT NULL, a.partner_id, a.membership_id, a.start_date, daterange(a.start_date, a.end_date, '[]')
        FROM partners_camassignment a
        WHERE a.tenant_id = %(tenant)s AND a.role = 'primary' AND NOT EXISTS (
            SELECT FROM import_stage s WHERE s.partner_id = a.partner_id AND s.membership_id = a.membership_id
            AND s.role = a.role AND s.start_date = a.start_date)
    )
    SELECT DISTINCT ON (s.row_number) s.row_number, o.other, m.display_name, o.start_date
    FROM staged s JOIN others o ON o.partner_id = s.partner_id AND o.days && s.days
        AND (o.other IS NULL OR o.other < s.row_number)
    JOIN people_membership m ON m.id = o.membership_id AND m.tenant_id = %(tenant)s
    ORDER BY s.row_number, o.other
"""


def one_primary_at_a_time(_fields: Sequence[str], problems: Problems) -> None:
    """Reject staged assignments during which the partner has another primary CAM, in the file or already."""
    with connection.cursor() as cursor:
        cursor.execute(_OVERLAPS, {"tenant": require_scope().tenant_id})
        for row, other, name, start in cursor.fetchall():
            where = f"row {other:,}" if other else "it is here already"
            problems.add(
                row,
                "First day",
                f"the partner already has a primary CAM then, {name} from {start}: {where}. End the earlier one first.",
            )


_OTHER_TIERS = """
    SELECT staged.row_number, partner.tier
    FROM import_stage staged LEFT JOIN partners_partner partner
        ON partner.tenant_id = %(tenant)s AND partner.external_id = staged.external_id
    WHERE coalesce(staged.tier, '') <> coalesce(partner.tier, '')
    ORDER BY staged.row_number
"""


def tiers_stay(fields: Sequence[str], problems: Problems) -> None:
    """Reject staged partners of another tier than they have, where a programme works tiers out."""
    who = computed_fields(["tier"]).get("tier") if "tier" in fields else None
    if who is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(_OTHER_TIERS, {"tenant": require_scope().tenant_id})
        for row, tier in cursor.fetchall():
            now = f"now {tier}" if tier else "none yet"
            problems.add(row, "Tier", f"it is computed by {who}, {now}. Leave the column out, or give it as it is.")


PARTNERS = ImportTarget(
    key="partners",
    label="Partners",
    model=Partner,
    help="The companies that sell for you, by their account number in your own systems.",
    keys=(("external_id",),),
    checks=(tiers_stay,),
    extra_fields=tenants_own_fields,
    fields=(
        ImportField(
            "external_id",
            "Account number",
            required=True,
            max_length=100,
            synonyms=(*PARTNER_NAMES, "Number", "Customer number", "ID", "Key"),
            help="What your own systems call this partner. Names are not enough: two partners may share one.",
        ),
        ImportField(
            "name",
            "Name",
            required=True,
            max_length=200,
            synonyms=("Partner name", "Reseller name", "Company", "Company name", "Account name", "Store"),
        ),
        ImportField("type", "Type", max_length=100, synonyms=("Partner type", "Business type", "Kind")),
        ImportField("tier", "Tier", max_length=50, synonyms=("Level", "Programme level", "Program level")),
        ImportField(
            "region", "Region", max_length=100, synonyms=("State", "Territory", "Province", "State province name")
        ),
        ImportField("country", "Country", max_length=100, synonyms=("Country region", "Nation")),
        ImportField("city", "City", max_length=100, synonyms=("Town",)),
        ImportField("address", "Address", max_length=300, synonyms=("Street", "Address line 1")),
        ImportField("phone", "Phone", max_length=50, synonyms=("Telephone", "Phone number")),
        ImportField("website", "Website", max_length=300, synonyms=("URL", "Homepage", "Web")),
        ImportField(
            "verticals", "Industry verticals", max_length=300, synonyms=("Industry", "Vertical", "Product line")
        ),
        ImportField(
            "employees", "Employees", Kind.INTEGER, synonyms=("Number of employees", "Number employees", "Staff")
        ),
        ImportField(
            "annual_revenue",
            "Annual revenue",
            Kind.DECIMAL,
            max_digits=20,
            synonyms=("Revenue", "Turnover", "Annual sales"),
        ),
        ImportField(
            "life_stage",
            "Life stage",
            Kind.CHOICE,
            choices=tuple((stage.value, stage.label) for stage in LifeStage),
            synonyms=("Stage",),
        ),
        ImportField("joined_date", "Partner since", Kind.DATE, synonyms=("Joined", "Join date", "Start date", "Since")),
        ImportField(
            "parent",
            "Parent partner",
            Kind.REFERENCE,
            reference=ReferenceTo(Partner, "partner"),
            synonyms=("Parent", "Parent account", "Parent ID"),
            help="Account number of the company that this one belongs to. It must be there already.",
        ),
    ),
)

CONTACTS = ImportTarget(
    key="contacts",
    label="Contacts",
    model=Contact,
    help="People at your partners. Having a contact gives nobody an account.",
    keys=(("external_id",), ("partner", "email")),
    unique=(("partner", "email"),),
    fields=(
        ImportField("partner", "Partner", Kind.REFERENCE, required=True, reference=PARTNER, synonyms=PARTNER_NAMES),
        ImportField("external_id", "Contact number", max_length=100, synonyms=("Contact ID", "Person ID")),
        ImportField(
            "name", "Name", required=True, max_length=150, synonyms=("Contact", "Contact name", "Full name", "Person")
        ),
        ImportField("job_title", "Job title", max_length=150, synonyms=("Title", "Position", "Role", "Function")),
        ImportField("email", "E-mail", Kind.EMAIL, max_length=254, synonyms=("Email", "E-mail address", "Mail")),
        ImportField("phone", "Phone", max_length=50, synonyms=("Telephone", "Phone number", "Mobile")),
        ImportField("is_primary", "Main contact", Kind.BOOLEAN, synonyms=("Primary", "Is primary", "Main")),
        ImportField("left_date", "Left on", Kind.DATE, synonyms=("Left", "Last day", "Leaving date", "Left company")),
    ),
)

CAMS = ImportTarget(
    key="cams",
    label="Channel account managers",
    model=Membership,
    help="Who looks after partners. Somebody who is imported gets an account only when you invite them.",
    keys=(("external_id",), ("email",)),
    unique=(("email",),),
    constants=(("role", Role.CAM.value),),
    volatile=frozenset({"created_at", "user", "role"}),
    fields=(
        ImportField("external_id", "Employee number", max_length=100, synonyms=(*CAM_NAMES, "ID", "Number", "Key")),
        ImportField(
            "display_name", "Name", required=True, max_length=150, synonyms=("CAM name", "Full name", "Display name")
        ),
        ImportField("email", "E-mail", Kind.EMAIL, max_length=254, synonyms=("Email", "E-mail address", "Mail")),
    ),
)

ASSIGNMENTS = ImportTarget(
    key="assignments",
    label="CAM assignments",
    model=CamAssignment,
    help="Which CAM looks after which partner, from when to when. No end means until further notice.",
    keys=(("partner", "membership", "role", "start_date"),),
    checks=(ends_after_start("start_date", "end_date"), one_primary_at_a_time),
    fields=(
        ImportField("partner", "Partner", Kind.REFERENCE, required=True, reference=PARTNER, synonyms=PARTNER_NAMES),
        ImportField("membership", "CAM", Kind.REFERENCE, required=True, reference=CAM, synonyms=CAM_NAMES),
        ImportField(
            "role",
            "Role",
            Kind.CHOICE,
            choices=tuple((role.value, role.label) for role in AssignmentRole),
            default=AssignmentRole.PRIMARY.value,
            synonyms=("Assignment", "Assignment role"),
        ),
        ImportField(
            "start_date", "First day", Kind.DATE, required=True, synonyms=("Start", "Start date", "From", "Since")
        ),
        ImportField("end_date", "Last day", Kind.DATE, synonyms=("End", "End date", "To", "Until")),
    ),
)


def register() -> None:
    """Offer the targets to the import pages and commands."""
    for target in (PARTNERS, CONTACTS, CAMS, ASSIGNMENTS):
        register_target(target)
