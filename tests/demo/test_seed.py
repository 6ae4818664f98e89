"""Planting the demo from nothing."""

from datetime import UTC, datetime

import pytest

from prm.demo.seeding import seed_all

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("month", [1, 7])
def test_it_can_be_planted_at_any_time_of_the_year(month: int) -> None:
    assert seed_all(at=datetime(2027, month, 1, 0, 30, tzinfo=UTC))
