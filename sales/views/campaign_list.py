"""The list of all campaigns in reach, with what each brought."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from partners.views.page import moment_of
from prm.documents.specs import Kind
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from prm.web.tables import Choice, Column, Filter, TableSpec, read_table
from sales.models import Campaign
from sales.queries.campaigns import campaigns_in_reach
from sales.queries.leads import campaign_results
from sales.views.campaigns import with_results

VENDOR, PARTNER = "vendor", "partner"


def _channels(_request: TenantRequest) -> list[Choice]:
    known = Campaign.objects.exclude(channel="").order_by("channel").values_list("channel", flat=True).distinct()
    return [(each, each) for each in known]


CAMPAIGNS = TableSpec(
    key="campaigns",
    title="Campaigns",
    columns=(
        Column("name", "Campaign", sort="name"),
        Column("external_id", "Campaign code", listed=False),
        Column("partner", "Of", sort="partner__name", value=lambda row: row.partner.name if row.partner else ""),
        Column("channel", "Channel", sort="channel", only_wide=True),
        Column("start_date", "Starts", "start_date", Kind.DATE),
        Column("end_date", "Ends", "end_date", Kind.DATE, listed=False),
        Column("leads", "Leads", kind=Kind.FIGURE, exported=False),
        Column("mgos", "MGOs", kind=Kind.FIGURE, exported=False, only_wide=True),
        Column("opportunities", "Opportunities", kind=Kind.FIGURE, exported=False, only_wide=True),
        Column("revenue", "Revenue, direct", kind=Kind.FIGURE, exported=False),
        Column("influenced", "Revenue, influenced", kind=Kind.FIGURE, exported=False, only_wide=True),
    ),
    filters=(
        Filter("channel", "Channel", _channels),
        Filter(
            "whose",
            "Whose",
            [(PARTNER, "Partners’"), (VENDOR, "Our own")],
            narrow=lambda rows, whose: rows.filter(partner__isnull=whose == VENDOR),
        ),
    ),
    search=("name", "external_id", "partner__name"),
    search_label="Campaign or partner",
    default_sort="-start_date",
    noun="campaign",
    nouns="campaigns",
)


@require_safe
@requires(Permission.PEOPLE_VIEW)
def campaign_list(request: TenantRequest, tenant: str) -> HttpResponseBase:
    """Every campaign in the member's reach; what each brought is worked out for those on the page."""
    table = read_table(CAMPAIGNS, request, campaigns_in_reach())
    results = campaign_results(
        campaign_ids=[each.pk for each in table.rows],
        as_of=moment_of(request).today,
        window_days=request.tenant.attribution_days,
    )
    context = {
        "campaigns": with_results(table.rows, results),
        "may_edit": request.membership.may(Permission.MARKETING_EDIT),
    }
    return table.respond("sales/campaign_list.html", context)
