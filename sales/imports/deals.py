"""Deals from files: from a CRM's export, which knows no partner's way of counting."""

from collections.abc import Sequence

from django.db import connection

from partners.imports import CAM_NAMES, PARTNER, PARTNER_NAMES
from prm.imports.checking.problems import Problems
from prm.imports.fields import ImportField, Kind
from prm.imports.references import ReferenceTo
from prm.imports.targets import ImportTarget
from prm.people.models import Membership
from prm.tenancy.scope import require_scope
from sales.calculations.customers import folded_label, normalized_name
from sales.imports.campaigns import CAMPAIGN, reject_campaigns_of_others
from sales.imports.naming import NamedRow
from sales.models import Customer, Deal, DealStage, Product
from sales.operations.following import note_imported_moves

OWNER = ReferenceTo(
    Membership,
    "colleague",
    by=("external_id", "email", "display_name"),
    caseless=frozenset({"email", "display_name"}),
    only={"partner_id": None},
)

# One column often holds both days: of an open deal it is the expected one.
_CLOSING_DAYS = """
    UPDATE import_stage s SET
        expected_close_date = coalesce(s.expected_close_date, s.closed_date), closed_date = NULL
    FROM sales_dealstage d
    WHERE d.tenant_id = %(tenant)s AND d.id = s.stage_id AND d.outcome = 'open' AND s.closed_date IS NOT NULL
"""
_NO_PERCENT = "SELECT row_number, probability_percent FROM import_stage WHERE probability_percent > 100"


def folded_stage(name: str) -> str:
    """``Closed Won`` and ``won`` are one stage."""
    folded = folded_label(name)
    return folded.removeprefix("closed") or folded


def sort_closing_days(fields: Sequence[str], _problems: Problems) -> None:
    """Take the closing day of open deals for the one on which they are expected to close."""
    if "closed_date" in fields:
        with connection.cursor() as cursor:
            cursor.execute(_CLOSING_DAYS, {"tenant": require_scope().tenant_id})


def reject_impossible_percents(fields: Sequence[str], problems: Problems) -> None:
    """Reject probabilities above 100 %."""
    if "probability_percent" not in fields:
        return
    with connection.cursor() as cursor:
        cursor.execute(_NO_PERCENT)
        for row, percent in cursor.fetchall():
            problems.add(row, "Own probability, %", f"{percent.normalize():f} is more than 100. Correct it.")


DEALS = ImportTarget(
    key="deals",
    label="Deals (opportunities)",
    model=Deal,
    help="What partners work on, by your CRM's number. Import products and customers first.",
    keys=(("external_id",),),
    checks=(sort_closing_days, reject_impossible_percents, reject_campaigns_of_others),
    affects="partner_id",
    after_change=lambda partner_ids, at: note_imported_moves(partner_ids=partner_ids, at=at),
    fields=(
        ImportField(
            "external_id",
            "Deal number",
            required=True,
            max_length=100,
            synonyms=("Deal ID", "Opportunity ID", "Opportunity number", "Opportunity", "ID", "Key"),
        ),
        ImportField(
            "name",
            "Deal",
            required=True,
            max_length=200,
            synonyms=("Deal name", "Opportunity name", "Name", "Title", "Subject", "Topic", "Description"),
        ),
        ImportField("partner", "Partner", Kind.REFERENCE, required=True, reference=PARTNER, synonyms=PARTNER_NAMES[:5]),
        ImportField(
            "customer",
            "Customer",
            Kind.REFERENCE,
            reference=NamedRow(Customer, "customer", normalized_name),
            synonyms=("End customer", "Customer name", "Customer ID", "Account", "Account name", "Client"),
            help="By number or name. Leave it empty where it is not known yet.",
        ),
        ImportField(
            "product",
            "Product",
            Kind.REFERENCE,
            reference=NamedRow(Product, "product", folded_label),
            synonyms=("Product name", "Product number", "SKU", "Series", "Product ID"),
        ),
        ImportField(
            "owner",
            "Looked after by",
            Kind.REFERENCE,
            reference=OWNER,
            synonyms=("Sales agent", "Deal owner", "Opportunity owner", "Agent", *CAM_NAMES),
        ),
        CAMPAIGN,
        ImportField(
            "stage",
            "Stage",
            Kind.REFERENCE,
            required=True,
            reference=NamedRow(DealStage, "deal stage", folded_stage, number="name"),
            synonyms=("Deal stage", "Sales stage", "Stage name", "Status", "Phase"),
        ),
        ImportField(
            "amount",
            "Amount",
            Kind.DECIMAL,
            decimal_places=6,
            max_digits=20,
            not_negative=True,
            synonyms=("Close value", "Value", "Deal value", "Deal size", "Opportunity amount", "Revenue", "Total"),
        ),
        ImportField(
            "probability_percent",
            "Own probability, %",
            Kind.DECIMAL,
            decimal_places=2,
            max_digits=5,
            not_negative=True,
            synonyms=("Probability", "Probability (%)", "Win probability", "Likelihood"),
        ),
        ImportField(
            "is_partner_sourced",
            "Brought by the partner",
            Kind.BOOLEAN,
            synonyms=("Partner sourced", "Sourced by partner", "Partner led"),
        ),
        ImportField(
            "engaged_date",
            "First contact",
            Kind.DATE,
            synonyms=("Engage date", "Engaged", "Created", "Created date", "Create date", "Open date", "Start date"),
        ),
        ImportField("registered_date", "Registered", Kind.DATE, synonyms=("Registration date", "Registered on")),
        ImportField(
            "expected_close_date",
            "Expected to close",
            Kind.DATE,
            synonyms=("Expected close date", "Expected close", "Estimated close date", "Forecast close date"),
        ),
        ImportField(
            "closed_date",
            "Closed",
            Kind.DATE,
            synonyms=("Close date", "Closed date", "Closing date", "Actual close date", "Closed on"),
            also=("expected_close_date",),
            help="Of an open deal it counts as the day on which it is expected to close.",
        ),
        ImportField(
            "lost_reason",
            "Why it was lost",
            max_length=200,
            synonyms=("Lost reason", "Loss reason", "Closed lost reason"),
        ),
        ImportField("next_step", "Next step", max_length=300, synonyms=("Next steps", "Next action")),
    ),
)
