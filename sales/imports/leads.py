"""Leads from files: lists of those who answered, and exports of marketing systems."""

from collections.abc import Sequence

from django.db import connection

from partners.imports import PARTNER, PARTNER_NAMES
from prm.imports.checking.problems import Problems
from prm.imports.fields import ImportField, Kind
from prm.imports.targets import ImportTarget
from prm.tenancy.scope import require_scope
from sales.calculations.customers import folded_label
from sales.enums import ENTRY_WAY, LeadStage
from sales.imports.campaigns import CAMPAIGN, reject_campaigns_of_others
from sales.imports.naming import NamedRow
from sales.models import Deal, Lead
from sales.operations.lead_imports import after_lead_import

_BACKWARDS = """
    SELECT row_number, stage_date, entered_date FROM import_stage WHERE stage_date < entered_date
"""
_DEALS_OF_OTHERS = """
    SELECT s.row_number, d.name FROM import_stage s
    JOIN sales_deal d ON d.tenant_id = %(tenant)s AND d.id = s.deal_id
    WHERE d.partner_id <> s.partner_id
"""
# The deal decides: a file that tells of an older stage would move the lead forth and back each time.
_AS_DEALS_SAY = """
    UPDATE import_stage s SET stage = CASE stage.outcome WHEN 'open' THEN 'sql' ELSE stage.outcome END
    FROM sales_deal d JOIN sales_dealstage stage ON stage.tenant_id = d.tenant_id AND stage.id = d.stage_id
    WHERE d.tenant_id = %(tenant)s AND d.id = s.deal_id
"""
_SINCE_IT_CAME_IN = "UPDATE import_stage SET stage_date = entered_date WHERE stage_date IS NULL"


def take_stages_of_deals(fields: Sequence[str], _problems: Problems) -> None:
    """Let leads that are tied to a deal stand where the deal does."""
    if {"stage", "deal"} <= set(fields):
        with connection.cursor() as cursor:
            cursor.execute(_AS_DEALS_SAY, {"tenant": require_scope().tenant_id})


def fill_stage_dates(fields: Sequence[str], _problems: Problems) -> None:
    """Let a lead whose cell is empty stand in its stage since it came in."""
    if {"stage_date", "entered_date"} <= set(fields):
        with connection.cursor() as cursor:
            cursor.execute(_SINCE_IT_CAME_IN)


def reject_stages_before_leads(fields: Sequence[str], problems: Problems) -> None:
    """Reject leads that reached their stage before they came in."""
    if not {"stage_date", "entered_date"} <= set(fields):
        return
    with connection.cursor() as cursor:
        cursor.execute(_BACKWARDS)
        for row, stage, entered in cursor.fetchall():
            problems.add(row, "In this stage since", f"{stage} lies before {entered}, when it came in. Correct one.")


def reject_deals_of_others(fields: Sequence[str], problems: Problems) -> None:
    """Reject leads tied to a deal of another partner."""
    if not {"deal", "partner"} <= set(fields):
        return
    with connection.cursor() as cursor:
        cursor.execute(_DEALS_OF_OTHERS, {"tenant": require_scope().tenant_id})
        for row, name in cursor.fetchall():
            problems.add(row, "Deal", f"“{name}” is a deal of another partner. Correct one of the two.")


LEADS = ImportTarget(
    key="leads",
    label="Leads",
    model=Lead,
    help="Those who answered campaigns, by your own number or by partner, company and day. Import campaigns first.",
    keys=(("external_id",), ("partner", "company_name", "entered_date")),
    checks=(
        reject_campaigns_of_others,
        reject_deals_of_others,
        reject_stages_before_leads,
        take_stages_of_deals,
        fill_stage_dates,
    ),
    volatile=frozenset({"created_at", "updated_at", "normalized_name", "stage_date", "customer"}),
    affects="id",
    after_change=after_lead_import,
    fields=(
        ImportField(
            "external_id", "Lead number", max_length=100, synonyms=("Lead ID", "Contact ID", "ID", "Key", "Number")
        ),
        ImportField("partner", "Partner", Kind.REFERENCE, required=True, reference=PARTNER, synonyms=PARTNER_NAMES[:5]),
        ImportField(
            "company_name",
            "Company",
            required=True,
            max_length=200,
            synonyms=("Company name", "Organisation", "Organization", "Account", "Account name", "Customer"),
        ),
        ImportField(
            "contact_name",
            "Contact",
            max_length=200,
            synonyms=("Contact name", "Full name", "Name", "Person", "Lead name"),
        ),
        ImportField("email", "E-mail", Kind.EMAIL, max_length=254, synonyms=("Email", "E-mail address", "Mail")),
        ImportField("phone", "Phone", max_length=60, synonyms=("Telephone", "Phone number", "Mobile")),
        CAMPAIGN,
        ImportField(
            "entered_date",
            "Came in",
            Kind.DATE,
            required=True,
            synonyms=("Date", "Lead date", "Created", "Created date", "Create date", "Inquiry date", "Received"),
        ),
        ImportField(
            "entered_stage",
            "Came in as",
            Kind.CHOICE,
            choices=tuple((each.value, each.label) for each in ENTRY_WAY),
            synonyms=("Entry stage", "First stage"),
            also=("stage",),
        ),
        ImportField(
            "stage",
            "Stage",
            Kind.CHOICE,
            choices=tuple((each.value, each.label) for each in LeadStage),
            synonyms=("Lead stage", "Lead status", "Status"),
            help="Inquiry, MQL, SAL, SQL, Won or Lost. Without it leads stand where they came in.",
        ),
        ImportField(
            "stage_date",
            "In this stage since",
            Kind.DATE,
            synonyms=("Stage date", "Status date", "Since", "Qualified on", "Converted date", "Last stage change"),
            help="An empty cell stands for the day on which it came in.",
        ),
        ImportField(
            "amount",
            "Expected amount",
            Kind.DECIMAL,
            decimal_places=6,
            max_digits=20,
            not_negative=True,
            synonyms=("Amount", "Value", "Budget", "Estimated value"),
        ),
        ImportField(
            "deal",
            "Deal",
            Kind.REFERENCE,
            reference=NamedRow(Deal, "deal", folded_label),
            synonyms=("Deal number", "Opportunity", "Opportunity ID", "Deal ID"),
            help="By number or name. The lead is won or lost with it.",
        ),
        ImportField(
            "decline_reason",
            "Why it was lost",
            max_length=200,
            synonyms=("Decline reason", "Lost reason", "Disqualified reason"),
        ),
        ImportField("note", "Note", max_length=1000, synonyms=("Notes", "Comment", "Comments", "Description")),
    ),
)
