"""Metrics entered by hand, as rows and as the calculation takes them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import models

from partners.models import Partner
from partners.queries.named import Named, rows_of
from scorecards.calculations.catalogue import MetricDefinition
from scorecards.calculations.facts import ManualMetric
from scorecards.calculations.manual import EnteredValue
from scorecards.enums import Direction, MetricUnit
from scorecards.models import Metric, MetricValue

HAND = "Entered by hand or imported"


def active_metrics() -> models.QuerySet[Metric]:
    """The tenant's own metrics that are in use, by name."""
    return Metric.objects.filter(is_active=True).order_by("name", "pk")


def definition_of(metric: Metric) -> MetricDefinition:
    """A metric in the words of the catalogue."""
    direction = Direction(metric.direction)
    return MetricDefinition(
        key=metric.key,
        name=metric.name,
        words=metric.words,
        formula="Value / target" if direction is Direction.HIGHER else "Target / value: less is better",
        source=metric.source or HAND,
        unit=MetricUnit(metric.unit),
        direction=direction,
        thresholds=metric.thresholds,
        weight=metric.weight,
        version=metric.version,
        is_manual=True,
    )


def entered_values(*, since: date, until: date, partner_ids: Named) -> dict[UUID, dict[UUID, tuple[EnteredValue, ...]]]:
    """What was entered for these partners (None: all in reach), by partner and metric. One query."""
    rows = rows_of(MetricValue.objects.filter(start_date__gte=since, start_date__lte=until), partner_ids)
    found: dict[UUID, dict[UUID, list[EnteredValue]]] = defaultdict(lambda: defaultdict(list))
    fields = ("partner_id", "metric_id", "start_date", "end_date", "value", "target")
    for partner_id, metric_id, *value in rows.values_list(*fields):
        found[partner_id][metric_id].append(EnteredValue(*value))
    return {partner: {key: tuple(values) for key, values in own.items()} for partner, own in found.items()}


def manual_metrics(
    metrics: Collection[Metric], values: dict[UUID, tuple[EnteredValue, ...]]
) -> tuple[ManualMetric, ...]:
    """A partner's manual metrics out of the tenant's and what was entered for it."""
    return tuple(ManualMetric(definition_of(each), each.target, values.get(each.pk, ())) for each in metrics)


def values_of(partner: Partner) -> models.QuerySet[MetricValue]:
    """What was entered for a partner, the latest days first, with metrics and who entered it."""
    values = MetricValue.objects.filter(partner=partner).select_related("metric", "entered_by")
    return values.order_by("-start_date", "metric__name", "pk")
