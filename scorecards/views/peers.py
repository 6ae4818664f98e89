"""Peers: a partner among them, and what operations people take each quarter."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from partners.views.page import moment_of, partner_or_404, partner_page_context
from prm.kernel.refusal import Refused
from prm.people.http import TenantRequest, requires
from prm.people.permissions import Permission
from sales.queries.bookings import data_date
from scorecards.calculations.peer_metrics import WIN_RATE, capability_key, performance_key
from scorecards.operations.peers import freeze_peers
from scorecards.queries.peer_dates import due_date, last_quarter
from scorecards.queries.peers import is_frozen, own_metrics, peer_view, snapshots, told_of
from scorecards.views.peer_rows import Metric, PeerRow, note_of, peer_rows


@dataclass(frozen=True)
class Section:
    """A question set, or performance, with a row for each metric."""

    title: str
    rows: list[PeerRow]
    note: str


@require_safe
@requires(Permission.PEER_VIEW)
def partner_peers(request: TenantRequest, tenant: str, partner_id: UUID) -> HttpResponse:
    """How the partner stands among partners like it. No names, no counts, nothing that gives another's score away."""
    partner = partner_or_404(partner_id)
    subjects = own_metrics(partner, tenant=request.tenant, as_of=data_date(today=moment_of(request).today))
    own = {key: value for each in subjects for key, value in each.values.items()}
    view = peer_view(partner, [key for each in subjects for key in each.labels], own=own)
    sections = []
    for each in subjects:
        rows = peer_rows(view, [Metric(key, label, unit=each.unit) for key, label in each.labels.items()])
        sections.append(Section(each.title, rows, note_of(rows)))
    context = partner_page_context(request, partner, "peers") | {"sections": sections}
    return TemplateResponse(request, "scorecards/partner_peers.html", context)


@require_safe
@requires(Permission.PEER_MANAGE)
def peer_list(request: TenantRequest, tenant: str) -> HttpResponse:
    """What was told, what was held back and why, in counts; and when the next figures are due."""
    quarter = last_quarter(request.tenant, today=moment_of(request).today)
    frozen = is_frozen(quarter)
    next_one = quarter.next() if frozen else quarter
    context = {
        "quarter": quarter,
        "may_freeze": not frozen,
        "next_quarter": next_one,
        "next_date": due_date(request.tenant, next_one),
        "snapshots": list(snapshots()),
        "told": [
            ("Capabilities", "", told_of(capability_key("capabilities"))),
            ("Performance", "%", told_of(performance_key())),
            ("Win rate, by which pipeline is measured", "%", told_of(WIN_RATE)),
        ],
    }
    return TemplateResponse(request, "scorecards/peer_list.html", context)


@require_POST
@requires(Permission.PEER_MANAGE)
def peer_freeze(request: TenantRequest, tenant: str) -> HttpResponse:
    """Take the figures of the last quarter that is over. Once: pressing again changes nothing."""
    now = moment_of(request)
    quarter = last_quarter(request.tenant, today=now.today)
    try:
        snapshot = freeze_peers(tenant=request.tenant, quarter=quarter, at=now.at, by=request.membership)
    except Refused as problem:
        messages.error(request, str(problem))
    else:
        taken = f"Peer figures of {quarter.label} are taken."
        messages.success(request, taken if snapshot else f"Peer figures of {quarter.label} were taken before.")
    return redirect("scorecards:peer-list", tenant)
