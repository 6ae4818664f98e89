"""The whole performance scorecard of a partner as of a day: one result for page, PDF, sheet and API.

Rules and worked tables: docs/calculations/scorecard.md and performance.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from prm.kernel.fiscal import Period
from scorecards.calculations.catalogue import MetricDefinition
from scorecards.calculations.columns import Definitions, Measures, measure_quarter, measure_year
from scorecards.calculations.diagnostics import DealDiagnostics, diagnose
from scorecards.calculations.facts import ScorecardInput
from scorecards.calculations.overall import Overall, Weighed, weigh
from scorecards.calculations.performance import Performance, measure_performance
from scorecards.calculations.pipeline import OpenPipeline
from scorecards.calculations.readings import Reading, trailing_year
from scorecards.calculations.years import YearColumn, measure_years


@dataclass(frozen=True, slots=True)
class MetricLine:
    """A metric as a row: what it is, what it weighs, how it stands now, and how it stood by quarter (Q1 to Q4)."""

    definition: MetricDefinition
    weight: Decimal
    now: Reading
    quarters: tuple[Reading, ...] = ()
    target: Decimal | None = None

    @property
    def counts(self) -> bool:
        """Whether it takes part in the overall."""
        return self.now.has_data and self.weight > 0


@dataclass(frozen=True, slots=True)
class QuarterOverall:
    """The overall of one fiscal quarter."""

    period: Period
    overall: Overall


@dataclass(frozen=True)
class Standpoint:
    """How a partner stands on the as-of day: the overall, its metrics, and performance to plan in full."""

    as_of: date
    performance: Performance
    measures: Measures = field(repr=False)
    lines: tuple[MetricLine, ...]
    overall: Overall

    def line(self, key: str) -> MetricLine:
        """The metric with this key. Raises KeyError when there is none."""
        found = next((line for line in self.lines if line.definition.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


@dataclass(frozen=True)
class Scorecard(Standpoint):
    """The scorecard: where the partner stands, by quarter, beside earlier years, and what its deals tell.

    `diagnostics` is None where the tenant keeps no deals.
    """

    quarters: tuple[QuarterOverall, ...]
    years: tuple[YearColumn, ...]
    diagnostics: DealDiagnostics | None

    @property
    def open(self) -> OpenPipeline:
        """The open deals of the as-of day."""
        return self.measures.pipeline.open


def measure_standpoint(data: ScorecardInput) -> Standpoint:
    """Where a partner stands, without quarters and earlier years: what lists need of many partners."""
    definitions = _definitions(data)
    performance = measure_performance(data.performance)
    measures = measure_year(data, definitions, performance.year)
    lines = _lines(data, definitions, measures, ())
    overall = _overall(lines, [line.now for line in lines], data)
    return Standpoint(data.performance.as_of, performance, measures, lines, overall)


def measure_scorecard(data: ScorecardInput) -> Scorecard:
    """The scorecard of one partner. What happened after the as-of day counts for nothing."""
    definitions = _definitions(data)
    performance = measure_performance(data.performance)
    measures = measure_year(data, definitions, performance.year)
    quarters = tuple(measure_quarter(data, definitions, quarter) for quarter in performance.quarters)
    lines = _lines(data, definitions, measures, quarters)
    as_of = data.performance.as_of
    return Scorecard(
        as_of=as_of,
        performance=performance,
        measures=measures,
        lines=lines,
        overall=_overall(lines, [line.now for line in lines], data),
        quarters=tuple(_quarter_overall(lines, column, data) for column in quarters),
        years=measure_years(data.performance.orders, calendar=data.performance.calendar, as_of=as_of),
        diagnostics=_diagnostics(data, as_of),
    )


def _definitions(data: ScorecardInput) -> Definitions:
    return {definition.key: definition for definition in data.rules.definitions()}


def _lines(
    data: ScorecardInput, definitions: Definitions, measures: Measures, quarters: Sequence[tuple[Reading, ...]]
) -> tuple[MetricLine, ...]:
    weights = data.rules.weights_at(data.life_stage)
    built_in = [(definition, weights[definition.key], None) for definition in definitions.values()]
    manual = [(each.definition, each.definition.weight, each.target) for each in data.manual]
    return tuple(
        MetricLine(definition, weight, reading, tuple(quarter[place] for quarter in quarters), target)
        for place, ((definition, weight, target), reading) in enumerate(
            zip([*built_in, *manual], measures.readings, strict=True)
        )
    )


def _overall(lines: Sequence[MetricLine], readings: Sequence[Reading], data: ScorecardInput) -> Overall:
    weighed = (
        Weighed(line.definition.name, line.weight, reading.index) for line, reading in zip(lines, readings, strict=True)
    )
    return weigh(weighed, thresholds=data.rules.overall)


def _quarter_overall(lines: Sequence[MetricLine], column: Sequence[Reading], data: ScorecardInput) -> QuarterOverall:
    """Before a quarter begins only its pipeline is known: no overall can be made of that."""
    period = column[0].period
    begun = data.performance.as_of >= period.start_date
    return QuarterOverall(period, _overall(lines, column, data) if begun else weigh(()))


def _diagnostics(data: ScorecardInput, as_of: date) -> DealDiagnostics | None:
    if data.deals is None:
        return None
    return diagnose(data.deals, trailing_year(as_of), lost_reasons=data.lost_reasons)
