"""The list of all leads in reach, and every way to narrow it down; and how far they come."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partners.models import Partner
from partners.queries.partners import primary_assignments
from partners.views.page import moment_of
from prm.documents.formats import Format
from prm.documents.specs import Kind
from prm.people.http import TenantRequest, requires
from prm.people.models import Membership
from prm.people.permissions import Permission
from prm.web.tables import Choice, Column, Filter, TableSpec, read_table
from sales.documents import leads as drawn
from sales.enums import LEAD_WAY, LeadStage
from sales.models import Campaign, Lead
from sales.queries.campaigns import campaigns_in_reach
from sales.queries.lead_funnel import MATURITY_DAYS, funnel
from sales.queries.lead_rows import leads_in_reach

MONEY = Format(places=2)
NONE, OPEN = "none", "open"
CHOICES_SHOWN = 500
MATURITIES = (30, 60, 90, 180)


def _campaigns(_request: TenantRequest) -> list[Choice]:
    """The latest campaigns with partner and day, for several may have one name, and none."""
    found = campaigns_in_reach().order_by("-start_date", "name", "pk")[:CHOICES_SHOWN]
    return [*((str(each.pk), _told_apart(each)) for each in found), (NONE, "No campaign")]


def _told_apart(campaign: Campaign) -> str:
    whose = campaign.partner.name if campaign.partner else "The vendor"
    return f"{campaign.name_and_day}, {whose}"


def _narrow_to_campaign(rows: QuerySet[Lead], campaign: str) -> QuerySet[Lead]:
    return rows.filter(campaign=None) if campaign == NONE else rows.filter(campaign_id=UUID(campaign))


def _partners(_request: TenantRequest) -> list[Choice]:
    """Partners that have leads, by name."""
    known = Partner.objects.filter(pk__in=Lead.objects.order_by().values("partner_id")).order_by("name")
    return [(str(pk), name) for pk, name in known.values_list("pk", "name")[:CHOICES_SHOWN]]


def _cams(_request: TenantRequest) -> list[Choice]:
    """Whoever is some partner's primary CAM today."""
    looking_after = primary_assignments(timezone.localdate()).values("membership_id")
    cams = Membership.objects.filter(pk__in=looking_after).order_by("display_name")
    return [(str(pk), name) for pk, name in cams.values_list("pk", "display_name")]


def _narrow_to_cam(rows: QuerySet[Lead], cam: str) -> QuerySet[Lead]:
    mine = primary_assignments(timezone.localdate()).filter(membership_id=UUID(cam))
    return rows.filter(partner_id__in=mine.values("partner_id"))


def _narrow_to_stage(rows: QuerySet[Lead], stage: str) -> QuerySet[Lead]:
    closed = [LeadStage.WON, LeadStage.LOST]
    return rows.exclude(stage__in=closed) if stage == OPEN else rows.filter(stage=stage)


LEADS = TableSpec(
    key="leads",
    title="Leads",
    columns=(
        Column("company_name", "Company", sort="company_name"),
        Column("external_id", "Lead number", listed=False),
        Column("partner", "Partner", sort="partner__name", value=lambda row: row.partner.name),
        Column("partner_number", "Account number", value=lambda row: row.partner.external_id, listed=False),
        Column(
            "campaign",
            "Campaign",
            sort="campaign__name",
            value=lambda row: row.campaign.name if row.campaign else "",
            only_wide=True,
        ),
        Column("stage", "Stage", value=lambda row: row.stage_enum.label),
        Column("stage_date", "Since", "stage_date", Kind.DATE, only_wide=True),
        Column("entered_date", "Came in", "entered_date", Kind.DATE),
        Column("entered_stage", "Came in as", value=lambda row: row.entered_stage_enum.label, listed=False),
        Column("amount", "Expected", "amount", Kind.FIGURE, MONEY, only_wide=True),
        Column("deal", "Deal", value=lambda row: row.deal.name if row.deal else "", only_wide=True),
        Column("contact_name", "Contact", listed=False),
        Column("email", "E-mail", listed=False),
        Column("phone", "Phone", listed=False),
        Column("decline_reason", "Why it was lost", listed=False),
        Column("note", "Note", listed=False),
    ),
    filters=(
        Filter(
            "stage",
            "Stage",
            [(OPEN, "Open"), *((each.value, each.label) for each in (*LEAD_WAY, LeadStage.LOST))],
            narrow=_narrow_to_stage,
        ),
        Filter("campaign", "Campaign", _campaigns, narrow=_narrow_to_campaign),
        Filter("partner", "Partner", _partners, lookup="partner_id"),
        Filter("cam", "CAM", _cams, narrow=_narrow_to_cam),
    ),
    search=("company_name", "external_id", "contact_name", "email", "partner__name"),
    search_label="Company, contact or partner",
    default_sort="-entered_date",
    noun="lead",
    nouns="leads",
)


@require_safe
@requires(Permission.PEOPLE_VIEW)
def lead_list(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """Every lead in the member's reach; a CAM's are those of the partners assigned to them today."""
    table = read_table(LEADS, request, leads_in_reach())
    sums = table.summed(
        open=Count("pk", filter=~Q(stage__in=[LeadStage.WON, LeadStage.LOST])),
        won=Count("pk", filter=Q(stage=LeadStage.WON)),
    )
    return table.respond("sales/lead_list.html", {"sums": sums})


@require_safe
@requires(Permission.PEOPLE_VIEW)
def lead_waterfall(request: TenantRequest, tenant: str) -> HttpResponse:
    """How far the leads in reach come, as the list narrows them down."""
    table = read_table(LEADS, request, Lead.objects.all())
    chosen = request.GET.get("days", "")
    days = next((each for each in MATURITIES if str(each) == chosen), MATURITY_DAYS)
    found = funnel(table.matching, as_of=moment_of(request).today, maturity_days=days)
    context = {
        "table": table,
        "days": days,
        "maturities": MATURITIES,
        "funnel": found,
        "figures": drawn.waterfall_kpis(found.waterfall, mgos=found.mgos, open_leads=found.open_leads),
        "waterfall_chart": drawn.waterfall_chart(found.waterfall),
        "conversions": drawn.conversion_table(found.waterfall),
        "cohorts": drawn.cohort_table(found.waterfall),
    }
    return TemplateResponse(request, "sales/lead_waterfall.html", context)
