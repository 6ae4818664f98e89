"""The frame of the partner's page: what stands above the tabs."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.shortcuts import get_object_or_404
from django.utils import timezone

from partners.models import CamAssignment, Partner
from partners.queries.profile import cams_of
from partners.rules import may_edit_some, visible_fields
from partners.tabs import actions_for, notices_for, tabs_for
from prm.people.http import TenantRequest


@dataclass(frozen=True)
class Moment:
    """Now, and which day that is for the tenant."""

    at: datetime
    today: date


def moment_of(request: TenantRequest) -> Moment:
    """Read the clock, once for a view."""
    at = timezone.now()
    return Moment(at, at.astimezone(ZoneInfo(request.tenant.time_zone)).date())


def partner_or_404(partner_id: UUID) -> Partner:
    """The partner with its parent, where the scope reaches it. One that is not theirs is not there."""
    return get_object_or_404(Partner.objects.select_related("parent"), pk=partner_id)


def partner_page_context(request: TenantRequest, partner: Partner, active_tab: str) -> dict[str, Any]:
    """What `partners/partner_page.html` needs, for every tab: two queries at most, however much there is.

    `active_tab` is the key of a registered `PartnerTab`.
    """
    member = request.membership
    assignments = cams_of(partner, on=moment_of(request).today)
    return {
        "partner": partner,
        "tabs": tabs_for(member, partner, active=active_tab),
        "partner_actions": actions_for(member, partner),
        "cam_line": _line(assignments),
        "shows_stage": "life_stage" in visible_fields(member),
        "can_edit": may_edit_some(member),
        "notices": notices_for(member, partner),
    }


def _line(assignments: list[CamAssignment]) -> str:
    return ", ".join(assignment.membership.display_name for assignment in assignments)
