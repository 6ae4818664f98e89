"""Life stages: what the rules suggest, how far partners came, what confirming writes."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enablement.calculations.facts import TaskFact
from partners.enums import LifeStage
from programs.calculations.funnel import ActivationBand, Journey, measure_funnel, time_to_first_deal
from programs.calculations.stages import StageFacts, suggest
from scorecards.calculations.rhythm import OrderRhythm

DAY = date(2026, 6, 15)
JOINED = date(2025, 2, 1)


def task(kind: str, done: date | None) -> TaskFact:
    return TaskFact(kind, kind, date(2025, 3, 1), done)


def rhythm(last: date, gap: int) -> OrderRhythm:
    return OrderRhythm(last, (DAY - last).days, Decimal(gap), is_own=True)


TABLE = [
    (StageFacts(DAY), LifeStage.RECRUITED, "No contract yet."),
    (StageFacts(DAY, joined_date=date(2026, 7, 1)), LifeStage.RECRUITED, "No contract yet."),
    (
        StageFacts(DAY, tasks=(task("contract", date(2026, 5, 1)), task("onboarding", None))),
        LifeStage.ONBOARDING,
        "Partner since 1 May 2026. 1 of 2 required tasks done. Nobody is certified yet.",
    ),
    (
        StageFacts(DAY, joined_date=JOINED, certificates=2),
        LifeStage.MOTIVATED,
        "Trained: 2 valid certificates. No deal registered yet.",
    ),
    (
        StageFacts(DAY, joined_date=JOINED, certificates=2, tasks=(task("plan", date(2026, 4, 2)),)),
        LifeStage.TARGETING,
        "Plan agreed on 2 Apr 2026. No deal registered yet.",
    ),
    (
        StageFacts(DAY, joined_date=JOINED, registered_dates=(date(2025, 6, 16), date(2026, 2, 3))),
        LifeStage.ACTIVATED,
        "2 deals registered in the last 12 months, last on 3 Feb 2026. Nothing won yet.",
    ),
    (
        StageFacts(DAY, joined_date=JOINED, certificates=1, registered_dates=(date(2025, 6, 15),)),
        LifeStage.MOTIVATED,
        "Trained: 1 valid certificate. No deal registered yet.",
    ),
    (
        StageFacts(DAY, joined_date=JOINED, won_dates=(date(2026, 5, 4),)),
        LifeStage.PRODUCING,
        "Sold in the last 12 months, last on 4 May 2026. 1 deal won.",
    ),
    (
        StageFacts(DAY, joined_date=JOINED, rhythm=rhythm(date(2026, 1, 23), 62)),
        LifeStage.LAPSED,
        "No sale for 143 days; usually every 62.",
    ),
    (
        StageFacts(DAY, joined_date=JOINED, rhythm=rhythm(date(2026, 2, 13), 62)),
        LifeStage.PRODUCING,
        "Sold in the last 12 months, last on 13 Feb 2026.",
    ),
    (
        StageFacts(DAY, joined_date=JOINED, rhythm=rhythm(date(2026, 4, 17), 7)),
        LifeStage.PRODUCING,
        "Sold in the last 12 months, last on 17 Apr 2026.",
    ),
    (
        StageFacts(DAY, joined_date=JOINED, won_dates=(date(2025, 6, 15),)),
        LifeStage.LAPSED,
        "Last sale on 15 Jun 2025, more than 12 months ago.",
    ),
    (
        StageFacts(DAY, joined_date=JOINED, won_dates=(date(2025, 3, 1),), registered_dates=(date(2026, 6, 1),)),
        LifeStage.ACTIVATED,
        "1 deal registered in the last 12 months, last on 1 Jun 2026. Nothing won yet.",
    ),
]


@pytest.mark.parametrize(("facts", "stage", "reasons"), TABLE)
def test_the_rules_suggest_a_stage_with_reasons(facts: StageFacts, stage: LifeStage, reasons: str) -> None:
    found = suggest(facts)
    assert (found.stage, " ".join(found.reasons)) == (stage, reasons)


@given(
    joined=st.none() | st.dates(date(2020, 1, 1), date(2026, 12, 31)),
    certificates=st.integers(0, 5),
    registered=st.lists(st.dates(date(2020, 1, 1), date(2027, 1, 1)), max_size=4),
    won=st.lists(st.dates(date(2020, 1, 1), date(2027, 1, 1)), max_size=4),
)
def test_every_partner_has_one_stage_and_a_reason(
    joined: date | None, certificates: int, registered: list[date], won: list[date]
) -> None:
    facts = StageFacts(DAY, joined, (), certificates, tuple(registered), tuple(won))
    found = suggest(facts)
    assert found.reasons
    assert suggest(StageFacts(DAY, joined, (), certificates, tuple(registered[::-1]), tuple(won[::-1]))) == found


def journey(*stages: LifeStage, joined: date | None = JOINED, first: date | None = None, timed: bool = True) -> Journey:
    dated = tuple((stage, JOINED + timedelta(days=30 * place)) for place, stage in enumerate(stages))
    return Journey(dated, joined, first, timed)


def test_the_funnel_counts_who_came_how_far() -> None:
    way = (LifeStage.RECRUITED, LifeStage.ONBOARDING)
    found = measure_funnel(
        [
            journey(LifeStage.RECRUITED),
            journey(*way),
            journey(*way, LifeStage.ACTIVATED),
            journey(*way, LifeStage.PRODUCING, first=date(2025, 5, 2)),
            journey(*way, LifeStage.PRODUCING, LifeStage.LAPSED, first=date(2025, 5, 2)),
        ],
        as_of=DAY,
    )
    assert [(step.now, step.reached) for step in found.steps] == [(1, 5), (1, 4), (0, 3), (0, 3), (1, 3), (1, 2)]
    assert [step.conversion.as_percent() for step in found.steps[1:]] == ["80%", "75%", "100%", "100%", "67%"]
    assert (found.lapsed, found.activation.as_percent(), found.band) == (1, "40%", ActivationBand.GOOD)
    assert found.steps[1].median_days == 30


def test_whoever_has_no_deal_yet_counts_only_as_long_as_known() -> None:
    def after(days: int) -> Journey:
        return journey(LifeStage.PRODUCING, joined=date(2026, 1, 1), first=date(2026, 1, 1) + timedelta(days=days))

    def waiting(days: int) -> Journey:
        return journey(LifeStage.RECRUITED, joined=DAY - timedelta(days=days))

    assert time_to_first_deal([after(10), after(30), after(50)], as_of=DAY).median_days == 30
    some = time_to_first_deal([after(10), after(30), after(50), waiting(5), waiting(5)], as_of=DAY)
    assert (some.median_days, some.with_deal, some.not_yet) == (30, 3, 2)
    most = time_to_first_deal([after(10), waiting(100), waiting(100)], as_of=DAY)
    assert (most.median_days, most.not_yet) == (None, 2)
    early = journey(LifeStage.PRODUCING, joined=date(2019, 1, 1), first=date(2024, 1, 1), timed=False)
    assert time_to_first_deal([early], as_of=DAY).with_deal == 0


def test_nobody_has_no_rate() -> None:
    found = measure_funnel([], as_of=DAY)
    assert (found.activation.as_percent(), found.band, found.first_deal.median_days) == ("n/a", None, None)


def worked_cases() -> list[tuple[str, ...]]:
    """The rows of the table in the prose."""
    prose = (Path(__file__).parents[2] / "docs/calculations/life-stage.md").read_text("utf-8")
    table = prose.partition("| contract | certificates |")[2].partition("\n\n")[0].splitlines()[2:]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in table]


def _day(cell: str) -> date | None:
    return None if cell == "-" else date.fromisoformat(cell)


@pytest.mark.parametrize("case", worked_cases())
def test_the_worked_cases_of_the_prose_hold(case: tuple[str, ...]) -> None:
    contract, certificates, plan, registered, sale, gap, stage = case
    last, deal = _day(sale), _day(registered)
    facts = StageFacts(
        DAY,
        joined_date=_day(contract),
        certificates=int(certificates),
        tasks=(task("plan", _day(plan)),) if plan != "-" else (),
        registered_dates=(deal,) if deal else (),
        rhythm=rhythm(last, int(gap)) if last else OrderRhythm(None, None, None, is_own=False),
    )
    assert suggest(facts).stage == stage
