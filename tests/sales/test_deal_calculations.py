"""How deals stood on a day and how they ended: the tables of docs/calculations/deals.md, and what always holds."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales.calculations.customers import domain_of, folded_label, normalized_name
from sales.calculations.deals import DealFact
from sales.calculations.outcomes import amount_of, cycle_days, median_cycle_days, win_rate
from sales.calculations.pipeline import open_deals
from sales.enums import Outcome

DOCUMENT = Path(__file__).parents[2] / "docs" / "calculations" / "deals.md"
START, END = date(2026, 1, 1), date(2026, 12, 31)


def rows(heading: str) -> Iterator[dict[str, str]]:
    section = DOCUMENT.read_text().split(f"## {heading}")[1].split("\n## ")[0]
    table = [line.removeprefix("|").removesuffix("|") for line in section.splitlines() if line.startswith("|")]
    names, _, *lines = ([cell.strip() for cell in line.split("|")] for line in table)
    for cells in lines:
        yield dict(zip(names, cells, strict=True))


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def fact(row: dict[str, str]) -> DealFact:
    return DealFact(
        id=uuid4(),
        amount=Decimal(row.get("amount", "1")),
        outcome=Outcome(row["now"]),
        is_qualified=row.get("qualified", "yes") == "yes",
        probability=Decimal("0.5"),
        is_partner_sourced=True,
        engaged_date=day(row["first contact"]),
        expected_close_date=day(row.get("expected", "")),
        closed_date=day(row["closed"]),
    )


def word(deal: DealFact, on: date) -> str:
    if not deal.existed_on(on):
        return "not there"
    return "stale" if deal.is_stale_on(on) else deal.outcome_on(on).value


@pytest.mark.parametrize("row", list(rows("Standing on a day")), ids=lambda row: f"{row['was']} on {row['on']}")
def test_a_deal_stood_as_the_document_says(row: dict[str, str]) -> None:
    assert word(fact(row), date.fromisoformat(row["on"])) == row["was"]


@pytest.mark.parametrize("row", list(rows("How they ended")), ids=lambda row: f"{row['amount']} {row['now']}")
def test_a_closed_deal_counts_as_the_document_says(row: dict[str, str]) -> None:
    deal = fact(row)
    assert (win_rate([deal], start=START, end=END).closed == 1) is (row["counts"] == "yes")
    assert cycle_days(deal) == (int(row["cycle"]) if row["cycle"] else None)


def test_win_rate_and_cycle_of_the_worked_example() -> None:
    deals = [fact(row) for row in rows("How they ended")]
    rate = win_rate(deals, start=START, end=END)
    assert (rate.by_value.value, rate.by_count.value) == (Decimal("0.5"), Decimal("0.75"))
    assert median_cycle_days(deals, start=START, end=END) == 40


def test_nothing_closed_has_no_win_rate() -> None:
    rate = win_rate([], start=START, end=END)
    assert rate.by_count.value is None and rate.by_value.value is None
    assert median_cycle_days([], start=START, end=END) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Example Co., Ltd. (UK)", "EXAMPLE"),
        ("Müller GmbH & Co. KG", "müller"),
        ("Acme S.p.A.", "Acme SpA"),
        ("Rafay Systems, Inc.", "rafay systems"),
        ("\uff21cme", "Acme"),
    ],
)
def test_two_spellings_are_one_name(one: str, other: str) -> None:
    assert normalized_name(one) == normalized_name(other)


@pytest.mark.parametrize(("one", "other"), [("IBM Cloud", "IBM"), ("Northwind", "Northwest"), ("The", "A")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert normalized_name(one) != normalized_name(other)


def test_a_name_of_nothing_but_a_legal_form_stays() -> None:
    assert normalized_name("AG") == "ag"
    assert normalized_name("!!!") == "!!!"


@given(st.text(max_size=300))
def test_folding_a_name_twice_changes_nothing_more(name: str) -> None:
    assert len(normalized_name(name)) <= 200
    assert folded_label(folded_label(name)) == folded_label(name)


def test_spaces_and_hyphens_do_not_tell_products_apart() -> None:
    assert folded_label("GTXPro") == folded_label("GTX Pro") == folded_label("gtx-pro")


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.example.com/about?x=1", "example.com"),
        ("Example.COM", "example.com"),
        ("sales@example.co.uk", "example.co.uk"),
        ("not a host", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_the_domain_of_an_address(address: str, domain: str) -> None:
    assert domain_of(address) == domain


days = st.dates(date(2025, 1, 1), date(2027, 12, 31))
STAGES = [UUID(int=number) for number in range(3)]


@st.composite
def facts(draw: st.DrawFn) -> DealFact:
    outcome = draw(st.sampled_from(Outcome))
    return DealFact(
        id=uuid4(),
        amount=draw(st.decimals(0, 1_000_000, places=2)),
        outcome=outcome,
        is_qualified=draw(st.booleans()),
        probability=draw(st.decimals(0, 1, places=2)),
        is_partner_sourced=draw(st.booleans()),
        engaged_date=draw(st.none() | days),
        expected_close_date=draw(st.none() | days),
        closed_date=draw(st.none() | days) if outcome.is_closed else None,
    )


@given(st.lists(st.tuples(st.sampled_from(STAGES), facts())), days)
def test_stages_and_stale_deals_together_are_all_that_is_open(deals: list[tuple[UUID, DealFact]], on: date) -> None:
    found = open_deals(deals, stages=[(each, str(each), True) for each in STAGES], as_of=on)
    standing = [deal for _, deal in deals if deal.is_open_on(on)]
    assert sum(each.amount for each in found.stages) == found.amount
    assert found.amount + found.stale_amount == amount_of(standing)
    assert sum(each.count for each in found.stages) + len(found.stale) == len(standing)
    assert 0 <= found.weighted_amount <= found.amount
    assert found.qualified_amount <= found.amount


@given(st.lists(facts()), days, st.integers(0, 700))
def test_a_win_rate_is_a_share_and_windows_add_up(deals: list[DealFact], start: date, length: int) -> None:
    end = start + timedelta(days=length)
    middle = start + timedelta(days=length // 2)
    whole = win_rate(deals, start=start, end=end)
    first = win_rate(deals, start=start, end=middle)
    second = win_rate(deals, start=middle + timedelta(days=1), end=end)
    assert whole.won == first.won + second.won and whole.lost_amount == first.lost_amount + second.lost_amount
    for ratio in (whole.by_count, whole.by_value):
        assert ratio.value is None or 0 <= ratio.value <= 1


@given(facts(), days, days)
def test_what_is_closed_stays_closed(deal: DealFact, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    if deal.outcome_on(earlier) is not Outcome.OPEN:
        assert deal.outcome_on(later) is deal.outcome
    assert deal.is_open_on(later) or not deal.is_stale_on(later)
