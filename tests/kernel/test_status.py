from decimal import Decimal

import pytest

from prm.kernel.status import Thresholds, TrafficLight, classify


@pytest.mark.parametrize(
    ("percent", "light"),
    [
        ("95", TrafficLight.ON_TRACK),
        ("94.9999", TrafficLight.WATCH),
        ("80", TrafficLight.WATCH),
        ("79.99", TrafficLight.AT_RISK),
        ("-5", TrafficLight.AT_RISK),
        (None, TrafficLight.NO_DATA),
    ],
)
def test_a_light_changes_exactly_at_its_threshold(percent: str | None, light: TrafficLight) -> None:
    assert classify(None if percent is None else Decimal(percent)) is light


def test_thresholds_survive_being_stored() -> None:
    strict = Thresholds(green=Decimal("100"), yellow=Decimal("75.5"))
    assert Thresholds.from_json(strict.to_json()) == strict
    assert Thresholds.from_json({}) == Thresholds()


def test_yellow_above_green_is_refused() -> None:
    with pytest.raises(ValueError, match="Yellow"):
        Thresholds(green=Decimal(80), yellow=Decimal(95))


def test_every_light_has_its_own_word_icon_and_mark() -> None:
    for looks in ({light.word for light in TrafficLight}, {light.icon for light in TrafficLight}):
        assert len(looks) == len(TrafficLight)
    assert len({light.mark for light in TrafficLight}) == len(TrafficLight)
