"""Partners with the figures of their standing, to be listed, sorted and summed."""

from datetime import date
from uuid import UUID

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from partners.models import Partner
from partners.queries.partners import primary_assignments
from prm.tenancy.scope import require_tenant_id

FIGURES = (
    "as_of_date",
    "booked_ytd",
    "prior_ytd",
    "plan_ytd",
    "attainment",
    "light",
    "booked_12_months",
    "last_order_date",
    "days_since_order",
    "overall",
    "overall_light",
)
UNMANAGED = "none"


def with_figures(partners: QuerySet[Partner], *, on: date) -> QuerySet[Partner]:
    """Adds the figures of each partner's standing, and `cam_name`: its primary CAM on that day, None without one.

    A partner without a standing has no figures; it is listed all the same.
    """
    # The tenant as a literal in the join: the planner then knows how many rows to expect.
    own = Q(standings__tenant_id=require_tenant_id())
    cam = primary_assignments(on).filter(partner_id=OuterRef("pk")).values("membership__display_name")[:1]
    return partners.annotate(
        standing=FilteredRelation("standings", condition=own),
        **{name: F(f"standing__{name}") for name in FIGURES},
        cam_name=Subquery(cam),
    )


def managed_by(partners: QuerySet[Partner], cam: str, *, on: date) -> QuerySet[Partner]:
    """Those whose primary CAM on that day is the membership `cam`; those who have none for "none"."""
    assigned = primary_assignments(on)
    if cam == UNMANAGED:
        return partners.exclude(pk__in=assigned.values("partner_id"))
    return partners.filter(pk__in=assigned.filter(membership_id=UUID(cam)).values("partner_id"))
