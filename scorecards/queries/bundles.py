"""Files with the scorecards of a CAM's partners."""

from django.db.models import QuerySet

from prm.people.models import Membership
from prm.people.permissions import Role
from scorecards.models import ScorecardBundle

SHOWN = 20


def newest_bundles() -> QuerySet[ScorecardBundle]:
    """The last files that the member in scope asked for, newest first."""
    return ScorecardBundle.objects.select_related("cam", "file").order_by("-requested_at")[:SHOWN]


def cams_to_choose(member: Membership) -> QuerySet[Membership]:
    """Whose partners' scorecards the member may ask for: a CAM for the own ones, others for every CAM's."""
    cams = Membership.objects.filter(role=Role.CAM, ended_at=None).order_by("display_name", "pk")
    return cams.filter(pk=member.pk) if member.role_enum is Role.CAM else cams
