"""What campaigns brought: the tables of docs/calculations/attribution.md, and what always holds."""

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sales.calculations.attribution import CampaignResult, Outcomes, SourcedDeal, attribute, credits_of
from sales.calculations.deals import DealFact
from sales.calculations.leads import LeadFact
from sales.enums import LeadStage, Outcome
from tests.sales.prose import day, tables

IDS = {name: uuid4() for name in ("W", "F")}
NAMES = {key: name for name, key in IDS.items()}
CUSTOMER, PARTNER = uuid4(), uuid4()
AS_OF = date(2026, 6, 15)
START = date(2025, 6, 15)
AT_A_DAY, BY_A_DAY = "Whom a deal is credited to", "What came of it by a day"


def sold(
    *,
    amount: str = "1",
    names: str = "",
    begun: date | None = None,
    closed: date | None = None,
    now: Outcome = Outcome.OPEN,
    customer: UUID = CUSTOMER,
) -> SourcedDeal:
    fact = DealFact(uuid4(), Decimal(amount), now, True, Decimal(1), True, engaged_date=begun, closed_date=closed)
    return SourcedDeal(fact, PARTNER, customer, IDS.get(names))


def came(
    campaign: UUID | None, on: date, *, deal: UUID | None = None, customer: UUID = CUSTOMER, mql: date | None = None
) -> LeadFact:
    reached = {LeadStage.INQUIRY: on} | ({LeadStage.MQL: mql} if mql else {})
    return LeadFact(uuid4(), campaign, customer, deal, on, reached, PARTNER)


def told(text: str, deal: SourcedDeal) -> LeadFact:
    name, on = text.split()
    tied = deal.fact.id if on.endswith("*") else None
    return came(IDS[name], date.fromisoformat(on.removesuffix("*")), deal=tied)


@pytest.mark.parametrize("row", tables("attribution.md", AT_A_DAY)[0], ids=lambda row: " | ".join(row.values()))
def test_a_deal_is_credited_as_the_document_says(row: dict[str, str]) -> None:
    deal = sold(names=row["deal names"], begun=day(row["began"]))
    leads = [told(text, deal) for text in row["leads of the customer"].split(", ") if text]
    found = credits_of(deals=[deal], leads=leads, window_days=180).get(deal.fact.id)
    said = (NAMES[found.campaign_id], "hard" if found.is_hard else "soft") if found else ("", "")
    assert said == (row["credited"], row["how"])


DEALS, RESULTS = tables("attribution.md", BY_A_DAY)


@pytest.mark.parametrize("row", RESULTS, ids=lambda row: f"{row['on']} {row['how']}")
def test_a_campaign_had_brought_by_a_day_what_the_document_says(row: dict[str, str]) -> None:
    deals = {
        each["deal"]: sold(
            amount=each["amount"],
            names=each["names"],
            begun=day(each["began"]),
            closed=day(each["closed"]),
            now=Outcome(each["now"]),
        )
        for each in DEALS
    }
    leads = [
        came(IDS["W"], date(2026, 1, 10), deal=deals["A"].fact.id, mql=date(2026, 1, 20)),
        came(IDS["W"], date(2026, 2, 10)),
    ]
    on = date.fromisoformat(row["on"])
    found = attribute(campaign_ids=[IDS["W"]], leads=leads, deals=deals.values(), window_days=180, as_of=on)
    outcomes: Outcomes = getattr(found[IDS["W"]], row["how"])
    assert [str(getattr(outcomes, each.name)) for each in fields(Outcomes)] == list(row.values())[2:]


def test_a_lead_that_sales_has_qualified_is_an_opportunity_until_its_deal_is_there() -> None:
    deal = sold(begun=AS_OF, amount="10")
    lead = LeadFact(uuid4(), IDS["W"], None, deal.fact.id, START, {LeadStage.SQL: START}, PARTNER)
    before, after = (
        attribute(campaign_ids=[IDS["W"]], leads=[lead], deals=[deal], window_days=180, as_of=each)[IDS["W"]].hard
        for each in (AS_OF - timedelta(days=1), AS_OF)
    )
    assert (before.opportunities, before.pipeline) == (1, Decimal(0))
    assert (after.opportunities, after.pipeline) == (1, Decimal(10))


def test_deals_of_another_partner_are_not_influenced() -> None:
    lead = came(IDS["W"], START)
    deal = SourcedDeal(sold(begun=START).fact, uuid4(), CUSTOMER, None)
    assert credits_of(deals=[deal], leads=[lead], window_days=180) == {}


CAMPAIGNS = [uuid4() for _ in range(3)]
CUSTOMERS = [uuid4() for _ in range(2)]
DAYS = st.dates(START, AS_OF + timedelta(days=30))
DEAL_LISTS = st.lists(
    st.builds(
        lambda amount, now, begun, closed, customer, campaign: SourcedDeal(
            DealFact(
                uuid4(), amount, now, True, Decimal(1), True, begun, None, None, closed if now.is_closed else None
            ),
            PARTNER,
            customer,
            campaign,
        ),
        st.decimals(0, 10**6, places=2),
        st.sampled_from(Outcome),
        st.none() | DAYS,
        st.none() | DAYS,
        st.sampled_from(CUSTOMERS),
        st.none() | st.sampled_from(CAMPAIGNS),
    ),
    max_size=8,
)
LEAD_LISTS = st.lists(
    st.tuples(st.none() | st.sampled_from(CAMPAIGNS), DAYS, st.sampled_from(CUSTOMERS), st.none() | st.integers(0, 7)),
    max_size=8,
)
type Drawn = list[tuple[UUID | None, date, UUID, int | None]]


def drawn(leads: Drawn, deals: list[SourcedDeal]) -> list[LeadFact]:
    tied = dict(enumerate(deal.fact.id for deal in deals))
    return [came(each, on, customer=who, deal=tied.get(-1 if at is None else at)) for each, on, who, at in leads]


@given(LEAD_LISTS, DEAL_LISTS, st.integers(1, 365), st.randoms(use_true_random=False))
def test_no_deal_counts_twice_and_sums_are_those_of_the_deals(
    leads: Drawn, deals: list[SourcedDeal], window: int, order: object
) -> None:
    facts = drawn(leads, deals)
    found = attribute(campaign_ids=CAMPAIGNS, leads=facts, deals=deals, window_days=window, as_of=AS_OF)
    outcomes = [each for result in found.values() for each in (result.hard, result.soft)]
    known = [lead for lead in facts if lead.existed_on(AS_OF)]
    there = [deal for deal in deals if deal.fact.existed_on(AS_OF)]
    credited = credits_of(deals=there, leads=known, window_days=window)
    mine = [deal.fact for deal in there if deal.fact.id in credited]
    won = [fact for fact in mine if fact.outcome_on(AS_OF) is Outcome.WON]
    assert sum(each.opportunities for each in outcomes) == len(mine)
    assert sum(each.revenue for each in outcomes) == sum(fact.amount for fact in won)
    assert sum(each.won for each in outcomes) == len(won)
    assert sum(each.pipeline for each in outcomes) == sum(fact.amount for fact in mine if fact.is_open_on(AS_OF))
    assert sum(each.leads for each in outcomes) == sum(lead.campaign_id is not None for lead in known)
    backwards = attribute(campaign_ids=CAMPAIGNS, leads=facts[::-1], deals=deals[::-1], window_days=window, as_of=AS_OF)
    assert found == backwards


@given(LEAD_LISTS, DEAL_LISTS)
def test_a_link_is_hard_and_all_else_soft(leads: Drawn, deals: list[SourcedDeal]) -> None:
    facts = drawn(leads, deals)
    tied = {lead.deal_id for lead in facts if lead.campaign_id}
    for deal in deals:
        credit = credits_of(deals=[deal], leads=facts, window_days=180).get(deal.fact.id)
        is_linked = deal.campaign_id is not None or deal.fact.id in tied
        assert is_linked == (credit is not None and credit.is_hard)


def test_a_campaign_of_which_nothing_came_has_zeros() -> None:
    key = uuid4()
    assert attribute(campaign_ids=[key], leads=[], deals=[], window_days=180, as_of=AS_OF) == {key: CampaignResult()}
