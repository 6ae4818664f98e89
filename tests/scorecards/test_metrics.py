"""Each metric of the scorecard by itself: the worked figures, and every edge that the rules name."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from prm.kernel.fiscal import Period
from prm.kernel.ratios import Gap, Ratio
from prm.kernel.status import DEFAULT_THRESHOLDS, Thresholds, TrafficLight
from sales.calculations.deals import DealFact
from sales.enums import Outcome
from scorecards.calculations.deal_size import measure_deal_size
from scorecards.calculations.diagnostics import diagnose
from scorecards.calculations.manual import EnteredValue, measure_latest, measure_manual
from scorecards.calculations.pipeline import (
    Pipeline,
    PipelineRules,
    RequiredMultiple,
    measure_pipeline,
    open_pipeline,
    required_multiple,
    win_rate_by_value,
)
from scorecards.calculations.readings import trailing_year
from scorecards.calculations.tasks import measure_tasks
from scorecards.calculations.training import measure_training
from scorecards.enums import Denominator, Direction, MultipleFrom
from tests.scorecards.facts import AS_OF, SELLER, certificate, closed, days_from, deal, requirement, task

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), "FY26")
LAST_12 = trailing_year(AS_OF)
WON, LOST = Outcome.WON, Outcome.LOST
THREE = RequiredMultiple(Decimal(3), MultipleFrom.DEFAULT)


def covered(
    *deals: DealFact,
    target: int | None = 500_000,
    booked: int = 200_000,
    required: RequiredMultiple = THREE,
    rules: PipelineRules | None = None,
) -> Pipeline:
    return measure_pipeline(
        deals,
        YEAR,
        as_of=AS_OF,
        target=None if target is None else Decimal(target),
        booked=Decimal(booked),
        required=required,
        rules=rules or PipelineRules(),
    )


def test_coverage_is_three_times_what_remains_and_1_8_times_the_target() -> None:
    pipeline = covered(deal(600_000), deal(300_000))
    assert pipeline.open.amount == 900_000
    assert pipeline.remaining == 300_000
    assert pipeline.on_remaining.as_multiple() == "3.0×"
    assert pipeline.on_target.as_multiple() == "1.8×"
    assert pipeline.reading.index.value == 1
    assert pipeline.reading.light is TrafficLight.ON_TRACK


def test_a_quarter_of_the_pipeline_is_expected_which_is_75_percent_of_the_rest() -> None:
    pipeline = covered(deal(900_000, probability="0.25"))
    assert pipeline.open.weighted == 225_000
    assert pipeline.expected.as_percent() == "75%"


def test_the_whole_target_can_be_the_denominator() -> None:
    pipeline = covered(deal(900_000), rules=PipelineRules(denominator=Denominator.TARGET))
    assert pipeline.reading.value.as_multiple() == "1.8×"
    assert pipeline.reading.index.as_percent() == "60%"
    assert pipeline.reading.light is TrafficLight.AT_RISK


def test_a_target_that_is_met_needs_no_ratio() -> None:
    for booked in (500_000, 600_000):
        pipeline = covered(deal(900_000), booked=booked)
        assert pipeline.reading.value.reason is Gap.TARGET_MET
        assert pipeline.reading.light is TrafficLight.ON_TRACK
        assert pipeline.open.amount == 900_000


@pytest.mark.parametrize("target", [None, 0])
def test_without_a_target_there_is_no_coverage(target: int | None) -> None:
    pipeline = covered(deal(900_000), target=target)
    assert pipeline.reading.value.reason is Gap.NO_PLAN
    assert pipeline.reading.light is TrafficLight.NO_DATA


def test_a_partner_without_deals_has_an_empty_pipeline_and_a_tenant_without_deals_no_data() -> None:
    assert covered().reading.index.value == 0
    nothing = measure_pipeline(
        None, YEAR, as_of=AS_OF, target=Decimal(1), booked=Decimal(0), required=THREE, rules=PipelineRules()
    )
    assert nothing.reading.index.reason is Gap.NO_DATA


def test_stale_undated_and_unqualified_deals_are_set_apart() -> None:
    stale, undated = deal(1, expected=date(2026, 6, 29)), deal(2, expected=None)
    lead, today, later = deal(4, qualified=False), deal(8, expected=AS_OF), deal(16, expected=date(2027, 1, 1))
    found = open_pipeline([stale, undated, lead, today, later], YEAR, as_of=AS_OF)
    assert (found.stale, found.undated, found.unqualified) == ((stale,), (undated,), (lead,))
    assert found.counted == (today,)
    assert found.amount == 8


def test_what_was_closed_later_was_still_open_then() -> None:
    won_in_july = closed(5, WON, date(2026, 7, 1), expected=date(2026, 7, 1))
    begun_in_july = deal(7, engaged=date(2026, 7, 1))
    assert open_pipeline([won_in_july, begun_in_july], YEAR, as_of=AS_OF).amount == 5
    assert open_pipeline([won_in_july, begun_in_july], YEAR, as_of=date(2026, 7, 1)).amount == 7


def test_a_win_rate_of_22_percent_needs_four_and_a_half_times() -> None:
    deals = [closed(22, WON), *(closed(amount, LOST) for amount in (40, *[2] * 19))]
    required = required_multiple(deals, LAST_12, PipelineRules())
    assert (required.source, required.win_rate) == (MultipleFrom.OWN, Decimal("0.22"))
    assert round(required.value, 2) == Decimal("4.55")


def test_the_own_win_rate_counts_from_twenty_closed_deals_on() -> None:
    cohort = PipelineRules(cohort_win_rate=Decimal("0.25"))
    nineteen = [closed(1, WON) for _ in range(19)]
    assert required_multiple(nineteen, LAST_12, cohort).source is MultipleFrom.COHORT
    assert required_multiple(nineteen, LAST_12, cohort).value == 4
    assert required_multiple([*nineteen, closed(1, LOST)], LAST_12, cohort).source is MultipleFrom.OWN
    old = closed(1, LOST, days_from(LAST_12.start_date, -1))
    lead = closed(1, LOST, qualified=False)
    assert required_multiple([*nineteen, old, lead], LAST_12, cohort).source is MultipleFrom.COHORT


def test_without_any_win_rate_the_programmes_default_counts() -> None:
    assert required_multiple([], LAST_12, PipelineRules()) == THREE
    all_lost = [closed(1, LOST) for _ in range(20)]
    assert required_multiple(all_lost, LAST_12, PipelineRules()).source is MultipleFrom.DEFAULT
    assert win_rate_by_value([closed(0, WON)]).reason is Gap.NO_DATA


def test_the_average_deal_tells_its_number_and_median() -> None:
    deals = [closed(amount, WON) for amount in (10, 20, 60, 0)]
    size = measure_deal_size(deals, as_of=AS_OF, target=Decimal(40), thresholds=DEFAULT_THRESHOLDS)
    assert size.reading.value == Ratio(Decimal(30))
    assert (size.count, size.median) == (3, Decimal(20))
    assert size.reading.index.as_percent() == "75%"
    assert size.reading.light is TrafficLight.AT_RISK


def test_two_deals_are_too_few_for_an_average() -> None:
    deals = [closed(10, WON), closed(10, WON), closed(10, LOST), closed(10, WON, date(2025, 6, 30)), deal(10)]
    size = measure_deal_size(deals, as_of=AS_OF, target=Decimal(1), thresholds=DEFAULT_THRESHOLDS)
    assert (size.reading.value.reason, size.count, size.median) == (Gap.TOO_FEW, 2, None)


def test_a_deal_size_without_target_has_no_index() -> None:
    deals = [closed(10, WON)] * 3
    size = measure_deal_size(deals, as_of=AS_OF, target=None, thresholds=DEFAULT_THRESHOLDS)
    assert (size.reading.value.value, size.reading.index.reason) == (Decimal(10), Gap.NO_PLAN)
    assert measure_deal_size(None, as_of=AS_OF, target=None, thresholds=DEFAULT_THRESHOLDS).count == 0


def test_training_is_the_mean_of_what_is_held_of_each_requirement() -> None:
    people = [uuid4() for _ in range(4)]
    held = [*(certificate(person) for person in people), certificate(people[0], SELLER, family="Sales")]
    training = measure_training(held, [requirement(2), requirement(2, SELLER)], period=YEAR, as_of=AS_OF)
    assert training.reading.value.as_percent() == "75%"  # four of two count as one, one of two as a half
    assert [each.held for each in training.requirements] == [4, 1]
    assert training.reading.light is TrafficLight.WATCH


def test_a_family_or_nothing_named_is_met_by_more_than_one_certificate() -> None:
    held = [certificate(uuid4()), certificate(uuid4(), SELLER)]
    training = measure_training(held, [requirement(2, None, "Cloud"), requirement(4, None)], period=YEAR, as_of=AS_OF)
    assert [each.held for each in training.requirements] == [2, 2]


@pytest.mark.parametrize(
    ("given", "held", "expiring"),
    [
        ({}, 1, 0),
        ({"expires": AS_OF}, 1, 1),
        ({"expires": days_from(AS_OF, -1)}, 0, 0),
        ({"expires": days_from(AS_OF, 90)}, 1, 1),
        ({"expires": days_from(AS_OF, 91)}, 1, 0),
        ({"left": AS_OF}, 1, 0),
        ({"left": days_from(AS_OF, -1)}, 0, 0),
        ({"issued": days_from(AS_OF, 1)}, 0, 0),
    ],
)
def test_a_certificate_counts_while_it_is_valid_and_its_person_there(
    given: dict[str, date], held: int, expiring: int
) -> None:
    training = measure_training([certificate(uuid4(), **given)], [requirement(1)], period=YEAR, as_of=AS_OF)  # type: ignore[arg-type]
    assert (training.held, training.expiring) == (held, expiring)
    assert training.reading.value.value == held


def test_a_renewal_is_no_second_certificate_and_stops_the_first_from_expiring() -> None:
    person = uuid4()
    both = [certificate(person, expires=days_from(AS_OF, 10)), certificate(person, expires=days_from(AS_OF, 400))]
    training = measure_training(both, [requirement(2)], period=YEAR, as_of=AS_OF)
    assert (training.held, training.expiring, training.reading.value.value) == (1, 0, Decimal("0.5"))


def test_a_tier_that_asks_for_nothing_has_no_training_index() -> None:
    training = measure_training([certificate(uuid4())], [requirement(0)], period=YEAR, as_of=AS_OF)
    assert (training.reading.index.reason, training.held) == (Gap.NOT_APPLICABLE, 1)


def test_tasks_done_on_time_over_due() -> None:
    done, late = task(date(2026, 2, 1), date(2026, 2, 1)), task(date(2026, 2, 1), date(2026, 2, 2))
    open_, later = task(date(2026, 3, 1)), task(date(2026, 9, 1), date(2026, 1, 2))
    tasks = measure_tasks([done, late, open_, later, done], period=YEAR, as_of=AS_OF)
    assert (tasks.due, tasks.on_time, tasks.late, tasks.overdue) == (4, 2, (late,), (open_,))
    assert (tasks.reading.value.as_percent(), tasks.reading.light) == ("50%", TrafficLight.AT_RISK)


def test_a_task_due_today_is_not_yet_overdue() -> None:
    assert measure_tasks([task(AS_OF)], period=YEAR, as_of=AS_OF).reading.index.reason is Gap.NOT_APPLICABLE
    assert measure_tasks([task(AS_OF, AS_OF)], period=YEAR, as_of=AS_OF).on_time == 1
    assert measure_tasks([task(AS_OF)], period=YEAR, as_of=days_from(AS_OF, 1)).due == 1


def test_a_task_done_after_the_day_was_still_open_then() -> None:
    tasks = measure_tasks([task(date(2026, 6, 1), date(2026, 7, 5))], period=YEAR, as_of=AS_OF)
    assert (len(tasks.overdue), tasks.late) == (1, ())


def test_a_contract_never_signed_does_not_vanish_with_the_year() -> None:
    old = [task(date(2025, 2, 1)), task(date(2025, 2, 1), date(2025, 1, 1))]
    assert measure_tasks(old, period=YEAR, as_of=AS_OF).due == 0
    assert measure_tasks(old, period=YEAR, as_of=AS_OF, with_overdue_before=True).due == 1


def test_diagnostics_tell_rate_cycle_and_both_sources_apart() -> None:
    deals = [
        closed(60, WON, engaged=date(2026, 3, 1)),
        closed(20, WON, engaged=date(2026, 3, 21), sourced=False),
        closed(20, LOST, engaged=None),
        closed(5, WON, engaged=date(2026, 4, 2)),  # won before the first contact: no cycle
    ]
    found = diagnose(deals, LAST_12)
    assert (found.won, found.lost) == (3, 1)
    assert (round(found.win_rate.percent or 0), found.win_rate_by_count.as_percent()) == (81, "75%")
    assert (found.cycle_days, found.cycle_count) == (Decimal(20), 2)
    assert (found.sourced, found.influenced) == (Decimal(65), Decimal(20))
    assert diagnose([], LAST_12).win_rate.reason is Gap.NO_DATA


def entered(value: int, start: date, target: int | None = None) -> EnteredValue:
    return EnteredValue(start, days_from(start, 89), Decimal(value), None if target is None else Decimal(target))


@pytest.mark.parametrize(
    ("direction", "value", "percent"),
    [(Direction.HIGHER, 8, "80%"), (Direction.LOWER, 8, "125%"), (Direction.LOWER, 0, "120%")],
)
def test_a_manual_metric_is_measured_in_its_direction(direction: Direction, value: int, percent: str) -> None:
    reading = measure_latest(
        [entered(value, date(2026, 4, 1)), entered(1, date(2026, 1, 1)), entered(2, date(2026, 7, 1))],
        as_of=AS_OF,
        direction=direction,
        target=Decimal(10),
        thresholds=Thresholds(),
    )
    assert (reading.value.value, reading.index.as_percent()) == (Decimal(value), percent)


def test_a_manual_metric_without_target_is_shown_and_counts_for_nothing() -> None:
    def of(*values: EnteredValue, target: Decimal | None = None) -> str:
        reading = measure_manual(
            values, period=YEAR, as_of=AS_OF, direction=Direction.HIGHER, target=target, thresholds=Thresholds()
        )
        return f"{reading.value.value} {reading.index.as_percent()}"

    assert of(entered(8, date(2026, 4, 1))) == "8 no plan"
    assert of(entered(8, date(2026, 4, 1), target=16), target=Decimal(8)) == "8 50%"
    assert of(entered(8, date(2025, 4, 1))) == "None no data"
