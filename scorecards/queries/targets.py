"""Targets and quotas as lists."""

from django.db import models
from django.db.models import Count, Q, Sum

from partners.enums import AssignmentRole
from partners.models import CamAssignment, Partner
from prm.people.models import Membership
from scorecards.models import Quota, Target


def targets_of(partner: Partner) -> models.QuerySet[Target]:
    """A partner's targets, the latest window first."""
    return Target.objects.filter(partner=partner).order_by("-start_date", "end_date")


def quotas_in_reach(membership: Membership) -> models.QuerySet[Quota]:
    """The quotas that a member may see: a CAM their own, other staff all. Latest window first, then by CAM."""
    quotas = Quota.objects.all() if membership.role != "cam" else Quota.objects.filter(membership=membership)
    return quotas.select_related("membership").order_by("-start_date", "membership__display_name")


def with_allotted(quotas: models.QuerySet[Quota]) -> models.QuerySet[Quota]:
    """Adds `allotted` (the sum of the targets made from it, None without) and `allotted_count`."""
    own_targets = Target.objects.filter(quota=models.OuterRef("pk")).order_by().values("quota")
    return quotas.annotate(
        allotted=models.Subquery(own_targets.annotate(total=Sum("amount")).values("total")),
        allotted_count=models.Subquery(own_targets.annotate(number=Count("pk")).values("number")),
    )


def partners_of_quota(quota: Quota) -> models.QuerySet[Partner]:
    """The partners whose primary CAM the quota's owner is on its first day, by name."""
    day = quota.start_date
    assigned = CamAssignment.objects.filter(
        Q(end_date=None) | Q(end_date__gte=day),
        membership=quota.membership_id,
        role=AssignmentRole.PRIMARY,
        start_date__lte=day,
    )
    return Partner.objects.filter(pk__in=assigned.values("partner_id")).order_by("name", "pk")
