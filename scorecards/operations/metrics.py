"""A tenant defines its own metrics, and people enter their values."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from partners.models import Partner
from partners.operations.saving import change, save_checked
from prm.events.recording import differences, record
from prm.kernel.refusal import Refused
from prm.people.models import Membership
from scorecards import events
from scorecards.calculations.catalogue import BY_KEY
from scorecards.models import Metric, MetricValue
from scorecards.operations.standings import refresh_standings

MOST_METRICS = 20
METRIC_FIELDS = (
    "name",
    "words",
    "source",
    "unit",
    "direction",
    "target",
    "green_from_percent",
    "yellow_from_percent",
    "weight",
)
_MEANING = {"unit", "direction"}
_LABELS = {"value": "Value", "target": "Target"}


class MetricNameUnusable(Refused):
    """The name needs letters or digits, and no other metric may have one like it."""

    field = "name"


class TooManyMetrics(Refused):
    """There are twenty metrics in use already. Retire one that nobody looks at."""


class MetricRetired(Refused):
    """This metric is no longer in use. Take it back into use first."""

    field = "metric"


def define_metric(*, by: Membership, at: datetime, **values: Any) -> Metric:
    """A new metric; `values` are of `METRIC_FIELDS`. Its key comes from the name and never changes."""
    key = slugify(str(values.get("name", "")))[:60].replace("-", "_")
    if not key or key in BY_KEY or Metric.objects.filter(key=key).exists():
        raise MetricNameUnusable
    if Metric.objects.filter(is_active=True).count() >= MOST_METRICS:
        raise TooManyMetrics
    metric = Metric(key=key, **values)
    save_checked(metric)
    record(events.METRIC_DEFINED, subject=metric, by=by, at=at)
    refresh_standings(partner_ids=None, at=at)
    return metric


def change_metric(*, metric: Metric, by: Membership, at: datetime, **values: Any) -> Metric:
    """Change what was sent. Another unit or direction makes another version of it: earlier values meant the other."""
    if any(field in values and values[field] != getattr(metric, field) for field in _MEANING):
        metric.version += 1
    changes = change(metric, values)
    if changes:
        record(events.METRIC_CHANGED, subject=metric, by=by, at=at, changes=changes)
        refresh_standings(partner_ids=None, at=at)
    return metric


def retire_metric(*, metric: Metric, by: Membership, at: datetime) -> None:
    """Take a metric off all scorecards. Its values stay, and so does its name."""
    _put_in_use(metric, False)
    record(events.METRIC_RETIRED, subject=metric, by=by, at=at)
    refresh_standings(partner_ids=None, at=at)


def restore_metric(*, metric: Metric, by: Membership, at: datetime) -> None:
    """Put a retired metric back on all scorecards, with the values that it has."""
    _put_in_use(metric, True)
    record(events.METRIC_RESTORED, subject=metric, by=by, at=at)
    refresh_standings(partner_ids=None, at=at)


def enter_value(
    *,
    metric: Metric,
    partner: Partner,
    start_date: date,
    end_date: date,
    value: Decimal,
    by: Membership,
    at: datetime,
    target: Decimal | None = None,
) -> MetricValue:
    """A partner's value for a run of days, both included. The same days again replace it."""
    if not metric.is_active:
        raise MetricRetired
    same = MetricValue.objects.filter(metric=metric, partner=partner, start_date=start_date, end_date=end_date).first()
    before = {} if same is None else {"value": same.value, "target": same.target}
    entered = same or MetricValue(metric=metric, partner=partner, start_date=start_date, end_date=end_date)
    entered.value, entered.target, entered.entered_by = value, target, by
    save_checked(entered)
    changes = differences(before, {"value": value, "target": target}, _LABELS)
    record(events.METRIC_VALUE_ENTERED, subject=metric, by=by, at=at, partner_id=partner.pk, changes=changes)
    refresh_standings(partner_ids=[partner.pk], at=at)
    return entered


def remove_value(*, entered: MetricValue, by: Membership, at: datetime) -> None:
    """Take a value away, as if it had never been entered."""
    metric, partner_id = entered.metric, entered.partner_id
    changes = {"Value": [str(entered.value), ""]}
    record(events.METRIC_VALUE_REMOVED, subject=metric, by=by, at=at, partner_id=partner_id, changes=changes)
    MetricValue.objects.filter(pk=entered.pk).delete()
    refresh_standings(partner_ids=[partner_id], at=at)


def _put_in_use(metric: Metric, is_active: bool) -> None:
    metric.is_active = is_active
    metric.save(update_fields=["is_active"])
