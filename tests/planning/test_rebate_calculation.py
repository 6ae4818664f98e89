"""What a rebate brought back: the table of docs/calculations/rebates.md, and what always holds."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning.calculations.rebates.periods import Comparison, compared
from planning.calculations.rebates.study import Group, PartnerSums, RebateReturn, rebate_return
from prm.kernel.fiscal import Period
from prm.kernel.ratios import Ratio
from tests.planning.documented import rows


def sums(baseline: str, now: str, *, is_participant: bool = True) -> PartnerSums:
    return PartnerSums(uuid4(), "Polaris", is_participant, Decimal(baseline), Decimal(now))


def percent(ratio: Ratio | None) -> Decimal | None:
    return ratio.percent if ratio else None


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def told(row: dict[str, str]) -> RebateReturn:
    partners = [sums(row["baseline"], row["now"])]
    if row["control growth"]:
        partners.append(sums("1000", str(1000 + 10 * int(row["control growth"])), is_participant=False))
    return rebate_return(partners, rebates=Decimal(row["rebates"]), margin=Decimal(row["margin"]) / 100)


@pytest.mark.parametrize(
    "row", list(rows("rebates.md", "## Worked")), ids=lambda row: f"{row['now']} at {row['rebates']}"
)
def test_a_rebate_returns_what_the_table_says(row: dict[str, str]) -> None:
    found = told(row)
    assert found.plain.increment == number(row["increment"])
    assert percent(found.plain.revenue_roi) == number(row["revenue ROI"])
    assert percent(found.plain.margin_roi) == number(row["margin ROI"])
    assert found.break_even == number(row["break-even"])
    assert (found.adjusted.increment if found.adjusted else None) == number(row["adjusted"])
    assert percent(found.adjusted.margin_roi if found.adjusted else None) == number(row["adjusted margin ROI"])


def test_the_first_row_pays_and_against_the_control_group_does_not() -> None:
    found = told(next(rows("rebates.md", "## Worked")))
    assert found.adjusted is not None
    assert (found.plain.pays, found.adjusted.pays) == (True, False)
    assert found.expected == 4_320


def test_partners_without_a_baseline_are_counted_apart() -> None:
    found = rebate_return(
        [sums("100", "150"), sums("0", "900"), sums("-5", "10"), sums("0", "70", is_participant=False)],
        rebates=Decimal(10),
        margin=Decimal("0.5"),
    )
    assert (found.participants.partners, found.plain.increment) == (1, Decimal(50))
    assert (found.new_participants.partners, found.new_participants.now) == (2, Decimal(910))
    assert (found.new_control.partners, found.adjusted) == (1, None)


def test_nobody_with_a_baseline_leaves_nothing_to_adjust() -> None:
    found = rebate_return([sums("100", "120", is_participant=False)], rebates=Decimal(10), margin=Decimal("0.5"))
    assert found.adjusted is None and found.plain.increment == 0


def test_rows_that_no_rebate_explains_are_remarked() -> None:
    remarks = [bool(sums(*each).remark) for each in (("100", "0"), ("100", "300"), ("100", "299"), ("0", "900"))]
    assert remarks == [True, True, False, False]


amounts = st.decimals(-(10**6), 10**6, places=2)


@given(st.lists(st.tuples(amounts, amounts, st.booleans()), max_size=12), st.decimals("0.01", 10**5, places=2))
def test_partners_add_up_to_the_groups_in_any_order(
    drawn: list[tuple[Decimal, Decimal, bool]], rebates: Decimal
) -> None:
    partners = [PartnerSums(uuid4(), "P", took_part, baseline, now) for baseline, now, took_part in drawn]
    found = rebate_return(partners, rebates=rebates, margin=Decimal("0.3"))
    assert found == rebate_return(reversed(partners), rebates=rebates, margin=Decimal("0.3"))
    counted = [each for each in partners if each.group is Group.PARTICIPANT]
    assert found.plain.increment == sum((each.increment for each in counted), Decimal(0))
    groups = (found.participants, found.control, found.new_participants, found.new_control)
    assert sum(each.partners for each in groups) == len(partners)
    assert sum((each.now for each in groups), Decimal(0)) == sum((each.now for each in partners), Decimal(0))


@given(st.decimals(1, 10**6, places=2), st.decimals(0, 10**6, places=2), st.decimals("0.01", 1, places=2))
def test_breaking_even_returns_nothing_and_loses_nothing(baseline: Decimal, rebates: Decimal, margin: Decimal) -> None:
    found = rebate_return([sums(str(baseline), str(baseline))], rebates=rebates, margin=margin)
    assert found.break_even is not None and found.plain.increment == 0
    assert found.plain.margin_roi.value in (-1, None)


def test_the_baseline_has_the_same_days() -> None:
    quarter = Period(date(2026, 4, 1), date(2026, 6, 30))
    found = compared(quarter, Comparison.LAST_YEAR, data_date=date(2026, 12, 31))
    assert found is not None and found.baseline == Period(date(2025, 4, 1), date(2025, 6, 30)) and not found.is_cut
    before = compared(quarter, Comparison.PREVIOUS_QUARTER, data_date=date(2026, 12, 31))
    assert before is not None and before.baseline == Period(date(2026, 1, 1), date(2026, 3, 31))
    cut = compared(quarter, Comparison.LAST_YEAR, data_date=date(2026, 5, 15))
    assert cut is not None and cut.is_cut and cut.baseline == Period(date(2025, 4, 1), date(2025, 5, 15))
    assert compared(quarter, Comparison.LAST_YEAR, data_date=date(2026, 3, 31)) is None
