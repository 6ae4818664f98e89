"""Figures that programmes take from the scorecard: its indices, and the tenant's own metrics that people enter."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from partners.models import Partner
from prm.tenancy.models import Tenant
from programs.calculations.rules import Metric
from programs.enums import Unit
from scorecards.calculations.catalogue import BY_KEY
from scorecards.calculations.readings import trailing_year
from scorecards.calculations.scorecard import Standpoint
from scorecards.enums import MetricUnit
from scorecards.queries.metrics import active_metrics, entered_values
from scorecards.queries.scorecards import standpoints_of

OVERALL = "overall"
FROM_SCORECARD = frozenset(BY_KEY) | {OVERALL}
HUNDRED = Decimal(100)
_UNITS = {MetricUnit.MONEY: Unit.MONEY, MetricUnit.PERCENT: Unit.PERCENT, MetricUnit.MULTIPLE: Unit.POINTS}

type Entered = dict[UUID, dict[str, Decimal | None]]


def entered_metrics() -> tuple[Metric, ...]:
    """The tenant's own metrics, whose values people enter. One query."""
    return tuple(
        Metric(each.key, each.name, _UNITS.get(MetricUnit(each.unit), Unit.COUNT)) for each in active_metrics()
    )


def scorecard_values(
    partners: Collection[Partner], keys: Collection[str], *, tenant: Tenant, as_of: date
) -> Mapping[UUID, Mapping[str, Decimal | None]]:
    """The values of these metrics for each partner; None where there is no data. Indices are in percent.

    Of entered metrics the latest value that began in the last twelve months counts. A fixed number of queries.
    """
    found: Entered = defaultdict(dict)
    indices = FROM_SCORECARD & set(keys)
    if indices:
        for partner_id, standpoint in standpoints_of(partners, tenant=tenant, as_of=as_of):
            found[partner_id] = {key: _index(standpoint, key) for key in indices}
    if set(keys) - indices:
        _add_entered(found, partners, as_of)
    return found


def _index(standpoint: Standpoint, key: str) -> Decimal | None:
    if key == OVERALL:
        return standpoint.overall.value.percent
    return standpoint.line(key).now.index.percent


def _add_entered(found: Entered, partners: Collection[Partner], as_of: date) -> None:
    keys = dict(active_metrics().values_list("pk", "key"))
    since = trailing_year(as_of).start_date
    values = entered_values(since=since, until=as_of, partner_ids=[partner.pk for partner in partners])
    for partner_id, own in values.items():
        for metric_id, entered in own.items():
            if metric_id in keys:
                latest = max(entered, key=lambda each: (each.start_date, each.end_date))
                found[partner_id][keys[metric_id]] = latest.value
