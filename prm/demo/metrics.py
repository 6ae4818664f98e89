"""A metric of the vendor's own with its values, weights for new partners, and how large deals should be."""

from datetime import datetime
from decimal import Decimal

from django.db.models import Avg

from partners.enums import LifeStage
from partners.models import Partner
from prm.demo.history import History
from prm.demo.people import People
from prm.kernel.fiscal import Period
from prm.people.permissions import Role
from prm.tenancy.scope import require_tenant_id
from sales.enums import Outcome
from sales.models import Deal
from scorecards.calculations import catalogue
from scorecards.models import Metric, MetricValue, ScorecardSettings
from scorecards.operations.cohort import refresh_cohort

_ANSWERS = ("4.6", "4.2", "3.9", "4.4", "3.4", "4.7", "4.1")
_FULL_MARKS = Decimal("4.5")
_ROUND = Decimal(500)
# A partner that has hardly begun is judged by what it can do about it: learn, and do its tasks.
_BEGINNERS = {
    catalogue.PERFORMANCE_TO_PLAN: "10",
    catalogue.PIPELINE_TO_TARGET: "15",
    catalogue.AVERAGE_DEAL_SIZE: "0",
    catalogue.TRAINING: "40",
    catalogue.REQUIRED_TASKS: "35",
}


def plant_metrics(people: People, history: History, *, at: datetime) -> None:
    """Write the settings, the metric and its values of the last quarters, and that there are deals.

    Standings are not brought up to date: `plant_goals` does that once for everything.
    """
    average = Deal.objects.filter(stage__outcome=Outcome.WON).aggregate(mean=Avg("amount"))["mean"]
    target = None if average is None else (average / _ROUND).quantize(Decimal(1)) * _ROUND
    stages = (LifeStage.RECRUITED, LifeStage.ONBOARDING)
    weights = {stage.value: _BEGINNERS for stage in stages}
    ScorecardSettings.objects.create(deal_size_target=target or None, weights=weights)
    metric = Metric.objects.create(
        key="customer_satisfaction",
        name="Customer satisfaction",
        words="What end customers say of the partner, from 1 to 5.",
        source="Quarterly customer survey",
        target=_FULL_MARKS,
        weight=Decimal(10),
    )
    MetricValue.objects.bulk_create(_values(metric, people, history))
    refresh_cohort(at=at)


def _values(metric: Metric, people: People, history: History) -> list[MetricValue]:
    operations = next(member for member in people.values() if member.role_enum is Role.OPERATIONS)
    partners = Partner.objects.exclude(life_stage=LifeStage.RECRUITED).order_by("name").values_list("pk", flat=True)
    return [
        MetricValue(
            tenant_id=require_tenant_id(),
            metric=metric,
            partner_id=partner_id,
            start_date=quarter.start_date,
            end_date=quarter.end_date,
            value=Decimal(_ANSWERS[(number + place) % len(_ANSWERS)]),
            entered_by=operations,
        )
        for number, partner_id in enumerate(partners)
        for place, quarter in enumerate(_quarters(history))
    ]


def _quarters(history: History) -> list[Period]:
    """The fiscal quarters of this year and the last that are over."""
    year = history.calendar.year_of(history.last)
    quarters = (*history.calendar.quarters(year - 1), *history.calendar.quarters(year))
    return [quarter for quarter in quarters if quarter.end_date <= history.last]
