"""When silence is an alert: the worked table of docs/calculations/quiet.md."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cadence.calculations.quiet import Silence, reason

TABLE = Path(__file__).parents[2] / "docs/calculations/quiet.md"
FROM = Decimal("1.5")
AS_OF = date(2026, 6, 15)


def silence(days: int, gap: str, booked: str = "1000", first: date = date(2024, 1, 1)) -> Silence:
    return Silence(AS_OF, first, AS_OF - timedelta(days=days), Decimal(gap), True, Decimal(booked))


def worked_rows() -> list[list[str]]:
    lines = TABLE.read_text().splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| \d+ \|", line)]
    assert len(rows) == 7
    return rows


@pytest.mark.parametrize("row", worked_rows())
def test_each_row_of_the_worked_table_holds(row: list[str]) -> None:
    days, gap, booked, late, very_late, at_risk = row
    measured = silence(int(days), gap, booked)
    assert measured.is_quiet(FROM) is (late == "yes")
    assert measured.is_strong is (very_late == "yes")
    assert measured.revenue_at_risk == Decimal(at_risk)


def test_a_partner_is_left_alone_for_90_days_after_its_first_order() -> None:
    assert not silence(40, "10", first=AS_OF - timedelta(days=89)).is_quiet(FROM)
    assert silence(40, "10", first=AS_OF - timedelta(days=90)).is_quiet(FROM)


def test_the_reason_tells_days_usual_gap_and_bookings() -> None:
    words = reason(
        days=143, usual_gap_days=Decimal(62), gap_is_own=True, booked_12_months=Decimal("84000"), currency="USD"
    )
    assert words == "No order for 143 days; usually every 62. 12-month bookings $84K."


def test_the_reason_says_when_the_rhythm_is_not_the_partners_own() -> None:
    words = reason(days=9, usual_gap_days=Decimal("4.5"), gap_is_own=False, booked_12_months=Decimal(1), currency="EUR")
    assert words == "No order for 9 days; partners here usually every 4. 12-month bookings €1."
