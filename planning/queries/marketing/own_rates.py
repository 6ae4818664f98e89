"""What a partner's own tactics and leads say about a kind of tactic."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from partners.models import Partner
from planning.calculations.marketing.kinds import MarketingState, Volume
from planning.calculations.marketing.own_rates import (
    ANSWERED_DAYS,
    MATURITY_DAYS,
    Answers,
    OwnRate,
    own_answers_from,
    own_rates_from,
)
from planning.models import Tactic
from sales.calculations.leads import LeadFact
from sales.calculations.waterfall import cohort_waterfall
from sales.queries.leads import lead_facts


@dataclass(frozen=True, slots=True)
class _Tactic:
    """A tactic that has a campaign, as far as rates ask for it."""

    type_id: UUID
    campaign_id: UUID
    reached: int
    spent: Decimal
    has_answers: bool


def own_rates(partner: Partner, *, as_of: date) -> Mapping[UUID, Mapping[str, OwnRate]]:
    """The partner's own rates by type of tactic, where there is enough. Three queries, without campaigns one."""
    tactics = list(_tactics(partner, as_of))
    leads: dict[UUID, list[LeadFact]] = defaultdict(list)
    types = {each.campaign_id: each.type_id for each in tactics}
    for lead in lead_facts(partner_ids=[partner.pk], campaign_ids=list(types)) if types else ():
        if lead.campaign_id in types and lead.existed_on(as_of):
            leads[types[lead.campaign_id]].append(lead)
    found = {key: _rates(key, tactics, leads[key], as_of) for key in dict.fromkeys(types.values())}
    return {key: rates for key, rates in found.items() if rates}


def _rates(kind: UUID, tactics: Iterable[_Tactic], leads: list[LeadFact], as_of: date) -> dict[str, OwnRate]:
    answers = _answers([each for each in tactics if each.type_id == kind and each.has_answers], leads)
    waterfall = cohort_waterfall(leads, as_of=as_of, maturity_days=MATURITY_DAYS)
    return {**own_answers_from(answers), **own_rates_from(waterfall)}


def _answers(tactics: list[_Tactic], leads: Iterable[LeadFact]) -> Answers:
    came = Counter(lead.campaign_id for lead in leads)
    return Answers(
        reached=sum(each.reached for each in tactics),
        answered=sum(came[each.campaign_id] for each in tactics if each.reached),
        spent=sum((each.spent for each in tactics), Decimal(0)),
        bought=sum(came[each.campaign_id] for each in tactics if each.spent),
    )


def _tactics(partner: Partner, as_of: date) -> Iterable[_Tactic]:
    """Tactics with a campaign. Those that were agreed, can be verified and ended a while ago tell who answered."""
    rows = Tactic.objects.filter(partner=partner, campaign__isnull=False).order_by("id").select_related("plan", "type")
    for row in rows:
        ended = row.end_date + timedelta(days=ANSWERED_DAYS) <= as_of
        told = ended and row.type.is_verifiable and MarketingState(row.plan.state).is_agreed
        reach = row.reach if row.volume == Volume.REACH else 0
        if row.campaign_id:
            yield _Tactic(row.type_id, row.campaign_id, reach, row.budget, has_answers=told)
