"""What a campaign brought: by a link that somebody made, and by leads that came before.

Rules: docs/calculations/attribution.md. The two are never mixed, and no deal is counted twice: not in both, and not
for two campaigns.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sales.calculations.deals import DealFact
from sales.calculations.leads import LeadFact
from sales.calculations.outcomes import amount_of
from sales.enums import LeadStage, Outcome

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class SourcedDeal:
    """A deal, with what tells where it came from."""

    fact: DealFact
    partner_id: UUID | None = None
    customer_id: UUID | None = None
    campaign_id: UUID | None = None

    @property
    def begun_date(self) -> date | None:
        """First contact, without it registration; None where neither is known."""
        return self.fact.engaged_date or self.fact.registered_date


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of a campaign by a day. Amounts in the tenant's currency.

    `mgos` are leads that marketing has qualified. `opportunities` are deals, and leads that sales has qualified and of
    which no deal was made. `pipeline` is open deals; `won` and `revenue` are won ones.
    """

    leads: int = 0
    mgos: int = 0
    opportunities: int = 0
    pipeline: Decimal = ZERO
    won: int = 0
    revenue: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class CampaignResult:
    """`hard`: leads of the campaign, and deals linked with it or with one of them. `soft`: deals that it influenced.

    Leads always name their campaign: `soft` counts none. Add the two up for nothing but a sentence that names both.
    """

    hard: Outcomes = Outcomes()
    soft: Outcomes = Outcomes()


@dataclass(frozen=True, slots=True)
class Credit:
    """The one campaign that a deal is credited to, and whether somebody linked the two."""

    campaign_id: UUID
    is_hard: bool


def attribute(
    *,
    campaign_ids: Collection[UUID],
    leads: Iterable[LeadFact],
    deals: Iterable[SourcedDeal],
    window_days: int,
    as_of: date,
) -> dict[UUID, CampaignResult]:
    """The results of these campaigns as they stood at the end of the day; one without any has zeros.

    `leads` and `deals` must be all of the partners concerned, those of other campaigns too: which campaign a deal is
    credited to is decided among all of them.
    """
    known = [lead for lead in leads if lead.existed_on(as_of)]
    there = {deal.fact.id: deal for deal in deals if deal.fact.existed_on(as_of)}
    credited = _credited(there, credits_of(deals=there.values(), leads=known, window_days=window_days))
    own: dict[UUID | None, list[LeadFact]] = defaultdict(list)
    for lead in known:
        own[lead.campaign_id].append(lead)
    return {
        key: CampaignResult(
            hard=_outcomes(own[key], credited[Credit(key, is_hard=True)], there, as_of),
            soft=_outcomes([], credited[Credit(key, is_hard=False)], there, as_of),
        )
        for key in campaign_ids
    }


def credits_of(*, deals: Iterable[SourcedDeal], leads: Iterable[LeadFact], window_days: int) -> dict[UUID, Credit]:
    """Whom each deal is credited to, by the deal's id; deals that no campaign had to do with are left out.

    Hard is the campaign that the deal itself names, else that of the first lead linked with it. Soft, for deals without
    such a link, is the campaign of the last lead of the same partner and customer that came in on the day on which the
    deal began, or at most `window_days` before.
    """
    ordered = sorted((lead for lead in leads if lead.campaign_id), key=lambda lead: (lead.entered_date, lead.id))
    linked = {lead.deal_id: lead for lead in reversed(ordered) if lead.deal_id}
    by_customer = _by_customer(ordered)
    found: dict[UUID, Credit] = {}
    for deal in deals:
        lead = linked.get(deal.fact.id)
        hard = deal.campaign_id or (lead.campaign_id if lead else None)
        soft = None if hard else _influence(deal, by_customer, window_days)
        if campaign := hard or soft:
            found[deal.fact.id] = Credit(campaign, is_hard=hard is not None)
    return found


type _Buyer = tuple[UUID | None, UUID]


def _by_customer(leads: Sequence[LeadFact]) -> dict[_Buyer, list[LeadFact]]:
    found: dict[_Buyer, list[LeadFact]] = {}
    for lead in leads:
        if lead.customer_id:
            found.setdefault((lead.partner_id, lead.customer_id), []).append(lead)
    return found


def _influence(deal: SourcedDeal, leads: Mapping[_Buyer, list[LeadFact]], window_days: int) -> UUID | None:
    begun = deal.begun_date
    if begun is None or deal.customer_id is None:
        return None
    touched = [
        lead.campaign_id
        for lead in leads.get((deal.partner_id, deal.customer_id), ())
        if 0 <= (begun - lead.entered_date).days <= window_days
    ]
    return touched[-1] if touched else None


def _credited(
    deals: Mapping[UUID, SourcedDeal], credits_found: Mapping[UUID, Credit]
) -> defaultdict[Credit, list[DealFact]]:
    found: defaultdict[Credit, list[DealFact]] = defaultdict(list)
    for key, credit in credits_found.items():
        found[credit].append(deals[key].fact)
    return found


def _outcomes(leads: Sequence[LeadFact], deals: Sequence[DealFact], there: Collection[UUID], as_of: date) -> Outcomes:
    won = [deal for deal in deals if deal.outcome_on(as_of) is Outcome.WON]
    alone = [lead for lead in leads if lead.deal_id not in there and lead.has_reached(LeadStage.SQL, as_of)]
    return Outcomes(
        leads=len(leads),
        mgos=sum(lead.is_mgo_on(as_of) for lead in leads),
        opportunities=len(deals) + len(alone),
        pipeline=amount_of(deal for deal in deals if deal.is_open_on(as_of)),
        won=len(won),
        revenue=amount_of(won),
    )
