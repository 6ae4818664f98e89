"""Keep the programme's values for those who do not reach every partner."""

from prm.tenancy.scope import Reach, require_scope, require_tenant_id
from scorecards.models import ProgrammeSpread
from scorecards.queries.ranks import FIELDS, values_now


def refresh_spreads() -> None:
    """Store every metric's values as they stand, with the reach of staff. Running it twice changes nothing.

    Raises ValueError in a narrower scope, whose values would not be those of the programme.
    """
    if require_scope().reach is not Reach.STAFF:
        raise ValueError("Only who reaches every partner can say how the programme is spread")
    found = {metric: values_now(metric) for metric in FIELDS}
    ProgrammeSpread.objects.bulk_create(
        [
            ProgrammeSpread(
                tenant_id=require_tenant_id(),
                metric=metric,
                values=[str(value) for value in values.spread.values],
                as_of_date=values.as_of,
            )
            for metric, values in found.items()
            if values.as_of
        ],
        update_conflicts=True,
        unique_fields=["tenant", "metric"],
        update_fields=["values", "as_of_date"],
    )
