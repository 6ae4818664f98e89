"""The overall, and the whole scorecard put together from facts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from prm.kernel.ratios import Gap, Ratio
from prm.kernel.status import TrafficLight
from sales.enums import Outcome
from scorecards.calculations import catalogue
from scorecards.calculations.facts import ManualMetric, ScorecardInput
from scorecards.calculations.manual import EnteredValue
from scorecards.calculations.overall import Weighed, weigh
from scorecards.calculations.performance import Order, PerformanceInput
from scorecards.calculations.plan import TargetWindow
from scorecards.calculations.rules import ScorecardRules
from scorecards.calculations.scorecard import measure_scorecard, measure_standpoint
from scorecards.enums import MetricUnit
from tests.scorecards.facts import AS_OF, certificate, closed, deal, requirement, task
from tests.scorecards.samples import CALENDAR

NOTHING = Ratio(reason=Gap.NO_DATA)
INDICES = st.decimals(Decimal(-2), Decimal(5), places=4)
WEIGHTS = st.decimals(Decimal(0), Decimal(100), places=1)
WEIGHED = st.builds(Weighed, st.text("abc", min_size=1, max_size=3), WEIGHTS, st.builds(Ratio, INDICES))


def weighed(weight: int, index: str | None, name: str = "Metric") -> Weighed:
    return Weighed(name, Decimal(weight), NOTHING if index is None else Ratio(Decimal(index)))


def test_the_overall_is_the_weighted_mean_of_the_indices() -> None:
    overall = weigh(
        [weighed(35, "0.966"), weighed(25, "1"), weighed(10, "0.75"), weighed(15, "0.75"), weighed(15, "0.5")]
    )
    assert overall.value.value == Decimal("0.8506")
    assert (overall.light, overall.note) == (TrafficLight.WATCH, "")


def test_each_index_counts_for_at_most_120_percent() -> None:
    assert weigh([weighed(50, "3"), weighed(50, "0.8")]).value.value == 1


def test_what_has_no_data_is_left_out_and_the_rest_weighs_all() -> None:
    overall = weigh([weighed(60, "0.9", "Plan"), weighed(25, None, "Pipeline"), weighed(15, None, "Training")])
    assert overall.value.value == Decimal("0.9")
    assert (
        overall.note == "Pipeline and training have no data and are left out; the other weights are scaled up to 100%."
    )


def test_without_any_index_there_is_no_overall() -> None:
    assert weigh([weighed(35, None, "Plan")]).note == "No overall: Plan has no data."
    assert weigh([]).light is TrafficLight.NO_DATA
    assert weigh([weighed(0, "1")]).value.reason is Gap.NO_DATA


@given(st.lists(WEIGHED, max_size=8))
def test_weights_count_by_their_proportion_only(metrics: list[Weighed]) -> None:
    scaled = [replace(metric, weight=metric.weight * 4) for metric in metrics]
    assert weigh(scaled).value == weigh(metrics).value


@given(st.lists(WEIGHED, min_size=1, max_size=8))
def test_leaving_out_is_as_if_a_metric_had_never_been(metrics: list[Weighed]) -> None:
    gap = Weighed("gap", Decimal(40), NOTHING)
    assert weigh([*metrics, gap]).value == weigh(metrics).value
    assert weigh([*metrics, gap]).left_out == ("gap",)


@given(st.lists(WEIGHED, min_size=1, max_size=8))
def test_the_overall_lies_among_the_capped_indices(metrics: list[Weighed]) -> None:
    value = weigh(metrics).value.value
    capped = [min(metric.index.value or Decimal(0), Decimal("1.2")) for metric in metrics if metric.counts]
    assert (value is None) is (not capped)
    assert value is None or min(capped) - Decimal("1e-20") <= value <= max(capped) + Decimal("1e-20")


def sample(**given: object) -> ScorecardInput:
    """A partner at 100 of 120 planned for the half year; 240 for the whole year, and 420 in the pipeline."""
    person = uuid4()
    facts = {
        "performance": PerformanceInput(
            as_of=AS_OF,
            calendar=CALENDAR,
            orders=(Order(date(2026, 2, 10), Decimal(60)), Order(date(2026, 5, 10), Decimal(40))),
            targets=tuple(
                TargetWindow(month.start_date, month.end_date, Decimal(20)) for month in CALENDAR.months(2026)
            ),
        ),
        "rules": ScorecardRules(deal_size_target=Decimal(20)),
        "deals": (deal(420), *(closed(amount, Outcome.WON) for amount in (10, 20, 30)), closed(60, Outcome.LOST)),
        "requirements": (requirement(2),),
        "certificates": (certificate(person), certificate(uuid4(), issued=date(2026, 5, 1))),
        "tasks": (task(date(2026, 2, 1), date(2026, 1, 20)), task(date(2026, 5, 1))),
    }
    return ScorecardInput(**(facts | given))  # type: ignore[arg-type]


def test_the_five_indices_make_the_overall() -> None:
    card = measure_scorecard(sample())
    assert [line.now.index.as_percent(1) for line in card.lines] == ["83.3%", "100.0%", "100.0%", "100.0%", "50.0%"]
    # 35 x 0.8333 + 25 + 10 + 15 + 15 x 0.5 = 86.67
    assert card.overall.value.as_percent(2) == "86.67%"
    assert card.line(catalogue.PIPELINE_TO_TARGET).now.value.as_multiple() == "3.0×"
    assert card.overall == measure_standpoint(sample()).overall


def test_quarters_tell_how_each_metric_stood_then() -> None:
    card = measure_scorecard(sample())
    columns = {line.definition.key: [each.value for each in line.quarters] for line in card.lines}
    assert [each.as_percent() for each in columns[catalogue.PERFORMANCE_TO_PLAN]] == ["100%", "67%", "n/a", "n/a"]
    # Q1 began with what was lost in it still open: 0 of qualified deals expected then; Q3 has 420 to cover 60.
    assert [each.as_multiple() for each in columns[catalogue.PIPELINE_TO_TARGET]] == ["0.0×", "0.0×", "7.0×", "0.0×"]
    assert [each.as_percent() for each in columns[catalogue.TRAINING]] == ["50%", "100%", "n/a", "n/a"]
    assert [each.as_percent() for each in columns[catalogue.REQUIRED_TASKS]] == ["100%", "0%", "n/a", "n/a"]
    assert [each.overall.value.as_percent() for each in card.quarters] == ["68%", "48%", "no data", "no data"]


def test_a_tenant_without_deals_is_judged_by_the_rest() -> None:
    card = measure_scorecard(sample(deals=None))
    assert card.overall.left_out == ("Pipeline to target", "Average deal size")
    assert card.diagnostics is None
    # (35 x 0.8333 + 15 + 15 x 0.5) / 65
    assert card.overall.value.as_percent(2) == "79.49%"
    assert card.performance.average_order.count == 2


def test_weights_follow_the_life_stage() -> None:
    rules = ScorecardRules(
        weights={
            "": {catalogue.REQUIRED_TASKS: Decimal(65)},
            "onboarding": {**dict.fromkeys(catalogue.DEFAULT_WEIGHTS, Decimal(0)), catalogue.TRAINING: Decimal(1)},
        }
    )
    assert measure_scorecard(sample(rules=rules, life_stage="onboarding")).overall.value.value == 1
    assert measure_scorecard(sample(rules=rules, life_stage="producing")).line(catalogue.REQUIRED_TASKS).weight == 65


def test_a_manual_metric_counts_where_it_has_weight_and_target() -> None:
    definition = catalogue.MetricDefinition(
        "csat",
        "Satisfaction",
        "",
        "",
        "",
        MetricUnit.NUMBER,
        weight=Decimal(100),
        is_manual=True,
    )
    values = (EnteredValue(date(2026, 4, 1), AS_OF, Decimal(4)),)
    card = measure_scorecard(sample(manual=(ManualMetric(definition, Decimal(5), values),)))
    assert card.lines[5].now.index.as_percent() == "80%"
    assert card.overall.value.as_percent(1) == "83.3%"  # (86.67 + 80) / 2
    assert card.lines[5].quarters[0].value.reason is Gap.NO_DATA


def test_three_years_stand_side_by_side() -> None:
    years = measure_scorecard(sample()).years
    assert [f"{year.period.label} {year.total}" for year in years] == ["FY24 0", "FY25 0", "FY26 100"]
    assert years[2].quarters == (Decimal(60), Decimal(40), None, None)
