"""The only way to what is told about peers: nothing else reads these tables (tests/scorecards/test_peers_path.py).

Everything here was made safe to tell when it was frozen; nothing is worked out over several partners when it is asked.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from partners.models import Partner
from prm.kernel.fiscal import FiscalQuarter
from prm.tenancy.models import Tenant
from scorecards.calculations.capabilities import CapabilityScore, score
from scorecards.calculations.catalogue import BUILT_IN
from scorecards.calculations.peer_metrics import (
    WIN_RATE,
    capability_key,
    capability_values,
    performance_key,
    performance_values,
)
from scorecards.calculations.peers import Cohort, ladder, percentile
from scorecards.enums import PeerOutcome
from scorecards.models import Assessment, PeerSnapshot, PeerStatistic, QuestionSet
from scorecards.queries.answers import latest_answers
from scorecards.queries.capabilities import answers_of_rounds, asked_and_answered, latest_of_rounds, rounds_of
from scorecards.queries.scorecards import standpoints_of

# Figures that nothing has renewed for a year are told no longer.
TOLD_FOR_QUARTERS = 4


@dataclass(frozen=True)
class PeerFigure:
    """What is told of one metric: a cohort's figures, and where the partner's own value lies in them.

    `median` and the quartiles are scores of 1 to 100, or percent. Quartiles and percentile are None among too few.
    """

    metric: str
    cohort: Cohort
    band: str
    median: int
    lower: int | None
    upper: int | None
    quarter: FiscalQuarter
    as_of_date: date
    own: int | None = None
    percentile: int | None = None


@dataclass(frozen=True)
class PeerView:
    """A partner among its peers. A metric without figures has too few peers with a value: a normal state."""

    figures: Mapping[str, PeerFigure]
    own: Mapping[str, int]
    asked: tuple[str, ...]

    def of(self, metric: str) -> PeerFigure | None:
        """What is told of a metric; None where there are not enough peers."""
        return self.figures.get(metric)


@dataclass(frozen=True)
class OutcomeCount:
    """How many cohorts' figures met an outcome, over all metrics."""

    outcome: PeerOutcome
    number: int


def peer_view(
    partner: Partner,
    metrics: Collection[str],
    *,
    own: Mapping[str, int],
    quarter: FiscalQuarter | None = None,
) -> PeerView:
    """What may be told about the partner's peers: two queries. `own` are the partner's own values by metric.

    As of `quarter`, or of the last one with figures. Of each metric the closest cohort that has figures is taken.
    """
    until = quarter or _last_told()
    rows = _rows(metrics, ladder(partner.type, partner.tier, partner.region), until) if until else []
    closest: dict[str, PeerStatistic] = {}
    for row in sorted(rows, key=lambda row: (row.rung, _number(row.quarter))):
        closest[row.metric] = row
    figures = {metric: _figure(row, own.get(metric)) for metric, row in closest.items()}
    return PeerView(figures, {each: own[each] for each in metrics if each in own}, tuple(metrics))


def _rows(metrics: Collection[str], cohorts: Iterable[Cohort], until: FiscalQuarter) -> list[PeerStatistic]:
    alike = reduce(or_, (Q(rung=each.rung, type=each.type, tier=each.tier, region=each.region) for each in cohorts))
    found = PeerStatistic.objects.filter(alike, metric__in=metrics, fiscal_year__gte=until.year - 1)
    return [row for row in found if 0 <= _number(until) - _number(row.quarter) < TOLD_FOR_QUARTERS]


def _last_told() -> FiscalQuarter | None:
    row = PeerStatistic.objects.order_by("-fiscal_year", "-fiscal_quarter").first()
    return row.quarter if row else None


def _number(quarter: FiscalQuarter) -> int:
    return quarter.year * 4 + quarter.number


def _figure(row: PeerStatistic, own: int | None) -> PeerFigure:
    return PeerFigure(
        metric=row.metric,
        cohort=row.cohort,
        band=row.count_band,
        median=row.median,
        lower=row.lower_quartile,
        upper=row.upper_quartile,
        quarter=row.quarter,
        as_of_date=row.as_of_date,
        own=own,
        percentile=None if own is None else percentile(own, row.figures),
    )


@dataclass(frozen=True)
class OwnMetrics:
    """A partner's own values of one subject: a question set, or performance. `labels` name all metrics in order."""

    title: str
    unit: str
    labels: Mapping[str, str]
    values: Mapping[str, int]


def own_metrics(partner: Partner, *, tenant: Tenant, as_of: date) -> list[OwnMetrics]:
    """The latest round of each question set, and the scorecard of a day, with the same queries for any partner."""
    return [*_own_capabilities(partner), *_own_performance(partner, tenant, as_of)]


def own_values(partner: Partner, *, tenant: Tenant, as_of: date) -> dict[str, int]:
    """The same, as one mapping of metrics to values."""
    found: dict[str, int] = {}
    for each in own_metrics(partner, tenant=tenant, as_of=as_of):
        found |= each.values
    return found


def _own_capabilities(partner: Partner) -> Iterator[OwnMetrics]:
    by_set: dict[UUID, list[Assessment]] = defaultdict(list)
    for each in rounds_of(partner):
        by_set[each.question_set_id].append(each)
    latest = [found for rounds in by_set.values() if (found := latest_of_rounds(rounds))]
    answers = answers_of_rounds(latest)
    for each in latest:
        each.partner = partner
        asked = asked_and_answered(each, answers[each.pk], internal=False)
        yield _own_set(score(asked, latest_answers(answers[each.pk])), each.version.question_set)


def _own_set(result: CapabilityScore, question_set: QuestionSet) -> OwnMetrics:
    labels = {capability_key(question_set.key): "Overall"}
    for each in result.categories:
        labels[capability_key(question_set.key, "category", each.category.key)] = each.category.name
    return OwnMetrics(question_set.name, "", labels, capability_values(result, question_set.key))


def _own_performance(partner: Partner, tenant: Tenant, as_of: date) -> Iterator[OwnMetrics]:
    labels = {performance_key(): "Overall"} | {performance_key(each.key): each.name for each in BUILT_IN}
    for _partner_id, stands in standpoints_of([partner], tenant=tenant, as_of=as_of):
        yield OwnMetrics("Performance", "%", labels, performance_values(stands))


def snapshots() -> Iterator[tuple[PeerSnapshot, list[OutcomeCount]]]:
    """Every quarter that was frozen, the latest first, with what became of its cohorts' figures: counts only."""
    for snapshot in PeerSnapshot.objects.select_related("frozen_by").order_by("-fiscal_year", "-fiscal_quarter"):
        sums = {outcome: sum(rungs.values()) for outcome, rungs in snapshot.outcomes.items()}
        yield snapshot, [OutcomeCount(each, sums[each.value]) for each in PeerOutcome if sums.get(each.value)]


def told_of(metric: str) -> list[PeerStatistic]:
    """What is told of a metric now: of each cohort the latest row, the closest cohorts first."""
    until = _last_told()
    if until is None:
        return []
    latest = PeerStatistic.objects.filter(metric=metric).order_by(
        "-rung", "type", "tier", "region", "-fiscal_year", "-fiscal_quarter"
    )
    rows = latest.distinct("rung", "type", "tier", "region")
    return [row for row in rows if _number(until) - _number(row.quarter) < TOLD_FOR_QUARTERS]


def told_win_rate() -> int | None:
    """What is told of all partners' win rates: the median, in percent. None where nothing is told."""
    return next((row.median for row in told_of(WIN_RATE)), None)


def is_frozen(quarter: FiscalQuarter) -> bool:
    """Whether the quarter's figures are taken, or those of a later one."""
    later = Q(fiscal_year__gt=quarter.year) | Q(fiscal_year=quarter.year, fiscal_quarter__gte=quarter.number)
    return PeerSnapshot.objects.filter(later).exists()
