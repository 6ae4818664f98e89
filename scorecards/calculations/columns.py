"""Every metric over one run of days: the year to date, or a quarter."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from prm.kernel.fiscal import ONE_DAY, Period
from prm.kernel.ratios import Gap
from prm.kernel.status import Thresholds
from scorecards.calculations import catalogue
from scorecards.calculations.catalogue import MetricDefinition
from scorecards.calculations.deal_size import DealSize, measure_deal_size
from scorecards.calculations.facts import ManualMetric, ScorecardInput
from scorecards.calculations.manual import measure_latest, measure_manual
from scorecards.calculations.performance import PeriodPerformance
from scorecards.calculations.pipeline import Pipeline, measure_pipeline, required_multiple
from scorecards.calculations.readings import Reading, read, trailing_year, unread
from scorecards.calculations.tasks import RequiredTasks, measure_tasks
from scorecards.calculations.training import Training, measure_training

type Definitions = dict[str, MetricDefinition]


@dataclass(frozen=True, slots=True)
class Measures:
    """The results of all metrics over the same days, in full. `manual` are those entered by hand."""

    plan: Reading
    pipeline: Pipeline
    deal_size: DealSize
    training: Training
    tasks: RequiredTasks
    manual: tuple[Reading, ...]

    @property
    def readings(self) -> tuple[Reading, ...]:
        """What each comes down to, in the order of the catalogue, then of the manual metrics."""
        built_in = (self.pipeline.reading, self.deal_size.reading, self.training.reading, self.tasks.reading)
        return (self.plan, *built_in, *self.manual)


def measure_year(data: ScorecardInput, definitions: Definitions, year: PeriodPerformance) -> Measures:
    """The metrics as they stand on the as-of day."""
    as_of = data.performance.as_of
    return Measures(
        plan=_plan(year, definitions),
        pipeline=_pipeline(data, definitions, year, as_of=as_of, booked=year.actual or Decimal(0)),
        deal_size=_deal_size(data, definitions, as_of),
        training=_training(data, definitions, year.period, as_of),
        tasks=measure_tasks(
            data.tasks,
            period=year.period,
            as_of=as_of,
            with_overdue_before=True,
            thresholds=_thresholds(definitions, catalogue.REQUIRED_TASKS),
        ),
        manual=tuple(_latest(each, as_of) for each in data.manual),
    )


def measure_quarter(data: ScorecardInput, definitions: Definitions, quarter: PeriodPerformance) -> tuple[Reading, ...]:
    """The metrics of one quarter: as of its last day, or of the as-of day while it runs.

    Pipeline to target tells for a quarter that is over with what pipeline it began, and for one to come how it stands
    now; the other metrics have nothing to say before a quarter begins.
    """
    as_of, period = min(data.performance.as_of, quarter.period.end_date), quarter.period
    pipeline = _quarter_pipeline(data, definitions, quarter).reading
    if quarter.actual is None:
        rest = (unread(period, as_of, Gap.NOT_APPLICABLE),) * (3 + len(data.manual))
        return (_plan(quarter, definitions), pipeline, *rest)
    return (
        _plan(quarter, definitions),
        pipeline,
        _deal_size(data, definitions, as_of).reading,
        _training(data, definitions, period, as_of).reading,
        measure_tasks(
            data.tasks, period=period, as_of=as_of, thresholds=_thresholds(definitions, catalogue.REQUIRED_TASKS)
        ).reading,
        *(_entered(each, period, as_of) for each in data.manual),
    )


def _plan(period: PeriodPerformance, definitions: Definitions) -> Reading:
    ratio, thresholds = period.attainment, _thresholds(definitions, catalogue.PERFORMANCE_TO_PLAN)
    return read(period.period, period.until, value=ratio, index=ratio, thresholds=thresholds)


def _quarter_pipeline(data: ScorecardInput, definitions: Definitions, quarter: PeriodPerformance) -> Pipeline:
    as_of, is_over = data.performance.as_of, quarter.period.end_date < data.performance.as_of
    booked = Decimal(0) if is_over or quarter.actual is None else quarter.actual
    day = quarter.period.start_date - ONE_DAY if is_over else as_of
    return _pipeline(data, definitions, quarter, as_of=day, booked=booked)


def _pipeline(
    data: ScorecardInput, definitions: Definitions, performance: PeriodPerformance, *, as_of: date, booked: Decimal
) -> Pipeline:
    rules = data.rules.pipeline(_thresholds(definitions, catalogue.PIPELINE_TO_TARGET))
    return measure_pipeline(
        data.deals,
        performance.period,
        as_of=as_of,
        target=performance.plan,
        booked=booked,
        required=required_multiple(data.deals or (), trailing_year(as_of), rules),
        rules=rules,
    )


def _deal_size(data: ScorecardInput, definitions: Definitions, as_of: date) -> DealSize:
    target = data.rules.deal_size_target if data.deal_size_target is None else data.deal_size_target
    thresholds = _thresholds(definitions, catalogue.AVERAGE_DEAL_SIZE)
    return measure_deal_size(data.deals, as_of=as_of, target=target, thresholds=thresholds)


def _training(data: ScorecardInput, definitions: Definitions, period: Period, as_of: date) -> Training:
    return measure_training(
        data.certificates,
        data.requirements,
        period=period,
        as_of=as_of,
        thresholds=_thresholds(definitions, catalogue.TRAINING),
    )


def _latest(metric: ManualMetric, as_of: date) -> Reading:
    return measure_latest(
        metric.values,
        as_of=as_of,
        direction=metric.definition.direction,
        target=metric.target,
        thresholds=metric.definition.thresholds,
    )


def _entered(metric: ManualMetric, period: Period, as_of: date) -> Reading:
    return measure_manual(
        metric.values,
        period=period,
        as_of=as_of,
        direction=metric.definition.direction,
        target=metric.target,
        thresholds=metric.definition.thresholds,
    )


def _thresholds(definitions: Definitions, key: str) -> Thresholds:
    return definitions[key].thresholds
