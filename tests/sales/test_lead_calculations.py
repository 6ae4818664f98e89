"""How far leads come: the tables of docs/calculations/leads.md, the waterfall of the design, and what always holds."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales.calculations.leads import LeadFact, reached_dates
from sales.calculations.waterfall import cohort_waterfall
from sales.enums import ENTRY_WAY, LEAD_WAY, LeadStage
from tests.sales.prose import tables

DAY = date(2026, 1, 10)
AS_OF = date(2026, 12, 31)
STEPS = st.lists(st.tuples(st.sampled_from(LeadStage), st.dates(DAY, AS_OF)), max_size=6)
LEADS = st.lists(
    st.builds(
        lambda entered, came, steps: fact(entered, came, steps),
        st.sampled_from(ENTRY_WAY),
        st.dates(DAY, AS_OF + timedelta(days=10)),
        STEPS,
    ),
    max_size=12,
)


def fact(entered: LeadStage, came: date, steps: list[tuple[LeadStage, date]]) -> LeadFact:
    reached = reached_dates(entered_stage=entered, entered_date=came, moves=steps)
    return LeadFact(id=uuid4(), campaign_id=None, customer_id=None, deal_id=None, entered_date=came, reached=reached)


def moves(text: str) -> list[tuple[LeadStage, date]]:
    pairs = (each.split() for each in text.split(", ") if each)
    return [(LeadStage(stage), date.fromisoformat(day)) for stage, day in pairs]


@pytest.mark.parametrize("row", tables("leads.md", "How far a lead had come")[0], ids=lambda row: row["moves"])
def test_a_lead_had_come_as_far_as_the_document_says(row: dict[str, str]) -> None:
    lead = fact(LeadStage(row["as"]), date.fromisoformat(row["came in"]), moves(row["moves"]))
    on = date.fromisoformat(row["on"])
    furthest = lead.furthest_on(on)
    told = (furthest.value if furthest else "", "yes" if lead.has_reached(LeadStage.LOST, on) else "no")
    assert told == (row["furthest"], row["lost"])
    assert lead.is_mgo_on(on) == (row["furthest"] in ("mql", "sal", "sql", "won"))


def cascade() -> list[LeadFact]:
    """1,000 inquiries of which 200, 120, 60 and 15 came on."""
    reached = {LeadStage.WON: 15, LeadStage.SQL: 45, LeadStage.SAL: 60, LeadStage.MQL: 80, LeadStage.INQUIRY: 800}
    return [fact(LeadStage.INQUIRY, DAY, [(stage, DAY)]) for stage, count in reached.items() for _ in range(count)]


def test_the_waterfall_of_a_thousand_inquiries_is_the_documents() -> None:
    found = cohort_waterfall(cascade(), as_of=AS_OF, maturity_days=90)
    told = [
        (each.from_stage.value, each.to_stage.value, str(each.entered), str(each.moved), each.share.as_percent())
        for each in found.conversions
    ]
    assert told == [tuple(row.values()) for row in tables("leads.md", "Waterfall")[0]]
    assert [each.entered for each in found.stages] == [1000, 200, 120, 60, 15]
    assert (found.won_share.percent, found.mature, found.young) == (Decimal("1.5"), 1000, 0)


def test_leads_without_time_to_move_stand_apart_and_are_not_lost() -> None:
    young, old = AS_OF - timedelta(days=89), AS_OF - timedelta(days=90)
    leads = [
        fact(LeadStage.INQUIRY, young, []),
        fact(LeadStage.INQUIRY, young, [(LeadStage.WON, young)]),
        fact(LeadStage.INQUIRY, old, [(LeadStage.MQL, old + timedelta(days=14))]),
        fact(LeadStage.INQUIRY, old, [(LeadStage.LOST, old)]),
        fact(LeadStage.INQUIRY, AS_OF + timedelta(days=1), []),
    ]
    found = cohort_waterfall(leads, as_of=AS_OF, maturity_days=90)
    first = found.conversions[0]
    assert (found.mature, found.young) == (2, 2)
    assert (first.entered, first.moved, first.open, first.lost, first.median_days) == (2, 1, 0, 1, Decimal(14))
    assert [(each.month, each.mature, each.young) for each in found.cohorts] == [(date(2026, 10, 1), 2, 2)]


def test_a_lead_that_came_in_further_on_moves_no_conversion_before_it() -> None:
    leads = [
        fact(LeadStage.INQUIRY, DAY, [(LeadStage.MQL, DAY)]),
        fact(LeadStage.SAL, DAY, [(LeadStage.SQL, DAY)]),
    ]
    found = cohort_waterfall(leads, as_of=AS_OF, maturity_days=0)
    assert [(each.entered, each.moved) for each in found.conversions] == [(1, 1), (1, 0), (1, 1), (1, 0)]
    assert [(each.came_in, each.open, each.lost) for each in found.stages] == [
        (1, 0, 0),
        (0, 1, 0),
        (1, 0, 0),
        (0, 1, 0),
        (0, 0, 0),
    ]


def test_without_leads_there_is_no_conversion() -> None:
    found = cohort_waterfall([], as_of=AS_OF, maturity_days=90)
    assert {each.share.as_percent() for each in found.conversions} == {"n/a"}
    assert found.won_share.as_percent() == "n/a" and found.cohorts == ()


@given(LEADS, st.integers(0, 200))
def test_the_counts_of_a_waterfall_reconcile(leads: list[LeadFact], maturity_days: int) -> None:
    found = cohort_waterfall(leads, as_of=AS_OF, maturity_days=maturity_days)
    assert found == cohort_waterfall(reversed(leads), as_of=AS_OF, maturity_days=maturity_days)
    assert found.mature + found.young == sum(lead.existed_on(AS_OF) for lead in leads)
    assert sum(each.came_in for each in found.stages) == found.mature
    assert sum(each.open + each.lost for each in found.stages) == found.mature
    for conversion in found.conversions:
        assert conversion.entered == conversion.moved + conversion.open + conversion.lost
        assert min(conversion.moved, conversion.open, conversion.lost) >= 0
    sums = [sum(column) for column in zip(*(each.reached for each in found.cohorts), strict=True)]
    assert sums in ([each.entered for each in found.stages], [])


@given(st.sampled_from(ENTRY_WAY), STEPS)
def test_a_lead_reaches_the_stages_in_their_order(entered: LeadStage, steps: list[tuple[LeadStage, date]]) -> None:
    reached = fact(entered, DAY, steps).reached
    days = [reached[stage] for stage in LEAD_WAY[:-1] if stage in reached]
    assert days == sorted(days) and days[0] == DAY
