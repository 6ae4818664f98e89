"""What a review shows is what was stored, to the last digit."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from prm.kernel.ratios import Gap, Ratio
from qbr.calculations.order_months import measure_order_months
from qbr.calculations.products import NO_FAMILY, REST, UNNAMED, Line, Sold, measure_products
from qbr.calculations.snapshot_json import UnknownFormat, from_json, to_json
from qbr.documents.findings import held_back, months_in_words, went_well
from tests.qbr.samples import SOLD, empty_snapshot, snapshot


def test_a_snapshot_comes_back_from_json_as_it_went_in() -> None:
    for each in (snapshot(), snapshot(target=None), empty_snapshot()):
        stored = json.loads(json.dumps(to_json(each)))
        again = from_json(stored)
        assert to_json(again) == stored
        assert again.performance.months == each.performance.months
        assert (again.mix, again.order_months, again.next_quarter) == (each.mix, each.order_months, each.next_quarter)


def test_no_figure_of_a_snapshot_is_a_float() -> None:
    def floats(value: object) -> list[float]:
        if isinstance(value, dict):
            return [each for inner in value.values() for each in floats(inner)]
        if isinstance(value, list):
            return [each for inner in value for each in floats(inner)]
        return [value] if isinstance(value, float) else []

    assert floats(to_json(snapshot())) == []


def test_a_snapshot_knows_no_cost_and_no_margin() -> None:
    assert "margin" not in json.dumps(to_json(snapshot()))
    assert from_json(to_json(snapshot())).performance.margin == Ratio(reason=Gap.NO_DATA)


def test_a_format_of_another_version_is_refused() -> None:
    with pytest.raises(UnknownFormat):
        from_json({**to_json(snapshot()), "format": 99})


def test_the_product_mix_adds_up_to_all_bookings() -> None:
    mix = measure_products(SOLD)
    assert mix.this_year == sum(line.this_year for line in mix.products) == Decimal(1_842_000)
    assert mix.last_year == sum(line.last_year for line in mix.families) == Decimal(1_511_000)
    assert [line.name for line in mix.families] == ["Storage", "Services", "Security", "Network"]


def test_many_products_end_in_one_line_for_all_the_others() -> None:
    mix = measure_products(Sold(f"P{number:02d}", "", Decimal(100 - number), Decimal(1)) for number in range(20))
    assert len(mix.products) == 9
    assert mix.products[-1] == Line(
        REST, sum((Decimal(100 - number) for number in range(8, 20)), Decimal(0)), Decimal(12)
    )
    assert not mix.has_families and mix.families[0].name == NO_FAMILY


def test_lines_without_a_product_are_counted_and_said_so() -> None:
    mix = measure_products([Sold("", "", Decimal(5), Decimal(0))])
    assert mix.products == (Line(UNNAMED, Decimal(5), Decimal(0)),)


def test_order_months_compare_the_month_in_progress_with_the_same_days() -> None:
    orders = [
        (date(2025, 6, 10), Decimal(100)),
        (date(2025, 6, 20), Decimal(100)),
        (date(2026, 6, 5), Decimal(300)),
        (date(2026, 6, 5), Decimal(500)),
        (date(2026, 6, 6), Decimal(-50)),
        (date(2026, 6, 16), Decimal(900)),
    ]
    june = measure_order_months(orders, as_of=date(2026, 6, 15))[-1]
    assert (june.month.label, june.count, june.mean, june.count_before) == ("Jun 2026", 2, Decimal(400), 1)


def test_a_month_without_a_plan_neither_reached_nor_missed_it() -> None:
    full = snapshot()
    months = tuple(replace(month, plan=Decimal(0)) for month in full.performance.months)
    unplanned = replace(full, performance=replace(full.performance, months=months))
    assert any("reached plan" in point.text for point in months_in_words(full))
    assert not any("reached plan" in point.text for point in months_in_words(unplanned))
    labels = [month.period.label for month in months]
    told = " ".join([*went_well(unplanned), *held_back(unplanned)])
    assert not any(f"{label} closed" in told for label in labels)
