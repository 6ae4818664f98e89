"""Campaigns from files, and how other files name them."""

from collections.abc import Sequence

from django.db import connection

from partners.imports import PARTNER, PARTNER_NAMES
from prm.imports.checking.problems import Problems
from prm.imports.fields import ImportField, Kind
from prm.imports.storing.checks import ends_after_start
from prm.imports.targets import ImportTarget
from prm.tenancy.scope import require_scope
from sales.calculations.customers import folded_label
from sales.imports.naming import NamedRow
from sales.models import Campaign

CAMPAIGN_NAMES = ("Campaign code", "Campaign name", "Campaign ID", "Source", "Lead source", "Source campaign")
CAMPAIGN = ImportField(
    "campaign",
    "Campaign",
    Kind.REFERENCE,
    reference=NamedRow(Campaign, "campaign", folded_label),
    synonyms=CAMPAIGN_NAMES,
    help="By code or name.",
)

_OF_ANOTHER = """
    SELECT s.row_number, c.name FROM import_stage s
    JOIN sales_campaign c ON c.tenant_id = %(tenant)s AND c.id = s.campaign_id
    WHERE c.partner_id <> s.partner_id
"""


def reject_campaigns_of_others(fields: Sequence[str], problems: Problems) -> None:
    """Reject rows that name a campaign of another partner than their own."""
    if not {"campaign", "partner"} <= set(fields):
        return
    with connection.cursor() as cursor:
        cursor.execute(_OF_ANOTHER, {"tenant": require_scope().tenant_id})
        for row, name in cursor.fetchall():
            problems.add(row, "Campaign", f"“{name}” is a campaign of another partner. Correct one of the two.")


CAMPAIGNS = ImportTarget(
    key="campaigns",
    label="Campaigns",
    model=Campaign,
    help="What leads and deals name as their source, by your code or, for partners’ campaigns, by name.",
    keys=(("external_id",), ("partner", "name")),
    checks=(ends_after_start("start_date", "end_date"),),
    fields=(
        ImportField(
            "external_id", "Campaign code", max_length=100, synonyms=("Campaign ID", "Code", "ID", "Key", "Number")
        ),
        ImportField("name", "Campaign", required=True, max_length=200, synonyms=("Campaign name", "Name", "Title")),
        ImportField(
            "partner",
            "Partner",
            Kind.REFERENCE,
            reference=PARTNER,
            synonyms=PARTNER_NAMES[:5],
            help="Leave it empty for a campaign of your own, which then needs a code.",
        ),
        ImportField("channel", "Channel", max_length=60, synonyms=("Type", "Campaign type", "Medium", "Tactic")),
        ImportField(
            "start_date", "Starts", Kind.DATE, required=True, synonyms=("Start date", "Start", "From", "Begins", "Date")
        ),
        ImportField("end_date", "Ends", Kind.DATE, synonyms=("End date", "End", "To", "Until")),
    ),
)
