"""Partners by a metric of their standing, and all values of the programme to rank them in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from partners.models import Partner
from partners.queries.partners import primary_assignments
from prm.tenancy.scope import Reach, require_scope, require_tenant_id
from scorecards.calculations import catalogue
from scorecards.calculations.ranks import Spread
from scorecards.models import ProgrammeSpread, Standing

OVERALL = "overall"
# Metrics that partners are ranked by, and the field of the standing that keeps each.
FIELDS: Mapping[str, str] = {
    OVERALL: "overall",
    catalogue.PERFORMANCE_TO_PLAN: "attainment",
    catalogue.PIPELINE_TO_TARGET: "pipeline_index",
    catalogue.AVERAGE_DEAL_SIZE: "deal_size_index",
    catalogue.TRAINING: "training_index",
    catalogue.REQUIRED_TASKS: "tasks_index",
}


@dataclass(frozen=True)
class ProgrammeValues:
    """The spread of a metric, and the day that it is of; None where nothing is known yet."""

    spread: Spread
    as_of: date | None


def programme_values(metric: str) -> ProgrammeValues:
    """All values of the programme: as they stand for who reaches every partner, last night's for a CAM. One query."""
    if require_scope().reach is Reach.STAFF:
        return values_now(metric)
    row = ProgrammeSpread.objects.filter(metric=metric).first()
    if row is None:
        return ProgrammeValues(Spread(()), None)
    return ProgrammeValues(Spread.of(Decimal(value) for value in row.values), row.as_of_date)


def values_now(metric: str) -> ProgrammeValues:
    """The values of all partners in reach, as standings keep them."""
    field = FIELDS[metric]
    rows = list(Standing.objects.filter(**{f"{field}__isnull": False}).values_list(field, "as_of_date"))
    return ProgrammeValues(Spread.of(value for value, _day in rows), max((day for _value, day in rows), default=None))


def ranked(partners: QuerySet[Partner], *, metric: str, on: date) -> QuerySet[Partner]:
    """Those that have a value, which is added as `value`; and `cam_name`, the primary CAM on that day."""
    own = Q(standings__tenant_id=require_tenant_id())
    cam = primary_assignments(on).filter(partner_id=OuterRef("pk")).values("membership__display_name")[:1]
    found = partners.annotate(
        standing=FilteredRelation("standings", condition=own),
        value=F(f"standing__{FIELDS[metric]}"),
        cam_name=Subquery(cam),
    )
    return found.filter(value__isnull=False)
